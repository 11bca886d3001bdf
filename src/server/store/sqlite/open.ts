import { join } from 'node:path';
import { Listeners } from '../commits.ts';
import type { Database } from '../database.ts';
import { once } from '../once.ts';
import type { AdapterOptions, Store } from '../store.ts';
import { SqliteChanges } from './change.ts';
import { Checkpoints } from './checkpoints.ts';
import { DATABASE_FILE, type Connection } from './connection.ts';
import { openDirectory } from './directory.ts';
import type { Sync } from './flush.ts';
import { migrateSqlite } from './migrate.ts';

export interface SqliteOptions extends AdapterOptions {
  /** Made where it is missing, for this user alone. */
  dataDir: string;
  /** Called before each statement with its text. */
  onStatement?: (text: string) => void;
  /** How the write-ahead log is flushed. */
  sync?: Sync;
}

/** @throws StoreUnavailable in one sentence: directory in use, not writable, database damaged or too new. */
export async function openSqlite(options: SqliteOptions): Promise<Store> {
  const { dataDir: directory, onStatement, sync } = options;
  const { connection, close } = openDirectory({ directory, onStatement, sync });
  try {
    migrateSqlite(connection, options.clock());
    return sqliteStore(connection, options, close);
  } catch (error) {
    close();
    throw error;
  }
}

/** A store on a connection that is open and migrated; `close` ends that connection. */
export function sqliteStore(connection: Connection, options: SqliteOptions, close: () => void): Store {
  const listeners = new Listeners(options.log);
  const checkpoints = new Checkpoints(join(options.dataDir, DATABASE_FILE), options.log);
  const changes = new SqliteChanges({ ...options, connection, checkpoints, listeners });
  /** No commit is answered before it is on the disk. */
  async function durable<T>(result: T): Promise<T> {
    await connection.flushed();
    return result;
  }
  const database: Database = {
    dialect: { forUpdate: '', forKeyShare: '', forUpdateSkipLocked: '' },
    all: async (statement) => connection.all(statement),
    run: async (statement) => durable(connection.run(statement)),
    transaction: async (steps, commit) => {
      const result = connection.transaction(steps, commit);
      return commit === 'lazy' ? result : durable(result);
    },
    announce: async (commits) => listeners.tell(commits),
  };
  return {
    kind: 'sqlite',
    database,
    change: (command) => changes.add(command),
    hashEventId: options.hashEventId,
    onCommit: (listener) => listeners.add(listener),
    announceRevocation: (id) => database.announce([{ kind: 'revoked', id }]),
    ping: () => connection.ping.send(options.clock(), database.run),
    close: once(async () => {
      await changes.close();
      await checkpoints.close();
      close();
    }),
  };
}
