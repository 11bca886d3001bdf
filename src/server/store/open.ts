import type { Logger } from '../log.ts';
import type { Millis } from '../../engine/types.ts';
import { withUnits } from './unit/store.ts';
import type { Store } from './store.ts';

export interface StoreOptions {
  /** A PostgreSQL server; undefined: SQLite in `data_dir`. */
  database_url: string | undefined;
  data_dir: string;
  clock: () => Millis;
  log: Logger;
  /** The salted hash that `users.erase` leaves of event ids: the same in every process and at every start. */
  hash_event_id: (eventId: string) => string;
}

/**
 * Opens the database that the settings name and brings its tables up to date; loads the driver of that one alone.
 * @throws StoreUnavailable, one sentence.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.database_url === undefined) {
    const { openSqlite } = await import('./sqlite/open.ts');
    return withUnits(await openSqlite(options));
  }
  const { openPostgres } = await import('./postgres/open.ts');
  return withUnits(await openPostgres({ ...options, url: options.database_url }));
}
