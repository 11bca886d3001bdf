import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailable } from '../store.ts';
import { checkHealth, Connection, DATABASE_FILE, type ConnectionOptions } from './connection.ts';
import { lockDirectory } from './lock.ts';

interface OpenDirectory {
  connection: Connection;
  /** Closes the connection and releases the directory. */
  close(): void;
}

/** Creates the directory where it is missing, locks it and opens its database. @throws StoreUnavailable */
export function openDirectory(options: ConnectionOptions & { mustExist?: boolean }): OpenDirectory {
  const { directory } = options;
  if (options.mustExist && !existsSync(join(directory, DATABASE_FILE)))
    throw new StoreUnavailable(`There is no database in DATA_DIR (${directory}).`);
  makeDirectory(directory);
  const lock = lockDirectory(directory);
  try {
    const connection = new Connection(options);
    try {
      checkHealth(connection, directory);
    } catch (error) {
      connection.close();
      throw error;
    }
    return {
      connection,
      close() {
        connection.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** It holds secrets, so only its owner may read it. Only the owner can change the mode, and some volumes have none. */
function tighten(directory: string): void {
  const { mode, uid } = statSync(directory);
  if ((mode & 0o077) !== 0 && uid === process.getuid?.()) chmodSync(directory, 0o700);
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    tighten(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const remedy =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'a file is in its place. Set DATA_DIR to a directory.'
        : 'give this user the right to, or set DATA_DIR to another directory.';
    throw new StoreUnavailable(`DATA_DIR (${directory}) cannot be made: ${remedy}`, { cause: error });
  }
}
