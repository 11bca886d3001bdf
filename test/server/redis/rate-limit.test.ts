import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HOUR_MS } from '../../../src/server/gate/limiter.ts';
import { RATES } from '../../../src/server/gate/rates.ts';
import { startLine } from '../../support/line.ts';
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
  const settings = { rateLimit: true, redisUrl: database.href };
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

test('hours are counted together as well, beside the minutes', async () => {
  const [one, other] = [here.parts.limiter, there.parts.limiter];
  const bucket = 'seat:buddy:events:track';
  expect(await one.count(bucket, 2, HOUR_MS)).toBe(2);
  expect(await other.count(bucket, 1, HOUR_MS)).toBe(3);
  expect(await other.count(bucket)).toBe(1);
  here.clock.advance(HOUR_MS);
  there.clock.advance(HOUR_MS);
  expect(await one.count(bucket, 1, HOUR_MS)).toBe(1);
  expect(await other.count(bucket, 1, HOUR_MS)).toBe(2);
});

test('readiness asks Redis too', async () => {
  const ready = await here.call('GET', '//health/ready', { as: null });
  expect(ready.body).toEqual({ status: 'ready', checks: { database: 'up', redis: 'up' } });
});

test('while Redis is away calls are counted here, and readiness says so without keeping anybody away', async () => {
  const lonely = await startTestServer({ settings: { rateLimit: true, redisUrl: 'redis://127.0.0.1:1' } });
  const statuses: number[] = [];
  for (let call = 0; call <= RATES.anonymous; call++) statuses.push((await ask(lonely, '192.0.2.9')).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(RATES.anonymous);
  expect(statuses.at(-1)).toBe(429);
  const ready = await lonely.call('GET', '//health/ready', { as: null });
  expect([ready.status, ready.body]).toEqual([200, { status: 'ready', checks: { database: 'up', redis: 'degraded' } }]);
  await lonely.close();
});

test('a Redis that hangs is waited for once, then calls are counted here until it answers', async () => {
  const line = await startLine(database, 6379);
  const redisUrl = `redis://127.0.0.1:${line.port}/15`;
  const server = await startTestServer({ settings: { rateLimit: true, redisUrl } });
  const address = '192.0.2.77';
  expect((await ask(server, address)).status).toBe(200);
  line.hang();
  // The first finds out.
  expect((await ask(server, address)).status).toBe(200);
  const waited = vi.spyOn(globalThis, 'setTimeout');
  for (let call = 1; call < RATES.anonymous; call++) expect((await ask(server, address)).status).toBe(200);
  expect((await ask(server, address)).status).toBe(429);
  // A command that is waited for has a timer for its limit.
  expect(waited.mock.calls.filter(([, ms]) => ms === 500)).toEqual([]);
  waited.mockRestore();
  const ready = await server.call('GET', '//health/ready', { as: null });
  expect([ready.status, ready.body.checks]).toEqual([200, { database: 'up', redis: 'degraded' }]);

  line.goOn();
  server.clock.advance(5_000);
  await expect.poll(async () => (await ask(server, '192.0.2.78')).headers['x-ratelimit-remaining']).toBeDefined();
  await expect
    .poll(async () => {
      server.clock.advance(5_000);
      await ask(server, address);
      return (await ask(here, address)).headers['x-ratelimit-remaining'];
    })
    .not.toBe(String(RATES.anonymous - 1));
  await server.close();
  await line.close();
});
