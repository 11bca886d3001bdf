import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../store.ts';
import { explain, sqliteCode } from './failures.ts';

const BUSY = 5;

/**
 * Holds the directory until the process ends or `release` is called. The operating system holds the lock (through
 * SQLite, which knows how on every system), so that a killed process leaves nothing behind to clean up.
 */
export function lockDirectory(directory: string): { release(): void } {
  const pidFile = join(directory, 'hatched.pid');
  const lock = openLock(join(directory, 'hatched.lock'), directory);
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    writeFileSync(pidFile, String(process.pid), { mode: 0o600 });
  } catch (error) {
    lock.close();
    throw sqliteCode(error) === BUSY ? new StoreUnavailable(heldBy(pidFile, directory)) : explain(error, directory);
  }
  return {
    release() {
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

function openLock(path: string, directory: string): DatabaseSync {
  try {
    writeFileSync(path, '', { flag: 'a', mode: 0o600 });
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw explain(error, directory);
  }
}

function heldBy(pidFile: string, directory: string): string {
  // The other process may have taken the lock and not yet written its id.
  const pid = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').trim() : '';
  const who = pid ? `process ${pid}` : 'another process';
  return `DATA_DIR (${directory}) is in use by ${who}: stop it, or set DATA_DIR to another directory.`;
}
