import { buddyQueries } from '../../../../src/server/buddies/queries.ts';
import { eggQueries } from '../../../../src/server/eggs/queries.ts';
import { eventQueries } from '../../../../src/server/events/queries.ts';
import { leaderboardQueries } from '../../../../src/server/leaderboards/queries.ts';
import { queueQueries } from '../../../../src/server/metrics/queries.ts';
import { operationQueries } from '../../../../src/server/pictures/operations/queries.ts';
import { freshBuddy } from '../../../../src/server/store/change/fresh.ts';
import type { Database, Statement, Steps } from '../../../../src/server/store/database.ts';
import { insertAll } from '../../../../src/server/store/records.ts';
import type { BuddyRow, LedgerRow, ScoreRow } from '../../../../src/server/store/rows.ts';
import { BUDDIES, EGGS, EVENTS, LEDGER, OPERATIONS, SCORES } from '../../../../src/server/store/tables.ts';
import { eggRow, eventRow, ids, ledgerRow, newSeat, newWorld, NOW, operationRow } from './rows.ts';

const SIZE = { buddies: 3000, events: 12_000, lines: 12_000 };
const WINDOWS = 10;
const CHUNK = 100;
const DAY = 86_400_000;
const PAGE = { limit: 100 };

export const BIG_TABLES = ['buddies', 'eggs', 'events', 'ledger', 'operations', 'scores'];

/** Fills a world, and answers the statements by which calls and jobs read it. */
export async function readsAtSize(db: Database): Promise<Statement[]> {
  const world = newWorld();
  const buddies = Array.from({ length: SIZE.buddies }, (_, n): BuddyRow => {
    const row = freshBuddy(world, newSeat(), ids('buddy'), NOW);
    return { ...row, status: 'alive', wake_at: n % 100 === 0 ? NOW : NOW + DAY };
  });
  // Windows that have passed are kept: without them a board of that size is small enough to be sorted.
  const scores = Array.from({ length: WINDOWS }, (_, window) =>
    buddies.map(({ buddy_id }, value): ScoreRow => ({
      ...world,
      leaderboard: 'top',
      window_start: (window + 1) * DAY,
      buddy_id,
      value,
    })),
  ).flat();
  const events = Array.from({ length: SIZE.events }, (_, n) =>
    eventRow(buddies[n % buddies.length]!, ids('event'), 1, { type: n % 500 === 0 ? 'rare' : 'usual' }),
  );
  const eggs = buddies.map((buddy) => eggRow(world, buddy, { status: 'hatching', buddy_id: buddy.buddy_id }));
  const operations = buddies.map((buddy, n) =>
    operationRow(buddy, { status: n % 100 === 0 ? 'pending' : 'succeeded' }),
  );
  const lines = Array.from({ length: SIZE.lines }, (_, n): LedgerRow => {
    const seq = Math.floor(n / buddies.length) + 1;
    return { ...ledgerRow(buddies[n % buddies.length]!, seq, 1, seq), reference_id: events[n]!.evt_id };
  });
  await db.transaction(function* (): Steps<void> {
    for (const part of chunks(buddies)) yield insertAll(BUDDIES, part);
    for (const part of chunks(eggs)) yield insertAll(EGGS, part);
    for (const part of chunks(operations)) yield insertAll(OPERATIONS, part);
    for (const part of chunks(scores)) yield insertAll(SCORES, part);
    for (const part of chunks(events)) yield insertAll(EVENTS, part);
    for (const part of chunks(lines)) yield insertAll(LEDGER, part);
  });

  const asked: Statement[] = [];
  const noting: Database = {
    ...db,
    all(statement) {
      asked.push(statement);
      return db.all(statement);
    },
  };
  const { list, endOf } = eventQueries(noting);
  const { user_id, buddy_id } = buddies[0]!;
  await endOf(world, {}, { limit: 5000 });
  await endOf(world, { user_id }, { limit: 5000 });
  await list(world, { type: 'usual' }, PAGE);
  await list(world, { user_id, type: 'usual' }, PAGE);
  await list(world, { event_id: events[7]!.event_id }, PAGE);
  await eggQueries(noting).byId(world, eggs[7]!.egg_id);
  await operationQueries(noting).byId(world, operations[7]!.operation_id);
  await buddyQueries(noting).byId(world, buddy_id);
  await buddyQueries(noting).due(NOW, 25);
  await buddyQueries(noting).list(world, {}, PAGE);
  await buddyQueries(noting).ledger(buddy_id, 'coin', PAGE);
  await buddyQueries(noting).ledger(buddy_id, 'coin', { ...PAGE, after: lines[0]!.ledger_id });
  await queueQueries(noting).depths(NOW, 10_000);
  const boards = leaderboardQueries(noting);
  await boards.top(world, 'top', DAY, 100);
  await boards.around(world, 'top', DAY, buddy_id, 5);
  return asked;
}

function* chunks<R>(rows: readonly R[]): Generator<R[]> {
  for (let from = 0; from < rows.length; from += CHUNK) yield rows.slice(from, from + CHUNK);
}
