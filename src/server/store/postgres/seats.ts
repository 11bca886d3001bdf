import { inserting, valuesOf, writing } from '../each.ts';
import type { BuddyRow } from '../rows.ts';
import type { Command } from '../command.ts';
import { StoreUnavailable } from '../store.ts';
import { BUDDIES } from '../tables.ts';
import { seatKey } from '../change/keys.ts';
import { loadTargets } from '../change/load.ts';
import type { WorkingSet } from '../change/working-set.ts';
import type { Transaction } from './pool.ts';

const TAKE = inserting(BUDDIES, 'ON CONFLICT DO NOTHING');
const GIVE_BACK = writing(
  ['buddy_id'],
  ({ buddy_id }, { using }) => `DELETE FROM buddies ${using} WHERE buddies.buddy_id = ${buddy_id}`,
);

const ATTEMPTS = 5;

/**
 * Inserts a row for each empty seat, so that there is something to lock. These locks are taken after the others, so what
 * earlier calls did is loaded again.
 */
export async function takeSeats(
  transaction: Transaction,
  set: WorkingSet,
  commands: readonly Command<unknown>[],
  hash: (eventId: string) => string,
): Promise<void> {
  // A buddy may be archived while this waits for its lock: the seat is empty again, and another process may fill it first.
  for (let attempt = 0; attempt <= ATTEMPTS; attempt++) {
    const rows = rowsForEmptySeats(set, commands);
    if (rows.length === 0) return;
    await transaction.each({ each: TAKE, rows: valuesOf(TAKE, rows) });
    await transaction.carryOut(loadTargets(set, commands, hash));
    for (const { buddy_id } of rows) if (set.buddies.has(buddy_id)) set.fresh.add(buddy_id);
  }
  throw new StoreUnavailable('Too many writers want the same buddy: nothing was written, try again.');
}

/** Sorted by seat: transactions that insert in the same order never deadlock. */
function rowsForEmptySeats(set: WorkingSet, commands: readonly Command<unknown>[]): BuddyRow[] {
  const rows = new Map<string, BuddyRow>();
  for (const command of commands) {
    const row = set.rowForSeat(command);
    const seat = row && seatKey(row, row);
    if (row && seat && !set.seats.has(seat) && !rows.has(seat)) rows.set(seat, row);
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Deletes rows that were inserted for seats and that no command used. */
export function giveBackSeats(transaction: Transaction, { fresh, writes }: WorkingSet): void {
  const unused = [...fresh].filter((id) => !writes.buddies.has(id));
  if (unused.length > 0) transaction.send({ each: GIVE_BACK, rows: unused.map((id) => [id]) });
}
