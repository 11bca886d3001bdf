import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dedupe, redisStore } from '../../../src/sdk/webhooks/index.ts';
import { unique } from '../../support/server.ts';

const url = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';
const io = new Redis(url, { lazyConnect: true });
const node = createClient({ url });

beforeAll(async () => void (await Promise.all([io.connect(), node.connect()])));
afterAll(async () => void (await Promise.all([io.quit(), node.close()])));

test.each([
  ['ioredis', () => redisStore(io, { prefix: 'hatched-test:' })],
  ['node-redis', () => redisStore(node, { prefix: 'hatched-test:' })],
])('over %s, one of many at once takes the id, for as long as was said', async (_name, store) => {
  const id = unique('wh');
  const once = dedupe(store(), { seconds: 60 });
  const taken = await Promise.all(Array.from({ length: 20 }, () => once.take(id)));
  expect(taken.filter(Boolean)).toHaveLength(1);
  expect(await io.ttl(`hatched-test:${id}`)).toBeGreaterThan(50);
  await once.release(id);
  expect(await once.run(id, () => 'done')).toEqual({ duplicate: false, result: 'done' });
  expect(await once.run(id, () => 'done')).toEqual({ duplicate: true });
  await once.release(id);
});
