import { withUnits } from './unit/store.ts';
import type { AdapterOptions, Store } from './store.ts';

export interface StoreOptions extends AdapterOptions {
  /** A PostgreSQL server; undefined: SQLite in `dataDir`. */
  databaseUrl: string | undefined;
  dataDir: string;
}

/**
 * Opens the database that the settings name and brings its tables up to date; loads the driver of that one alone.
 * @throws StoreUnavailable, one sentence.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.databaseUrl === undefined) {
    const { openSqlite } = await import('./sqlite/open.ts');
    return withUnits(await openSqlite(options));
  }
  const { openPostgres } = await import('./postgres/open.ts');
  return withUnits(await openPostgres({ ...options, url: options.databaseUrl }));
}
