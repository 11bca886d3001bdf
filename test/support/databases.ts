import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { createLog } from '../../src/server/log.ts';
import { openStorage } from '../../src/server/storage.ts';
import type { StoreOptions } from '../../src/server/store/open.ts';
import type { Storage } from '../../src/server/storage.ts';
import { temporaryDirectory } from './real-server.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

/** Both, but in runs that start no PostgreSQL (`npm test -- quick`, mutation). */
export const DATABASE_KINDS: readonly DatabaseKind[] =
  process.env['TEST_DATABASES'] === 'sqlite' ? ['sqlite'] : ['sqlite', 'postgres'];

export type OpenOptions = Partial<StoreOptions>;

/** An empty database of one test file. */
export interface TestDatabase {
  readonly kind: DatabaseKind;
  /** Where it is: for `openStorage`. */
  readonly place: Pick<StoreOptions, 'dataDir' | 'databaseUrl'>;
  /** The same for a server in a process of its own. */
  readonly environment: Record<string, string>;
  /** PostgreSQL can be opened again and again, each time as another process would; SQLite once at a time. */
  open(options?: OpenOptions): Promise<Storage>;
  /** Closes what is open and removes the database. */
  drop(): Promise<void>;
}

export const hashForTests = (text: string) => createHash('sha256').update(`salt ${text}`).digest('hex');

export async function createDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const directory = await temporaryDirectory();
  const postgres = kind === 'postgres' ? await createPostgres() : undefined;
  const place = { dataDir: directory.path, databaseUrl: postgres?.url };
  const opened: Storage[] = [];
  return {
    kind,
    place,
    environment: {
      DATA_DIR: directory.path,
      ...(postgres ? { DATABASE_URL: postgres.url, HATCHED_SIGNING_SECRET: 'a secret of the tests, long enough' } : {}),
    },
    async open(options) {
      const store = await openStorage({
        ...place,
        clock: Date.now,
        log: createLog('silent'),
        hashEventId: hashForTests,
        ...options,
      });
      opened.push(store);
      return store;
    },
    async drop() {
      for (const store of opened) await store.close();
      await postgres?.drop();
      await directory.remove();
    },
  };
}

async function createPostgres(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server)
    throw new Error('No PostgreSQL: this test file has to run under the `server` project of vitest.config.ts.');
  const name = `hatched_${randomBytes(6).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => void (await execute(server, `DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

/** Runs SQL on a PostgreSQL database, over a connection of its own. */
export async function execute<R extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
