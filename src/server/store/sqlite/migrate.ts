import {
  APPLIED_MIGRATIONS,
  CREATE_MIGRATIONS_TABLE,
  pendingMigrations,
  readMigrations,
  recordOf,
  SHARED_MIGRATIONS,
  type AppliedMigration,
  type Migration,
} from '../migrations.ts';
import type { Millis } from '../../../engine/types.ts';
import type { Connection } from './connection.ts';

export const SQLITE_MIGRATIONS = [SHARED_MIGRATIONS, new URL('./migrations/', import.meta.url)];

/** Brings the database up to date; answers what was run. */
export function migrateSqlite(connection: Connection, now: Millis, folders = SQLITE_MIGRATIONS): Migration[] {
  connection.exec(CREATE_MIGRATIONS_TABLE);
  const applied = connection.all(APPLIED_MIGRATIONS);
  const pending = pendingMigrations(readMigrations(folders), applied as unknown as AppliedMigration[]);
  if (pending.length === 0) return pending;
  // Building an index sorts its entries: for a large table they may not fit into memory.
  connection.exec('PRAGMA temp_store = FILE');
  for (const migration of pending) {
    connection.transact(() => {
      connection.exec(migration.sql);
      connection.run(recordOf(migration, now));
    });
  }
  connection.exec('PRAGMA temp_store = MEMORY');
  return pending;
}
