import { sql } from '../database.ts';
import {
  CREATE_MIGRATIONS_TABLE,
  pendingMigrations,
  readMigrations,
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
  const applied = connection.all(sql('SELECT version, name, checksum FROM migrations ORDER BY version'));
  const pending = pendingMigrations(readMigrations(folders), applied as unknown as AppliedMigration[]);
  for (const migration of pending) {
    connection.transact(() => {
      connection.exec(migration.sql);
      connection.run(
        sql(
          'INSERT INTO migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)',
          migration.version,
          migration.name,
          migration.checksum,
          now,
        ),
      );
    });
  }
  return pending;
}
