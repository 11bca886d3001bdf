import pg from 'pg';
import type { Millis } from '../../../engine/types.ts';
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
import { StoreUnavailable } from '../store.ts';
import { explain } from './failures.ts';
import { clientConfig } from './pool.ts';

export const POSTGRES_MIGRATIONS = [SHARED_MIGRATIONS, new URL('./migrations/', import.meta.url)];

/** The key of the advisory lock: any number that no other program uses. */
const LOCK = 4_281_337_001;
const OLDEST_SERVER = 140_000;
const MIGRATION_MS = 10 * 60_000;

/** Brings the database up to date, one process at a time; answers what was run. */
export async function migratePostgres(url: string, now: Millis, folders = POSTGRES_MIGRATIONS): Promise<Migration[]> {
  const client = new pg.Client({
    ...clientConfig(url),
    statement_timeout: MIGRATION_MS,
    lock_timeout: MIGRATION_MS,
    query_timeout: MIGRATION_MS,
  });
  // Without a listener the event would end the process; the query that is under way rejects with the same error.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await checkServer(client);
    return await migrate(client, now, folders);
  } catch (error) {
    throw explain(error);
  } finally {
    await client.end();
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  if (Number(rows[0]!.server_version_num) < OLDEST_SERVER)
    throw new StoreUnavailable('The PostgreSQL server of DATABASE_URL is too old: version 14 or newer is needed.');
}

/**
 * One after the other, each in a transaction that holds the lock. A session lock would be left behind in a pooler that
 * gives the session to another client.
 */
async function migrate(client: pg.Client, now: Millis, folders: readonly URL[]): Promise<Migration[]> {
  const done: Migration[] = [];
  for (;;) {
    const migration = await next(client, now, folders);
    if (!migration) return done;
    done.push(migration);
  }
}

async function next(client: pg.Client, now: Millis, folders: readonly URL[]): Promise<Migration | undefined> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(CREATE_MIGRATIONS_TABLE);
    const { rows } = await client.query<AppliedMigration>(APPLIED_MIGRATIONS.sql);
    const [migration] = pendingMigrations(readMigrations(folders), rows);
    if (migration) {
      const record = recordOf(migration, now);
      await client.query(migration.sql);
      await client.query(record.sql, [...record.values]);
    }
    await client.query('COMMIT');
    return migration;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
