import { afterEach, expect, test } from 'vitest';
import { realTimers } from '../../../src/server/timers.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startSending, type Sending } from '../../support/webhooks.ts';

const redis_url = process.env['TEST_REDIS_URL'];
if (!redis_url) throw new Error('No Redis: set TEST_REDIS_URL to one, such as redis://127.0.0.1:6379.');

const open: Sending[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

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
  const server = await start({ redis_url });
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
  expect(server.webhooks.is_degraded()).toBe(false);
});

test('without a Redis they leave all the same', async () => {
  const server = await start({ redis_url: 'redis://127.0.0.1:9' });
  await lesson(server);
  await server.receiver.count(1);
  expect(server.webhooks.is_degraded()).toBe(true);
});
