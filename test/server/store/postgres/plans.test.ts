import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Storage } from '../../../../src/server/storage.ts';
import { createLog } from '../../../../src/server/log.ts';
import { sql, type Statement } from '../../../../src/server/store/database.ts';
import { reading } from '../../../../src/server/store/each.ts';
import { Pool } from '../../../../src/server/store/postgres/pool.ts';
import { createDatabase, execute, type TestDatabase } from '../../../support/databases.ts';
import { deliveryQueue, type DeliveryQueue } from '../../../../src/server/webhooks/dispatch/queries.ts';
import { BIG_TABLES, readsAtSize } from '../support/at-size.ts';
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
    database.place.databaseUrl!,
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

it('finds a seat among many of its audience, though there were none when the plan was made', async () => {
  const own = await createDatabase('postgres');
  const url = own.place.databaseUrl!;
  const opened = await own.open();
  try {
    await execute(url, 'ALTER TABLE buddies SET (autovacuum_enabled = false)');
    const [world, seat] = [newWorld(), newSeat()];
    for (let n = 0; n < 10; n++) await opened.change(earn(world, seat, 1));
    const others = Array.from({ length: 500 }, () =>
      opened.change(earn(world, { ...newSeat(), audience: seat.audience }, 1)),
    );
    await Promise.all(others);
    for (let n = 0; n < 10; n++) await opened.change(earn(world, seat, 1));
    await opened.close();
    const rowsOf = async () => {
      const [row] = await execute<{ read: number; written: number }>(
        url,
        `SELECT idx_tup_fetch::int AS read, n_tup_upd::int AS written FROM pg_stat_user_tables WHERE relname = 'buddies'`,
      );
      return row!;
    };
    await expect.poll(async () => (await rowsOf()).written).toBeGreaterThanOrEqual(520);
    expect((await rowsOf()).read).toBeLessThan(10 * 520);
  } finally {
    await own.drop();
  }
});

/** Claimed, given back, claimed by its id, written down: four times. */
async function sendOne(queue: DeliveryQueue, world: World): Promise<void> {
  await store.deliveries.insert(deliveryRow(world, 'whe_1', { next_attempt_at: NOW }));
  const { rows } = await queue.claimDue({ now: NOW, lease: NOW + 1, most: 1, room: () => 1, grace: () => 0 });
  const { delivery_id, endpoint_id } = rows[0]!;
  await queue.giveBack([{ delivery_id, lease: NOW + 1 }], NOW);
  await queue.claim([delivery_id], NOW, NOW + 1);
  const result = { answer: null, wasSilent: false, status: 'failed', next_attempt_at: null } as const;
  const lease = { delivery_id, endpoint_id, lease: NOW + 1 };
  await queue.record([{ ...result, ...lease, tries: 1, attempts: [], ended_at: NOW }], NOW + 1);
}
interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Of the plan for these values; of one that is kept, of the plan for any. */
async function nodesOfStatement(url: string, { sql, values, isKept }: Statement): Promise<PlanNode[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (!isKept) return await explained(client, sql, [...values]);
    await client.query('SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan');
    await client.query(`PREPARE kept AS ${sql}`);
    return await explained(
      client,
      `EXECUTE kept (${values.map((value) => client.escapeLiteral(String(value))).join()})`,
    );
  } finally {
    await client.end();
  }
}

async function explained(client: pg.Client, sql: string, values: unknown[] = []): Promise<PlanNode[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
    values,
  );
  return nodesOf(rows[0]!['QUERY PLAN'][0]!.Plan);
}

it('reads a page, a rank and what is due by index, with statistics and without', async () => {
  const own = await createDatabase('postgres');
  const url = own.place.databaseUrl!;
  const { database: db } = await own.open();
  try {
    for (const table of BIG_TABLES) await execute(url, `ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
    const reads = await readsAtSize(db);
    expect(reads.length).toBeGreaterThanOrEqual(10);
    for (const statistics of ['without', 'with']) {
      if (statistics === 'with') await execute(url, 'ANALYZE');
      for (const statement of reads) {
        const all = await nodesOfStatement(url, statement);
        const nodes = all.filter((node) => BIG_TABLES.includes(node['Relation Name'] ?? ''));
        const whole = nodes.filter((node) => node['Node Type'] === 'Seq Scan');
        expect([statistics, statement.sql, whole.map((node) => node['Relation Name'])]).toEqual([
          statistics,
          statement.sql,
          [],
        ]);
        const thrownAway = nodes.map((node) => (node['Rows Removed by Filter'] ?? 0) * node['Actual Loops']);
        expect([statistics, statement.sql, Math.max(0, ...thrownAway) < 200]).toEqual([
          statistics,
          statement.sql,
          true,
        ]);
      }
    }
  } finally {
    await own.drop();
  }
});

it('plans what a commit reads and writes once, not each time', async () => {
  const own = await createDatabase('postgres');
  const url = own.place.databaseUrl!;
  const pool = new Pool({ url, max: 1, log: createLog('silent'), prepare: true });
  try {
    await (await own.open()).close();
    const probe = reading(['egg_id'], ({ egg_id }) => `SELECT * FROM eggs WHERE egg_id = ${egg_id}`);
    const plans = await pool.transact(async (session) => {
      for (let n = 0; n < 20; n++) await session.each({ each: probe, rows: [[`egg_${n}`]] });
      return session.all(
        sql(`SELECT custom_plans::int AS anew, generic_plans::int AS kept FROM pg_prepared_statements
             WHERE statement LIKE 'SELECT given.place%'`),
      );
    });
    expect(plans).toMatchObject([{ anew: 0, kept: 20 }]);
  } finally {
    await pool.close();
    await own.drop();
  }
});
