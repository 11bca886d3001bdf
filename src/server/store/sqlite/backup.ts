import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../store.ts';
import { DATABASE_FILE } from './connection.ts';
import { explain } from './failures.ts';

/** The signing secret, beside the database: without it nobody can open what the database holds encrypted. */
const SECRETS_FILE = 'secrets.json';
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Copies the database of a directory while a server may be running on it, and checks the copy. The target becomes a
 * directory that a server can be started on.
 */
export async function backupDirectory(directory: string, to: string): Promise<{ bytes: number }> {
  const target = resolve(to); // without a slash at its end
  const source = join(directory, DATABASE_FILE);
  if (!existsSync(source)) throw new StoreUnavailable(`There is no database in DATA_DIR (${directory}).`);
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new StoreUnavailable(`${target} is not empty: name a directory that does not exist yet.`);

  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  try {
    const copy = join(partial, DATABASE_FILE);
    await copyDatabase(source, copy);
    chmodSync(copy, 0o600);
    const bytes = check(copy, target);
    const secrets = join(directory, SECRETS_FILE);
    if (existsSync(secrets)) copyFileSync(secrets, join(partial, SECRETS_FILE));
    rmSync(target, { recursive: true, force: true });
    renameSync(partial, target);
    return { bytes };
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw explain(error, directory);
  }
}

/** In one step: a copy in several steps would start again whenever the server commits in between. */
async function copyDatabase(source: string, copy: string): Promise<void> {
  const database = new DatabaseSync(source, { readOnly: true, timeout: 5000 });
  try {
    await backup(database, copy, { rate: ALL_PAGES });
  } finally {
    database.close();
  }
}

function check(copy: string, target: string): number {
  const database = new DatabaseSync(copy);
  try {
    const { integrity_check: found } = database.prepare('PRAGMA integrity_check').get()!;
    if (found !== 'ok') throw new StoreUnavailable(`The copy in ${target} is damaged (${String(found)}): try again.`);
    const { bytes } = database
      .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size')
      .get()!;
    return bytes as number;
  } finally {
    database.close();
  }
}
