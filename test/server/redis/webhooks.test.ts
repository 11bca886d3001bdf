import { Redis } from 'ioredis';
import { afterEach, expect, test } from 'vitest';
import { realTimers } from '../../../src/server/timers.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startRedisProxy, type RedisProxy } from '../../support/redis-proxy.ts';
import { startSending, until, type Endpoint, type Sending } from '../../support/webhooks.ts';

const redisUrl = process.env['TEST_REDIS_URL'];
if (!redisUrl) throw new Error('No Redis: set TEST_REDIS_URL to one, such as redis://127.0.0.1:6379.');

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

async function proxied(): Promise<RedisProxy> {
  const redis = await startRedisProxy(redisUrl!);
  open.push(redis);
  return redis;
}

async function start(settings: object): Promise<Sending> {
  const server = await startSending(LESSONS, { clock: Date.now, timers: realTimers, settings });
  open.push(server);
  return server;
}

async function lesson(server: Sending): Promise<string> {
  const { endpoint_id } = await server.subscribe({ events: ['coin.earned'] });
  const { user_id } = await server.hatch();
  await server.send(user_id, 'lesson');
  return endpoint_id;
}

test('deliveries go over the queue, and are tried again over it', async () => {
  const server = await start({ redisUrl });
  server.receiver.answer((_, response) => {
    response.writeHead(server.receiver.received.length === 1 ? 503 : 200).end();
  });
  const endpoint_id = await lesson(server);
  await server.receiver.count(1);
  await server.receiver.count(2);
  const [first, second] = server.receiver.received;
  expect(second!.headers['x-hatched-delivery']).toBe(first!.headers['x-hatched-delivery']);
  expect(second!.at - first!.at).toBeGreaterThanOrEqual(4990);
  await server.settle();
  const [delivery] = await server.deliveries(endpoint_id);
  expect(delivery).toMatchObject({ status: 'succeeded', attempts: [{ trigger: 'first' }, { trigger: 'retry' }] });
  expect(server.webhooks.isDegraded()).toBe(false);
});

test('without a Redis they leave all the same', async () => {
  const server = await start({ redisUrl: 'redis://127.0.0.1:9' });
  await lesson(server);
  await server.receiver.count(1);
  expect(server.webhooks.isDegraded()).toBe(true);
});

/** Each went once, whatever Redis did. */
async function expectOnce(server: Sending, { endpoint_id }: Endpoint, count: number): Promise<void> {
  await server.receiver.count(count);
  await server.settle();
  const rows = await server.deliveries(endpoint_id);
  expect(rows.map(({ status, attempts }) => [status, attempts.length])).toEqual(Array(count).fill(['succeeded', 1]));
  expect(server.receiver.received).toHaveLength(count);
}

test('a Redis that hangs changes nothing but when they leave', async () => {
  const redis = await proxied();
  const server = await start({ redisUrl: redis.url });
  const endpoint = await server.subscribe({ events: ['coin.earned'] });
  const { user_id } = await server.hatch();
  await server.send(user_id, 'treasure');
  await expectOnce(server, endpoint, 1);
  redis.hang();
  for (let sent = 0; sent < 3; sent++) await server.send(user_id, 'treasure');
  await expectOnce(server, endpoint, 4);
  // What was asked of it and never answered is given up: it does not pile up.
  await until(() => Promise.resolve(server.webhooks.isDegraded()));
  await server.send(user_id, 'treasure');
  await expectOnce(server, endpoint, 5);
  redis.resume();
  await until(() => Promise.resolve(!server.webhooks.isDegraded()));
  await server.send(user_id, 'treasure');
  await expectOnce(server, endpoint, 6);
});

test('nor does one that comes back empty: what waited in it is found in the table', async () => {
  const redis = await proxied();
  const server = await start({ redisUrl: redis.url });
  server.receiver.answer((_, response) => {
    response.writeHead(server.receiver.received.length === 1 ? 503 : 200).end();
  });
  const { endpoint_id } = await server.subscribe({ events: ['coin.earned'] });
  const { user_id } = await server.hatch();
  await server.send(user_id, 'treasure');
  await server.receiver.count(1);
  // Its second attempt is a delayed job.
  await redis.stop();
  await until(() => Promise.resolve(server.webhooks.isDegraded()));
  await redis.start();
  await until(() => Promise.resolve(!server.webhooks.isDegraded()));
  await server.send(user_id, 'treasure');
  await server.receiver.count(3);
  await server.settle();
  expect(await server.deliveries(endpoint_id)).toMatchObject([
    { status: 'succeeded', attempts: [{ trigger: 'first' }] },
    { status: 'succeeded', attempts: [{ trigger: 'first' }, { trigger: 'retry' }] },
  ]);
  expect(server.receiver.received).toHaveLength(3);
});

test('nor does it keep the server from stopping', async () => {
  const redis = await proxied();
  const server = await start({ redisUrl: redis.url });
  await lesson(server);
  await server.receiver.count(1);
  redis.hang();
  await server.webhooks.stop();
});

test('two installations on one Redis have a queue each', async () => {
  const redis = new Redis(redisUrl);
  open.push({ close: () => Promise.resolve(redis.disconnect()) });
  const queues = [];
  for (let installation = 0; installation < 2; installation++) {
    const server = await start({ redisUrl });
    await lesson(server);
    await server.receiver.count(1);
    const queue = `bull:hatched-webhooks-${await server.parts.store.settings.get('webhook_queue')}`;
    expect(await redis.exists(`${queue}:meta`), queue).toBe(1);
    queues.push(queue);
  }
  expect(new Set(queues).size).toBe(2);
});
