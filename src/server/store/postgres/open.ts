import { Listeners } from '../commits.ts';
import type { Database } from '../database.ts';
import { once } from '../once.ts';
import { Ping } from '../ping.ts';
import type { AdapterOptions, Store } from '../store.ts';
import { MOST_BATCHES, PostgresChanges } from './change.ts';
import { Announcements } from './listen.ts';
import { migratePostgres } from './migrate.ts';
import { Pool } from './pool.ts';
import { Publisher } from './publish.ts';

const READ_CONNECTIONS = 10;

interface PostgresOptions extends AdapterOptions {
  url: string;
}

/** @throws StoreUnavailable in one sentence: not reachable, refused, too old, made by a newer version. */
export async function openPostgres(options: PostgresOptions): Promise<Store> {
  const { url, clock, log } = options;
  await migratePostgres(url, clock());
  const listeners = new Listeners(log);
  const announcements = new Announcements(url, listeners, log);
  await announcements.open();
  const ping = new Ping();
  const writers = new Pool({ url, ping, max: MOST_BATCHES, log, prepare: true, config: { pipeline: true } });
  const pool = new Pool({ url, ping, max: READ_CONNECTIONS, log, prepare: false, config: { pipeline: true } });
  const publisher = new Publisher(pool, announcements.sender, log);
  const changes = new PostgresChanges({ ...options, pool: writers, listeners, publisher });
  const database: Database = {
    dialect: {
      forUpdate: 'FOR UPDATE',
      forKeyShare: 'FOR KEY SHARE',
      forUpdateSkipLocked: 'FOR UPDATE SKIP LOCKED',
    },
    all: async (statement) => (await pool.query(statement)).rows,
    run: async (statement) => (await pool.query(statement)).written,
    transaction: (steps) => pool.transaction(steps),
    announce: async (commits) => {
      listeners.tell(commits);
      await publisher.publish(commits);
    },
  };
  return {
    kind: 'postgres',
    database,
    change: (command) => changes.add(command),
    hashEventId: options.hashEventId,
    onCommit: (listener) => listeners.add(listener),
    announceRevocation: (id) => database.announce([{ kind: 'revoked', id }]),
    ping: () => ping.send(clock(), (statement) => pool.query(statement)),
    close: once(async () => {
      await changes.close();
      await publisher.close();
      await announcements.close();
      await Promise.all([writers.close(), pool.close()]);
    }),
  };
}
