import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_AMOUNT } from '../../../../src/contract/limits.ts';
import { initialState } from '../../../../src/engine/index.ts';
import type { Migration } from '../../../../src/server/store/migrations.ts';
import { migratePostgres, POSTGRES_MIGRATIONS } from '../../../../src/server/store/postgres/migrate.ts';
import { openDirectory } from '../../../../src/server/store/sqlite/directory.ts';
import { migrateSqlite, SQLITE_MIGRATIONS } from '../../../../src/server/store/sqlite/migrate.ts';
import { behindTheBack } from '../support/behind-the-back.ts';
import { SHIPPED } from '../support/shipped-migrations.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../../support/databases.ts';

describe.each(DATABASE_KINDS)('migrations on %s', (kind) => {
  let database: TestDatabase;
  let folder: string;
  beforeEach(async () => {
    database = await createDatabase(kind);
    folder = await mkdtemp(join(tmpdir(), 'hatched-migrations-'));
    for (const shipped of kind === 'sqlite' ? SQLITE_MIGRATIONS : POSTGRES_MIGRATIONS)
      await cp(shipped, folder, { recursive: true });
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const add = (name: string, sql: string) => writeFile(join(folder, name), sql);

  async function migrate(): Promise<string[]> {
    const from = pathToFileURL(`${folder}/`);
    const { databaseUrl: url, dataDir: directory } = database.place;
    if (url) return names(await migratePostgres(url, 0, [from]));
    const { connection, close } = openDirectory({ directory });
    try {
      return names(migrateSqlite(connection, 0, [from]));
    } finally {
      close();
    }
  }

  it('run once, in order, and only what is new', async () => {
    expect(await migrate()).toEqual(SHIPPED);
    expect(await migrate()).toEqual([]);
    await add('9003_third.sql', 'INSERT INTO second (id) VALUES (1);');
    await add('9002_second.sql', 'CREATE TABLE second (id integer);');
    await add('notes.txt', 'not a migration');
    expect(await migrate()).toEqual(['9002_second.sql', '9003_third.sql']);
    expect(await migrate()).toEqual([]);
  });

  it('give counters of days and weeks an end, and no others', async () => {
    const keys = ['c:lesson:d20558', 't:w.d:w2937', 'c:lesson:t', 'stock_sold:d', 'cause:week'];
    for (const later of SHIPPED.slice(1)) await rm(join(folder, later));
    await migrate();
    const rows = keys.map((key) => `('buddy_1', '${key}', 7)`);
    await behindTheBack(database, `INSERT INTO counters (scope, key, value) VALUES ${rows.join(', ')}`);
    const store = await database.open();
    const ended = await behindTheBack(database, 'SELECT key, kept_until FROM counters WHERE kept_until IS NOT NULL');
    expect(ended.map((row) => row['key']).toSorted()).toEqual(keys.slice(0, 2));
    const days = ended.map((row) => (Number(row['kept_until']) - Date.now()) / (24 * 3600_000));
    for (const left of days) expect(left).toBeCloseTo(400, 0);
    expect(await store.buddies.forgetCounters(Number.MAX_SAFE_INTEGER, 9)).toBe(2);
  });

  /** A database as it was before that migration, with rows of these tables: their columns and values. */
  async function before(version: string, rows: [table: string, row: Record<string, string | number>][]): Promise<void> {
    for (const later of SHIPPED.filter((name) => name >= version)) await rm(join(folder, later));
    await migrate();
    for (const [table, row] of rows) {
      const values = Object.values(row).map((value) => (typeof value === 'string' ? `'${value}'` : value));
      const columns = Object.keys(row).join(', ');
      await behindTheBack(database, `INSERT INTO ${table} (${columns}) VALUES (${values.join(', ')})`);
    }
  }

  const buddyOf = (buddy_id: string, user_id: string, status: string) => ({
    buddy_id,
    user_id,
    status,
    ...{ customer_id: 'cus_1', mode: 'test', audience: 'default', name: '', species: '', version: 3 },
    ...{ picture_alt: '', picture_mood: 'calm', appearance_status: 'ready', created_at: 0, updated_at: 0 },
    state: JSON.stringify(initialState()),
  });
  const eggOf = (egg_id: string, user_id: string, status: string) => ({
    egg_id,
    user_id,
    status,
    ...{ customer_id: 'cus_1', mode: 'test', audience: 'default', species: 'owl', config_version_id: 'cfg_1' },
    ...{ metadata: '{}', created_at: 0, updated_at: 0 },
  });

  it('mend what earlier versions left behind', async () => {
    await before('0005', [
      ['buddies', buddyOf('buddy_1', 'ada', 'archived')],
      ['eggs', { ...eggOf('egg_1', 'ada', 'hatching'), buddy_id: 'buddy_1' }],
      ['counters', { scope: 'cus/test', key: 'cause:gold', value: 9007199254741001 }],
    ]);
    await database.open();
    expect(await behindTheBack(database, 'SELECT status FROM eggs')).toEqual([{ status: 'hatched' }]);
    const [counter] = await behindTheBack(database, 'SELECT value FROM counters');
    expect(Number(counter!['value'])).toBe(MAX_AMOUNT);
  });

  it('tell seats of the eggs that lie in them', async () => {
    await before('0007', [
      ['buddies', buddyOf('buddy_ada', 'ada', 'unhatched')],
      ['eggs', eggOf('egg_ada', 'ada', 'ready')],
      ['eggs', eggOf('egg_alone', 'bob', 'waiting')],
      ['buddies', buddyOf('buddy_gone', 'cleo', 'archived')],
      ['eggs', eggOf('egg_again', 'cleo', 'waiting')],
      ['eggs', eggOf('egg_cancelled', 'dora', 'cancelled')],
      ['buddies', buddyOf('buddy_dora', 'dora', 'unhatched')],
    ]);
    const store = await database.open();
    const world = { customer_id: 'cus_1', mode: 'test' as const };
    const seat = async (user_id: string) => {
      const row = await store.buddies.inSeat(world, { user_id, audience: 'default' });
      return row && [row.buddy_id, row.status, row.egg_id];
    };
    expect(await seat('ada')).toEqual(['buddy_ada', 'unhatched', 'egg_ada']);
    expect(await seat('bob')).toEqual(['buddy_alone', 'unhatched', 'egg_alone']);
    expect(await seat('cleo')).toEqual(['buddy_again', 'unhatched', 'egg_again']);
    expect(await seat('dora')).toEqual(['buddy_dora', 'unhatched', null]);
    const bob = await store.buddies.rowById(world, 'buddy_alone');
    expect(bob!.state).toEqual(initialState());
    expect(await store.eggs.byId(world, 'egg_ada')).toMatchObject({ warmth: 0 });
  });

  it('lay the ledger anew as it was, and as well guarded', async () => {
    const lineOf = (buddy_id: string, currency: string, seq: number) => ({
      ...{ buddy_id, currency, seq, ledger_id: `led_${buddy_id}_${currency}_${seq}`, amount: seq, balance_after: 9 },
      ...{ reason: 'lesson', source: '{"type":"event"}', request_id: 'req_1', created_at: seq },
    });
    const lines: Record<string, string | number>[] = [
      lineOf('buddy_1', 'gem', 1),
      lineOf('buddy_2', 'coin', 1),
      lineOf('buddy_1', 'coin', 2),
      { ...lineOf('buddy_1', 'coin', 1), reference_id: 'evt_1', config_version_id: 'cfg_1' },
    ];
    await before('0017', [
      ['buddies', buddyOf('buddy_1', 'ada', 'alive')],
      ['buddies', buddyOf('buddy_2', 'bob', 'archived')],
      ...lines.map((line): [string, typeof line] => ['ledger', line]),
    ]);
    const all = 'SELECT * FROM ledger ORDER BY ledger_id';
    const old = await behindTheBack(database, all);
    expect(old).toHaveLength(4);
    await database.open();
    expect(await behindTheBack(database, all)).toEqual(old);

    const columns = Object.keys(lines[0]!).join(', ');
    const insert = (line: Record<string, string | number>) =>
      behindTheBack(database, `INSERT INTO ledger (${columns}) VALUES ('${Object.values(line).join("', '")}')`);
    await expect(insert(lineOf('buddy_1', 'coin', 2))).rejects.toThrow(/unique/i);
    await expect(insert(lineOf('buddy_3', 'coin', 1))).rejects.toThrow(/foreign key/i);
    await expect(insert({ ...lineOf('buddy_1', 'coin', 3), balance_after: -1 })).rejects.toThrow(/check/i);
    await expect(insert({ ...lineOf('buddy_1', 'coin', 3), amount: 0 })).rejects.toThrow(/check/i);
    await expect(insert(lineOf('buddy_1', 'coin', 0))).rejects.toThrow(/check/i);
    for (const change of ['SET amount = 7', 'SET reference_id = NULL', "SET reason = 'other'"])
      await expect(behindTheBack(database, `UPDATE ledger ${change}`)).rejects.toThrow('The ledger only grows');
    await expect(behindTheBack(database, 'DELETE FROM ledger')).rejects.toThrow('The ledger only grows');
    await behindTheBack(database, "UPDATE ledger SET reason = ''");
  });

  it('lay the counters by day as they were, each still once', async () => {
    const counters: Record<string, string | number>[] = [
      { scope: 'buddy_2', key: 'c:lesson:d20558', value: 1, kept_until: 5 },
      { scope: 'buddy_1', key: 'c:lesson:d20559', value: 2, kept_until: 6 },
      { scope: 'buddy_1', key: 'c:lesson:d20558', value: 3, kept_until: 5 },
      { scope: 'cus_1/live', key: 'stock_sold:hat', value: 4 },
    ];
    await before(
      '0018',
      counters.map((counter): [string, typeof counter] => ['counters', counter]),
    );
    const all = 'SELECT * FROM counters ORDER BY value';
    const old = await behindTheBack(database, all);
    expect(old).toHaveLength(4);
    await database.open();
    expect(await behindTheBack(database, all)).toEqual(old);
    const again = "INSERT INTO counters (scope, key, value) VALUES ('buddy_1', 'c:lesson:d20558', 1)";
    await expect(behindTheBack(database, again)).rejects.toThrow(/unique/i);
  });

  it('do not run over a database that a newer version made', async () => {
    await add('9002_second.sql', 'CREATE TABLE second (id integer);');
    await migrate();
    await expect(database.open()).rejects.toThrow(
      `The database was made by a newer version of hatched-buddy (migration 9002; this one knows up to ${Number(SHIPPED.at(-1)!.slice(0, 4))}): install that version, or restore a backup.`,
    );
  });

  it('are never changed afterwards, but for their line ends', async () => {
    await add('9002_second.sql', 'CREATE TABLE second (id integer);\n');
    await migrate();
    await add('9002_second.sql', 'CREATE TABLE second (id integer);\r\n');
    expect(await migrate()).toEqual([]);
    await add('9002_second.sql', 'CREATE TABLE second (id text);\n');
    await expect(migrate()).rejects.toThrow(
      /^Migration 9002_second.sql is not the one that the database was made with/,
    );
  });

  it('with one number are refused before any is run', async () => {
    await add('9002_one.sql', 'CREATE TABLE one (id integer);');
    await add('9002_two.sql', 'CREATE TABLE two (id integer);');
    await expect(migrate()).rejects.toThrow(
      'Two migrations have the number 9002: give 9002_two.sql the next free one.',
    );
    await rm(join(folder, '9002_two.sql'));
    expect(await migrate()).toEqual([...SHIPPED, '9002_one.sql']);
  });

  it('that fail leave nothing, and run when they are mended', async () => {
    await add('9002_second.sql', 'CREATE TABLE second (id integer); INSERT INTO nowhere VALUES (1);');
    await expect(migrate()).rejects.toThrow(/nowhere/);
    await add('9002_second.sql', 'CREATE TABLE second (id integer);');
    expect(await migrate()).toEqual(['9002_second.sql']);
  });
});

function names(migrations: Migration[]): string[] {
  return migrations.map((migration) => migration.name);
}
