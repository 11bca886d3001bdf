import { readdirSync } from 'node:fs';
import { SQLITE_MIGRATIONS } from '../../../../src/server/store/sqlite/migrate.ts';

/** The names of the migrations that come with the server, in order; both databases have the same. */
export const SHIPPED = SQLITE_MIGRATIONS.flatMap((folder) => readdirSync(folder)).toSorted();
