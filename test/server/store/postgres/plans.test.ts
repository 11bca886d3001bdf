import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Storage } from '../../../../src/server/storage.ts';
import { createDatabase, execute, type TestDatabase } from '../../../support/databases.ts';
import { deliveryQueue, type DeliveryQueue } from '../../../../src/server/webhooks/dispatch/queries.ts';
import { earn, hatch } from '../support/commands.ts';
import { deliveryRow, newSeat, newWorld, NOW } from '../support/rows.ts';
import type { World } from '../../../../src/server/store/rows.ts';

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
     WHERE relname IN
       ('buddies', 'events', 'ledger', 'counters', 'eggs', 'operations', 'idempotency_keys', 'deliveries')`,
  );
  return sums!;
}

it('never reads a whole table to write, though the tables were empty when the plans were made', async () => {
  const [world, seat] = [newWorld(), newSeat()];
  const before = await usage();
  await hatch(store, world, seat);
  // From the sixth time on a plan is kept.
  for (let n = 0; n < 20; n++) await store.change(earn(world, seat, 1));
  const queue = deliveryQueue(store.database);
  for (let n = 0; n < 10; n++) await sendOne(queue, world);
  await store.close(); // each connection hands its counts over when it ends
  await expect.poll(async () => (await usage()).written).toBeGreaterThanOrEqual(before.written + 60);
  expect((await usage()).whole).toBe(before.whole);
});

/** Claimed, given back, claimed by its id, written down: four times. */
async function sendOne(queue: DeliveryQueue, world: World): Promise<void> {
  await store.deliveries.insert(deliveryRow(world, 'whe_1', { next_attempt_at: NOW }));
  const { rows } = await queue.claimDue({ now: NOW, lease: NOW + 1, most: 1, room: () => 1 });
  const { delivery_id, endpoint_id } = rows[0]!;
  await queue.giveBack([{ delivery_id, lease: NOW + 1 }], NOW);
  await queue.claim([delivery_id], NOW, NOW + 1);
  const result = { answer: null, was_silent: false, status: 'failed', next_attempt_at: null } as const;
  const lease = { delivery_id, endpoint_id, lease: NOW + 1 };
  await queue.record([{ ...result, ...lease, tries: 1, attempts: [], ended_at: NOW }], NOW + 1);
}
