import { createDatabase, type DatabaseKind } from '../../support/databases.ts';
import { startOwnPostgres } from '../../support/postgres.ts';
import { startRealServer, type RealServer } from '../../support/real-server.ts';
import { startRedis } from '../../support/redis.ts';

/** Where deliveries wait: the tables of both databases, and BullMQ beside PostgreSQL. */
export const PLACES = ['table on SQLite', 'table on PostgreSQL', 'BullMQ'] as const;
export type Place = (typeof PLACES)[number];

export interface Places {
  redisUrl: string;
  /** A server on an empty database. */
  start(place: Place): Promise<RealServer>;
  close(): Promise<void>;
}

export async function openPlaces(): Promise<Places> {
  const postgres = await startOwnPostgres({ durable: true });
  process.env['TEST_DATABASE_URL'] = postgres.url;
  const redis = await startRedis();
  const opened: (() => Promise<void>)[] = [];
  return {
    redisUrl: redis.url,
    async start(place) {
      const kind: DatabaseKind = place === 'table on SQLite' ? 'sqlite' : 'postgres';
      const database = await createDatabase(kind);
      const server = await startRealServer({
        ...database.environment,
        HATCHED_RATE_LIMIT: 'off',
        HATCHED_DEMO: '0',
        HATCHED_LOG_LEVEL: 'warn',
        HATCHED_ALLOW_PRIVATE_WEBHOOKS: '1',
        ...(place === 'BullMQ' && { REDIS_URL: redis.url }),
      });
      opened.push(
        () => server.stop(),
        () => database.drop(),
      );
      return server;
    },
    async close() {
      for (const step of opened) await step();
      await redis.stop();
      await postgres.stop();
    },
  };
}
