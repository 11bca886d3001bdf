import type { Logger } from '../../log.ts';
import type { Millis } from '../../../engine/types.ts';
import { Listeners } from '../commits.ts';
import type { Database } from '../database.ts';
import { once } from '../once.ts';
import type { Store } from '../store.ts';
import { SqliteChanges } from './change.ts';
import type { Connection } from './connection.ts';
import { openDirectory } from './directory.ts';
import { migrateSqlite } from './migrate.ts';

export interface SqliteOptions {
  /** Made where it is missing, for this user alone. */
  data_dir: string;
  clock: () => Millis;
  log: Logger;
  /** The salted hash that `users.erase` leaves of event ids. */
  hash_event_id: (eventId: string) => string;
  /** Called before each statement with its text. */
  on_statement?: (text: string) => void;
}

/** @throws StoreUnavailable in one sentence: directory in use, not writable, database damaged or too new. */
export async function openSqlite(options: SqliteOptions): Promise<Store> {
  const { connection, close } = openDirectory({ directory: options.data_dir, on_statement: options.on_statement });
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
  const changes = new SqliteChanges({ ...options, connection, listeners });
  const database: Database = {
    dialect: { for_update: '', for_key_share: '', for_update_skip_locked: '' },
    all: async (statement) => connection.all(statement),
    run: async (statement) => connection.run(statement),
    transaction: async (steps, commit) => connection.transaction(steps, commit),
    announce: async (commits) => listeners.tell(commits),
  };
  return {
    kind: 'sqlite',
    database,
    change: (command) => changes.add(command),
    hashEventId: options.hash_event_id,
    onCommit: (listener) => listeners.add(listener),
    announceRevocation: (id) => database.announce([{ kind: 'revoked', id }]),
    ping: () => connection.ping.send(options.clock(), (statement) => connection.run(statement)),
    close: once(async () => {
      changes.close();
      close();
    }),
  };
}
