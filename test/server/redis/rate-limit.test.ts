import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RATES } from '../../../src/server/gate/rates.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const REDIS_URL = process.env['TEST_REDIS_URL'];
if (!REDIS_URL) throw new Error('No Redis: set TEST_REDIS_URL to a Redis server whose keys the tests may write.');

// The database of one's own that every Redis server has, so that nothing else is counted along.
const database = new URL(REDIS_URL);
database.pathname = '/15';

let here: TestServer;
let there: TestServer;
beforeAll(async () => {
  const redis = new Redis(database.href);
  await redis.flushdb();
  redis.disconnect();
  const settings = { rate_limit: true, redis_url: database.href };
  [here, there] = [await startTestServer({ settings }), await startTestServer({ settings })];
});
afterAll(async () => {
  await here?.close();
  await there?.close();
});

/** The two have stores of their own here: what they share is Redis, and callers without a credential. */
const ask = (server: TestServer, remoteAddress: string) =>
  server.call('GET', '/openapi.json', { as: null, remoteAddress });

test('two processes count together', async () => {
  for (let call = 0; call < RATES.anonymous; call++) {
    expect((await ask(call % 2 ? here : there, '192.0.2.1')).status).toBe(200);
  }
  const refused = await ask(here, '192.0.2.1');
  expect(refused.status).toBe(429);
  expect((await ask(there, '192.0.2.1')).status).toBe(429);
  expect((await ask(there, '192.0.2.2')).headers['x-ratelimit-remaining']).toBe(String(RATES.anonymous - 1));
});

test('the next minute begins anew', async () => {
  here.clock.advance(60_000);
  expect((await ask(here, '192.0.2.1')).status).toBe(200);
});

test('readiness asks Redis too', async () => {
  const ready = await here.call('GET', '//health/ready', { as: null });
  expect(ready.body).toEqual({ status: 'ready', checks: { database: 'up', redis: 'up' } });
});

test('while Redis is away calls are counted here, and readiness says so', async () => {
  const lonely = await startTestServer({ settings: { rate_limit: true, redis_url: 'redis://127.0.0.1:1' } });
  const statuses: number[] = [];
  for (let call = 0; call <= RATES.anonymous; call++) statuses.push((await ask(lonely, '192.0.2.9')).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(RATES.anonymous);
  expect(statuses.at(-1)).toBe(429);
  const ready = await lonely.call('GET', '//health/ready', { as: null });
  expect(ready.status).toBe(503);
  expect(ready.body.error.details).toEqual({ down: ['redis'] });
  await lonely.close();
});
