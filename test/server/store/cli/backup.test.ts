import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DATABASE_FILE } from '../../../../src/server/store/sqlite/connection.ts';
import { createDatabase, type TestDatabase } from '../../../support/databases.ts';
import { temporaryDirectory } from '../../../support/real-server.ts';
import { coinsIn, earn, hatch } from '../support/commands.ts';
import { newSeat, newWorld } from '../support/rows.ts';
import { runCommand } from '../support/run-command.ts';

let database: TestDatabase;
let outside: Awaited<ReturnType<typeof temporaryDirectory>>;
let target: string;
beforeEach(async () => {
  database = await createDatabase('sqlite');
  outside = await temporaryDirectory();
  target = join(outside.path, 'backup');
});
afterEach(async () => {
  await database.drop();
  await outside.remove();
});

it('a backup is made while the server writes, and a server starts on it', async () => {
  const store = await database.open();
  const [world, seat] = [newWorld(), newSeat()];
  await writeFile(join(database.place.dataDir, 'secrets.json'), '{"signing_secret":"s"}', { mode: 0o600 });
  const { buddy_id } = await hatch(store, world, seat);
  await store.change(earn(world, seat, 1));
  let writing = true;
  let written = 1;
  const writer = (async () => {
    while (writing) {
      await store.change(earn(world, seat, 1));
      written++;
    }
  })();
  const { code, output, errors } = await runCommand('backup', database.environment, target);
  writing = false;
  await writer;

  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(output).toContain(`${target} holds a checked copy`);
  expect((await readdir(target)).sort()).toEqual([DATABASE_FILE, 'secrets.json']);
  expect(await readFile(join(target, 'secrets.json'), 'utf8')).toBe('{"signing_secret":"s"}');
  for (const name of await readdir(target)) expect((await stat(join(target, name))).mode & 0o777).toBe(0o600);

  const restored = await database.open({ dataDir: target });
  const coins = coinsIn((await restored.buddies.byId(world, buddy_id))!);
  expect(coins).toBeGreaterThan(0);
  expect(coins).toBeLessThan(written);
  await restored.change(earn(world, seat, 1));
});

it('a backup is made of a server that stands still', async () => {
  const store = await database.open();
  await hatch(store, newWorld());
  await store.close();
  expect(await runCommand('backup', database.environment, target)).toMatchObject({ code: 0, errors: '' });
});

it('a target may end in a slash, and be an empty directory', async () => {
  await (await database.open()).close();
  const empty = join(outside.path, 'empty');
  await mkdir(empty);
  for (const named of [`${target}/`, `${empty}/`]) {
    expect(await runCommand('backup', database.environment, named)).toMatchObject({ code: 0, errors: '' });
    expect(await readdir(named)).toContain(DATABASE_FILE);
  }
});

it.each([
  [
    'no target is named',
    {},
    () => [],
    'Say where to: hatched-buddy-server backup <directory that does not exist yet>.',
  ],
  ['the target is taken', {}, () => [outside.path], 'is not empty: name a directory that does not exist yet.'],
  [
    'there is nothing to copy',
    { DATA_DIR: '/nowhere' },
    () => [target],
    'There is no database in DATA_DIR (/nowhere).',
  ],
  [
    'PostgreSQL is used',
    { DATABASE_URL: 'postgres://x' },
    () => [target],
    'DATABASE_URL is set: back up PostgreSQL with',
  ],
])('a backup is refused when %s', async (_, environment, argument, sentence) => {
  await (await database.open()).close();
  await writeFile(join(outside.path, 'file'), '');
  const { code, output, errors } = await runCommand(
    'backup',
    { ...database.environment, ...environment },
    ...argument(),
  );
  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(errors).toContain(sentence);
  expect(errors.split('\n')).toHaveLength(1);
  expect(await readdir(outside.path)).toEqual(['file']);
});
