import { join } from 'node:path';
import { createLog } from '../log.ts';
import { moveToPostgres } from '../store/move.ts';
import { openDirectory } from '../store/sqlite/directory.ts';
import { migrateSqlite } from '../store/sqlite/migrate.ts';
import { StoreUnavailable } from '../store/store.ts';
import { place } from './place.ts';

/** Copies everything from the SQLite database in DATA_DIR into the empty PostgreSQL database of DATABASE_URL. */
export async function move(environment: NodeJS.ProcessEnv): Promise<string> {
  const { databaseUrl, dataDir } = place(environment);
  if (!databaseUrl) throw new StoreUnavailable('Set DATABASE_URL to the empty PostgreSQL database to move to.');
  const { connection, close } = openDirectory({ directory: dataDir, mustExist: true });
  try {
    migrateSqlite(connection, Date.now());
    const { rows, sums } = await moveToPostgres(connection, databaseUrl, Date.now(), createLog('warn'));
    return [
      ...Object.entries(rows).map(([table, count]) => `${table}: ${count}`),
      ...Object.entries(sums).map(([currency, sum]) => `ledger sum of ${currency}: ${sum}`),
      `Both sides agree. Start the servers with DATABASE_URL, and with HATCHED_SIGNING_SECRET set to the signing secret of the old one (by default in ${join(dataDir, 'secrets.json')}).`,
    ].join('\n');
  } finally {
    close();
  }
}
