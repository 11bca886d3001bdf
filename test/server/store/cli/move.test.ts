import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Storage } from '../../../../src/server/storage.ts';
import { aboutOne } from '../../../../src/server/store/subjects.ts';
import { insertOf } from '../../../../src/server/store/records.ts';
import { TABLES, WEBHOOK_COUNTS } from '../../../../src/server/store/tables.ts';
import { createDatabase, execute, hashForTests, type TestDatabase } from '../../../support/databases.ts';
import { SHIPPED } from '../support/shipped-migrations.ts';
import { runCommand } from '../support/run-command.ts';
import {
  ids,
  assetRow,
  configRow,
  deliveryRow,
  eggRow,
  endpointRow,
  idempotencyRow,
  keyRow,
  newSeat,
  newWorld,
  NOW,
  operationRow,
  purchaseRow,
  sessionRow,
  snapshotRow,
} from '../support/rows.ts';
import { earn, hatch, onBuddy, lay } from '../support/commands.ts';

let from: TestDatabase;
let to: TestDatabase;
let environment: Record<string, string>;
beforeEach(async () => {
  [from, to] = [await createDatabase('sqlite'), await createDatabase('postgres')];
  environment = { DATA_DIR: from.place.dataDir, DATABASE_URL: to.place.databaseUrl! };
});
afterEach(async () => {
  await from.drop();
  await to.drop();
});

/** At least one row in every table. */
async function fill(store: Storage) {
  const [world, seat] = [newWorld(), newSeat()];
  await store.settings.putIfAbsent('name', 'välue');
  await store.keys.insert(keyRow(world));
  await store.configs.saveDraft(configRow(world));
  await store.users.put({ ...world, user_id: seat.user_id, time_zone: 'UTC', updated_at: NOW });
  await store.buddyMoves.insert({
    ...world,
    operation_id: ids('operation'),
    to_config_version_id: ids('config'),
    audience: null,
    status: 'pending',
    total: 1,
    done: 0,
    failed: 0,
    last_buddy_id: null,
    request_id: 'req',
    leased_until: null,
    created_at: NOW,
    completed_at: null,
  });
  await store.pictures.put([{ buddy_id: 'buddy_1', rows: [{ hash: 'i', svg: '<svg/>', created_at: NOW }] }]);
  await store.assets.insert(assetRow(world));
  const endpoint = endpointRow(world);
  await store.endpoints.insert(endpoint);
  await store.database.run(insertOf(WEBHOOK_COUNTS, { endpoint_id: 'whe_1', hour: 1, name: 'succeeded', value: 1 }));
  await lay(store, eggRow(world, seat));
  const erased = newSeat();
  await store.change(earn(world, erased, 3));
  await store.users.erase(world, erased.user_id, hashForTests, NOW);
  const { buddy_id } = await hatch(store, world, seat, { name: 'Pip 🐉 "\\' });
  for (let i = 0; i < 600; i++) void store.change(earn(world, seat, 2, `e${i}`));
  await store.sessions.insert(sessionRow(world, { buddy_id, user_id: seat.user_id }), true);
  await store.idempotency.begin(idempotencyRow({ subject: aboutOne(world, seat.user_id) }), NOW);
  await store.change(
    onBuddy(world, buddy_id, ({ buddy }) => ({
      operations: [operationRow(buddy)],
      counters: [{ scope: 'shared', key: 'n', value: 7 }],
      deliveries: [deliveryRow(world, endpoint.endpoint_id, { buddy_id })],
      scores: [{ ...world, leaderboard: 'top', window_start: 1, buddy_id, value: 5 }],
      purchase: purchaseRow(world, buddy_id),
      answer: null,
    })),
  );
  await store.leaderboards.close(snapshotRow(world), []);
  await store.releases.keep(new Map([['hatched-buddy/core-abc.js', 'export {};']]), NOW);
  return { world, seat, buddy_id, endpoint };
}

it('a move takes everything along, and a server goes on with it', async () => {
  const old = await from.open();
  const { world, seat, buddy_id, endpoint } = await fill(old);
  const before = await old.users.export(world, seat.user_id);
  await old.close();

  const { code, output, errors } = await runCommand('move', environment);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(output).toContain('events: 600\n');
  expect(output).toContain('ledger: 601\n');
  expect(output).toContain('ledger sum of coin: 1203\n');
  for (const { name } of TABLES) expect(output, name).toMatch(new RegExp(`^${name}: [1-9]`, 'm'));

  const store = await to.open();
  expect(await store.users.export(world, seat.user_id)).toEqual(before);
  expect(await store.endpoints.byId(world, endpoint.endpoint_id)).toEqual(endpoint);
  expect(await store.change(earn(world, seat, 2, 'e5'))).toMatchObject({ kind: 'duplicate', buddy_id });
  expect(await store.change(earn(world, seat, 2, 'new'))).toMatchObject({ kind: 'changed' });
});

it('a move into a database that has rows is refused and changes nothing', async () => {
  await (await from.open()).close();
  const store = await to.open();
  await store.settings.putIfAbsent('name', 'value');
  const { code, errors } = await runCommand('move', environment);
  expect(code).toBe(1);
  expect(errors).toBe('The database of DATABASE_URL is not empty (settings has rows): name an empty one.');
  expect(await store.settings.get('name')).toBe('value');
});

it('a move after which both sides differ is taken back', async () => {
  const old = await from.open();
  await fill(old);
  await old.close();
  await runCommand('migrate', to.environment);
  await execute(to.place.databaseUrl!, 'CREATE RULE lose AS ON INSERT TO scores DO INSTEAD NOTHING');
  const { code, errors } = await runCommand('move', environment);
  expect({ code, errors }).toEqual({
    code: 1,
    errors: 'After the copy the number of rows in scores differs: nothing was moved.',
  });
  expect(await execute(to.place.databaseUrl!, 'SELECT 1 FROM events')).toEqual([]);
});

it.each([
  ['a server runs on the source', () => from.open(), /is in use by process \d+: stop it/],
  ['there is no source', async () => undefined, /^There is no database in DATA_DIR/],
])('a move is refused when %s', async (_, prepare, sentence) => {
  await prepare();
  const { code, errors } = await runCommand('move', environment);
  expect(code).toBe(1);
  expect(errors).toMatch(sentence);
});

it('a move says what it needs', async () => {
  const { code, errors } = await runCommand('move', { DATA_DIR: from.place.dataDir });
  expect({ code, errors }).toEqual({
    code: 1,
    errors: 'Set DATABASE_URL to the empty PostgreSQL database to move to.',
  });
});

it.each(['sqlite', 'postgres'] as const)('migrations run from the command line on %s', async (kind) => {
  const database = kind === 'sqlite' ? from : to;
  const first = await runCommand('migrate', database.environment);
  expect(first).toEqual({
    code: 0,
    errors: '',
    output: `${SHIPPED.map((name) => `Ran ${name}.\n`).join('')}The database is up to date.\n`,
  });
  const second = await runCommand('migrate', database.environment);
  expect(second).toEqual({ code: 0, errors: '', output: 'The database is up to date.\n' });
});

it('migrations that cannot run say why in one sentence', async () => {
  const { code, errors } = await runCommand('migrate', { DATABASE_URL: 'postgres://ada:secret@127.0.0.1:1/x' });
  expect(code).toBe(1);
  expect(errors).toBe('PostgreSQL cannot be reached under DATABASE_URL: check that it runs and takes connections.');
});
