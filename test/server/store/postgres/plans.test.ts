import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Storage } from '../../../../src/server/storage.ts';
import { createDatabase, execute, type TestDatabase } from '../../../support/databases.ts';
import { earn, hatch } from '../support/commands.ts';
import { newSeat, newWorld } from '../support/rows.ts';

let database: TestDatabase;
let store: Storage;

beforeAll(async () => {
  database = await createDatabase('postgres');
  store = await database.open();
});
afterAll(() => database.drop());

interface Usage {
  whole: number;
  written: number;
}

async function usage(): Promise<Usage> {
  const [sums] = await execute<{ whole: number; written: number }>(
    database.place.database_url!,
    `SELECT sum(seq_scan)::int AS whole, sum(n_tup_upd)::int AS written FROM pg_stat_user_tables
     WHERE relname IN ('buddies', 'events', 'ledger', 'counters', 'eggs', 'operations', 'idempotency_keys')`,
  );
  return sums!;
}

it('never reads a whole table to write, though the tables were empty when the plans were made', async () => {
  const [world, seat] = [newWorld(), newSeat()];
  const before = await usage();
  await hatch(store, world, seat);
  // From the sixth time on a plan is kept.
  for (let n = 0; n < 20; n++) await store.change(earn(world, seat, 1));
  await store.close(); // each connection hands its counts over when it ends
  await expect.poll(async () => (await usage()).written).toBeGreaterThanOrEqual(before.written + 20);
  expect((await usage()).whole).toBe(before.whole);
});
