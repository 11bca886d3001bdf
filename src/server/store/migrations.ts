import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Millis } from '../../engine/types.ts';
import { sql, type Statement } from './database.ts';
import { StoreUnavailable } from './store.ts';

export interface Migration {
  version: number;
  name: string;
  checksum: string;
  sql: string;
}

export type AppliedMigration = Omit<Migration, 'sql'>;

/** Migrations that both databases run as they are. The others are in a folder of each database. */
export const SHARED_MIGRATIONS = new URL('./migrations/', import.meta.url);

/** Reads `0001_initial.sql` and its like from these folders, in the order of their numbers. */
export function readMigrations(folders: readonly URL[]): Migration[] {
  const found = folders.flatMap(migrationsIn).sort((a, b) => a.version - b.version);
  // Checked before any is run: otherwise some would be applied already.
  const twice = found.find(({ version }, index) => version === found[index - 1]?.version);
  if (twice) throw new Error(`Two migrations have the number ${twice.version}: give ${twice.name} the next free one.`);
  return found;
}

function migrationsIn(folder: URL): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      // Git may have checked the file out with CRLF line endings.
      const sql = readFileSync(new URL(name, folder), 'utf8').replaceAll('\r\n', '\n');
      return { version: Number(name.slice(0, 4)), name, checksum: checksum(sql), sql };
    });
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What is still to be run; refuses a database that was made by other migrations. */
export function pendingMigrations(known: Migration[], applied: AppliedMigration[]): Migration[] {
  const newest = known.at(-1)?.version ?? 0;
  for (const done of applied) {
    const same = known.find((migration) => migration.version === done.version);
    if (!same && done.version > newest)
      throw new StoreUnavailable(
        `The database was made by a newer version of hatched-buddy (migration ${done.version}; this one knows up to ${newest}): install that version, or restore a backup.`,
      );
    if (same?.checksum !== done.checksum)
      throw new StoreUnavailable(
        `Migration ${done.name} is not the one that the database was made with: restore the file, and put the change into a new migration.`,
      );
  }
  const last = applied.reduce((most, done) => Math.max(most, done.version), 0);
  return known.filter((migration) => migration.version > last);
}

export const APPLIED_MIGRATIONS = sql('SELECT version, name, checksum FROM migrations ORDER BY version');

export function recordOf({ version, name, checksum }: Migration, now: Millis): Statement {
  const text = 'INSERT INTO migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)';
  return sql(text, version, name, checksum, now);
}

export const CREATE_MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS migrations (
  version integer NOT NULL PRIMARY KEY,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at bigint NOT NULL
)`;
