import { migratePostgres } from '../store/postgres/migrate.ts';
import { openDirectory } from '../store/sqlite/directory.ts';
import { migrateSqlite } from '../store/sqlite/migrate.ts';
import { place } from './place.ts';

/** Brings the database of DATABASE_URL, else the one in DATA_DIR, up to date. A server does the same when it starts. */
export async function migrate(environment: NodeJS.ProcessEnv): Promise<string> {
  const { databaseUrl, dataDir } = place(environment);
  const ran = databaseUrl ? await migratePostgres(databaseUrl, Date.now()) : migrateDirectory(dataDir);
  return [...ran.map((migration) => `Ran ${migration.name}.`), 'The database is up to date.'].join('\n');
}

function migrateDirectory(directory: string) {
  const { connection, close } = openDirectory({ directory });
  try {
    return migrateSqlite(connection, Date.now());
  } finally {
    close();
  }
}
