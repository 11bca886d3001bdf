import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOwnPostgres, type OwnPostgres } from '../../support/postgres.ts';
import { startRedisProxy, type RedisProxy } from '../../support/redis-proxy.ts';
import { crashWebhooks } from '../races/webhooks/crash.ts';
import { noFaults } from '../races/webhooks/verdict.ts';

const SMALL = { events: 200, kills: 3 };

let postgres: OwnPostgres;
let redis: RedisProxy;
beforeAll(async () => {
  postgres = await startOwnPostgres();
  process.env['TEST_DATABASE_URL'] = postgres.url;
  redis = await startRedisProxy(process.env['TEST_REDIS_URL']!);
});
afterAll(async () => {
  await redis.close();
  await postgres.stop();
});

test(
  'on PostgreSQL with Redis: killed, and Redis away and empty, every delivery owed arrives',
  { timeout: 600_000 },
  async () => {
    const setup = { name: 'Redis', kind: 'postgres', processes: 3, postgres, redis, ...SMALL } as const;
    expect(await crashWebhooks(setup)).toMatchObject({ owed: 3 * SMALL.events, ...noFaults() });
  },
);
