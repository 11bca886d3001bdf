import { inserting, valuesOf, writing } from '../each.ts';
import type { BuddyRow } from '../rows.ts';
import type { Command } from '../command.ts';
import { StoreUnavailable } from '../store.ts';
import { BUDDIES } from '../tables.ts';
import { seatKey } from '../change/keys.ts';
import { loadTargets } from '../change/load.ts';
import type { WorkingSet } from '../change/working-set.ts';
import type { Session } from './pool.ts';

const TAKE = inserting(BUDDIES, 'ON CONFLICT DO NOTHING');
const GIVE_BACK = writing(
  ['buddy_id'],
  ({ buddy_id }, { using }) => `DELETE FROM buddies ${using} WHERE buddies.buddy_id = ${buddy_id}`,
);

const ATTEMPTS = 5;

/**
 * Gives each seat that has none a row, so that there is something to lock. Its lock comes later than the others: what was
 * done before is looked up anew.
 */
export async function takeSeats(
  session: Session,
  set: WorkingSet,
  commands: readonly Command<unknown>[],
  hash: (eventId: string) => string,
): Promise<void> {
  // A seat whose row was archived while the lock was waited for is empty again; somebody else may fill it first.
  for (let attempt = 0; attempt <= ATTEMPTS; attempt++) {
    const rows = rowsForEmptySeats(set, commands);
    if (rows.length === 0) return;
    await session.each({ each: TAKE, rows: valuesOf(TAKE, rows) });
    await session.carryOut(loadTargets(set, commands, hash));
    for (const { buddy_id } of rows) if (set.buddies.has(buddy_id)) set.fresh.add(buddy_id);
  }
  throw new StoreUnavailable('Too many writers want the same buddy: nothing was written, try again.');
}

/** Sorted by seat: everybody takes them in the same order. */
function rowsForEmptySeats(set: WorkingSet, commands: readonly Command<unknown>[]): BuddyRow[] {
  const rows = new Map<string, BuddyRow>();
  for (const command of commands) {
    const row = set.rowForSeat(command);
    const seat = row && seatKey(row, row);
    if (row && seat && !set.seats.has(seat) && !rows.has(seat)) rows.set(seat, row);
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Rows that were made for seats and that no command then used. */
export function giveBackSeats(session: Session, { fresh, writes }: WorkingSet): void {
  const unused = [...fresh].filter((id) => !writes.buddies.has(id));
  if (unused.length > 0) session.send({ each: GIVE_BACK, rows: unused.map((id) => [id]) });
}
