import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, open, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_FILE } from '../../../../src/server/store/sqlite/connection.ts';
import { StoreUnavailable } from '../../../../src/server/store/store.ts';
import { createDatabase, type TestDatabase } from '../../../support/databases.ts';
import { earn, hatch } from '../support/commands.ts';
import { newSeat, newWorld } from '../support/rows.ts';

const HOLDER = new URL('../support/hold-directory.ts', import.meta.url).pathname;

let database: TestDatabase;
let directory: string;
beforeEach(async () => {
  database = await createDatabase('sqlite');
  directory = database.place.dataDir;
});
afterEach(() => database.drop());

async function refusal(): Promise<string> {
  const error: unknown = await database.open().then(
    () => new Error('It was opened.'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreUnavailable);
  return (error as Error).message;
}

describe('the data directory', () => {
  it('and its files are for this user alone', async () => {
    const inner = join(directory, 'inner', 'data');
    const store = await database.open({ dataDir: inner });
    await store.change(earn(newWorld(), newSeat(), 1));
    const modes = await Promise.all(
      ['', ...(await readdir(inner))].map(async (name) => [
        name,
        ((await stat(join(inner, name))).mode & 0o777).toString(8),
      ]),
    );
    expect(Object.fromEntries(modes)).toEqual({
      '': '700',
      [DATABASE_FILE]: '600',
      [`${DATABASE_FILE}-shm`]: '600',
      [`${DATABASE_FILE}-wal`]: '600',
      'hatched.lock': '600',
      'hatched.pid': '600',
    });
  });

  it('that others could read is closed to them', async () => {
    await chmod(directory, 0o755);
    await database.open();
    expect(((await stat(directory)).mode & 0o777).toString(8)).toBe('700');
  });

  it('is held by one process, which the next one names', async () => {
    const holder = spawn(process.execPath, [HOLDER, directory], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    expect(await refusal()).toBe(
      `DATA_DIR (${directory}) is in use by process ${holder.pid}: stop it, or set DATA_DIR to another directory.`,
    );
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await expect(database.open()).resolves.toMatchObject({ kind: 'sqlite' });
  });

  it('is held against a second store of the same process, until the first is closed', async () => {
    const store = await database.open();
    expect(await refusal()).toContain(`process ${process.pid}`);
    await store.close();
    await expect(database.open()).resolves.toMatchObject({ kind: 'sqlite' });
  });

  it('that cannot be made or written is named', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    await expect(database.open({ dataDir: join(file, 'below') })).rejects.toThrow(
      /^DATA_DIR \(.*below\) cannot be made:/,
    );
    // Root may write everywhere but in the file system of the kernel.
    const readOnly = process.getuid?.() === 0 ? '/proc' : join(directory, 'read-only');
    if (readOnly !== '/proc') await mkdir(readOnly).then(() => chmod(readOnly, 0o500));
    await expect(database.open({ dataDir: readOnly })).rejects.toThrow(/^DATA_DIR \(.*\) cannot be written:/);
  });
});

describe('a damaged database', () => {
  const damaged = () =>
    `The database in DATA_DIR (${directory}) is damaged: move the directory aside and restore the last backup.`;

  async function fill(): Promise<string> {
    const store = await database.open();
    const world = newWorld();
    for (let i = 0; i < 20; i++) await store.change(earn(world, newSeat(), 1));
    await hatch(store, world);
    await store.close();
    return join(directory, DATABASE_FILE);
  }

  it('whose header is not SQLite’s is refused and left as it is', async () => {
    const path = join(directory, DATABASE_FILE);
    await writeFile(path, 'this is not a database '.repeat(1000));
    expect(await refusal()).toBe(damaged());
    expect((await stat(path)).size).toBe(23_000);
  });

  it('with foreign bytes in the middle is refused', async () => {
    const path = await fill();
    const file = await open(path, 'r+');
    const { size } = await file.stat();
    await file.write(Buffer.alloc(size - 3 * 4096, 0xa5), 0, size - 3 * 4096, 2 * 4096);
    await file.close();
    expect(await refusal()).toBe(damaged());
  });

  it('that lost its end is refused', async () => {
    const path = await fill();
    await truncate(path, (await stat(path)).size - 5 * 4096);
    expect(await refusal()).toBe(damaged());
  });
});
