import { migratePostgres } from '../store/postgres/migrate.ts';
import { openDirectory } from '../store/sqlite/directory.ts';
import { migrateSqlite } from '../store/sqlite/migrate.ts';
import { command, place } from './command.ts';

/** Brings the database of DATABASE_URL, else the one in DATA_DIR, up to date. A server does the same when it starts. */
await command(async () => {
  const { database_url, data_dir } = place(process.env);
  const ran = database_url ? await migratePostgres(database_url, Date.now()) : migrateDirectory(data_dir);
  return [...ran.map((migration) => `Ran ${migration.name}.`), 'The database is up to date.'].join('\n');
});

function migrateDirectory(directory: string) {
  const { connection, close } = openDirectory({ directory });
  try {
    return migrateSqlite(connection, Date.now());
  } finally {
    close();
  }
}
