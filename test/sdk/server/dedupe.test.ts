import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dedupe, type Execute, tableStore } from '../../../src/sdk/webhooks/index.ts';
import { createDatabase, type TestDatabase } from '../../support/databases.ts';

const TABLE = 'CREATE TABLE hatched_deliveries (delivery_id text PRIMARY KEY, taken_until bigint NOT NULL)';
let postgres: TestDatabase;
let pool: pg.Pool;
const sqlite = new DatabaseSync(':memory:');

beforeAll(async () => {
  postgres = await createDatabase('postgres');
  pool = new pg.Pool({ connectionString: postgres.place.databaseUrl, max: 8 });
  // Dropping the database ends what `pool.end()` has not closed entirely yet.
  pool.on('error', () => undefined);
  await pool.query(TABLE);
  sqlite.exec(TABLE);
});
afterAll(async () => {
  await pool?.end();
  await postgres?.drop();
  sqlite.close();
});

const STORES: [string, Execute][] = [
  ['PostgreSQL', async (sql, values) => (await pool.query(sql, values)).rowCount ?? 0],
  [
    'SQLite',
    (sql, values) => {
      const named = Object.fromEntries(values.map((value, at) => [`$${at + 1}`, value]));
      return Number(sqlite.prepare(sql).run(named).changes);
    },
  ],
];

describe.each(STORES)('a table of %s', (_name, execute) => {
  let now = Date.UTC(2026, 3, 15);
  const once = dedupe(tableStore(execute, { now: () => now }), { seconds: 60 });

  test('one of many at once takes the id', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, () => once.take('wh_1')));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('when its time is over it can be taken again', async () => {
    now += 59_000;
    expect(await once.take('wh_1')).toBe(false);
    now += 1000;
    expect(await once.take('wh_1')).toBe(true);
  });

  test('work that fails gives it back, and throws on', async () => {
    const failing = once.run('wh_2', () => Promise.reject(new Error('no mail server')));
    await expect(failing).rejects.toThrow('no mail server');
    expect(await once.run('wh_2', () => 'sent')).toEqual({ duplicate: false, result: 'sent' });
    expect(await once.run('wh_2', () => 'sent')).toEqual({ duplicate: true });
  });
});

test('a name that is none of a table is refused', () => {
  expect(() => tableStore(() => 0, { table: 'x; DROP TABLE y' })).toThrow(TypeError);
});
