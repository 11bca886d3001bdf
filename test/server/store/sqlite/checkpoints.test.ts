import { copyFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../../../src/server/log.ts';
import { Checkpoints } from '../../../../src/server/store/sqlite/checkpoints.ts';
import { DATABASE_FILE } from '../../../../src/server/store/sqlite/connection.ts';
import { openSqlite } from '../../../../src/server/store/sqlite/open.ts';
import { temporaryDirectory } from '../../../support/real-server.ts';
import { earn } from '../support/commands.ts';
import { newSeat, newWorld } from '../support/rows.ts';

const log = createLog('silent');
const ENOUGH_ROWS = 4000;

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let file: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
  file = join(directory.path, DATABASE_FILE);
});
afterEach(() => directory.remove());

/** A database whose one row is in the log alone. */
function databaseWithLog(): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;');
  database.exec("CREATE TABLE words (word TEXT); INSERT INTO words VALUES ('kept')");
  return database;
}

/** What is in the database file without its log. */
async function tablesInFile(): Promise<unknown[]> {
  const copy = join(directory.path, 'copy.db');
  await copyFile(file, copy);
  const database = new DatabaseSync(copy);
  try {
    return database.prepare('SELECT name FROM sqlite_schema').all();
  } finally {
    database.close();
  }
}

test('the log goes into the database file after so many rows, and not before', async () => {
  const database = databaseWithLog();
  const few = new Checkpoints(file, log);
  few.wrote(ENOUGH_ROWS - 1);
  await few.close();
  expect(await tablesInFile()).toEqual([]);

  const enough = new Checkpoints(file, log);
  enough.wrote(ENOUGH_ROWS - 1);
  enough.wrote(1);
  await enough.close();
  expect(await tablesInFile()).toEqual([{ name: 'words' }]);
  database.close();
});

test('a thread that ends at once stops nobody, and is started anew', async () => {
  await writeFile(file, 'This is no database, and long enough to be seen as none by who opens it.'.repeat(20));
  const checkpoints = new Checkpoints(file, log);
  checkpoints.wrote(ENOUGH_ROWS);
  await checkpoints.close();
  expect(checkpoints.pause).toBeUndefined();

  const again = new Checkpoints(file, log);
  again.wrote(ENOUGH_ROWS);
  again.wrote(ENOUGH_ROWS);
  await again.pause;
  await writeFile(file, '');
  const database = databaseWithLog();
  again.wrote(ENOUGH_ROWS);
  await again.close();
  expect(await tablesInFile()).toEqual([{ name: 'words' }]);
  database.close();
});

test('the log does not grow with what is written, though nobody ever stops writing', async () => {
  const store = await openSqlite({ dataDir: directory.path, clock: Date.now, log, hashEventId: (text) => text });
  const world = newWorld();
  const seats = Array.from({ length: 50 }, () => newSeat());
  let left = 12_000;
  let longest = 0;
  const send = async (seat: (typeof seats)[number]) => {
    while (left-- > 0) {
      await store.change(earn(world, seat, 1));
      if (left % 500 === 0) longest = Math.max(longest, (await stat(`${file}-wal`)).size);
    }
  };
  await Promise.all(seats.map(send));
  await store.close();
  // They write some 70 MB of log, of which SQLite itself would keep 64.
  expect(longest).toBeLessThan(48_000_000);
});
