import { afterEach, expect, test } from 'vitest';
import { LESSONS } from '../../../support/lessons.ts';
import { startSending, type Sending } from '../../../support/webhooks.ts';

const GRACE_MS = 3_000;
const open: Sending[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** With a queue that never tells of anything: nobody listens there. */
async function start(config = LESSONS): Promise<Sending> {
  const server = await startSending(config, { settings: { redisUrl: 'redis://127.0.0.1:9' } });
  open.push(server);
  return server;
}
const came = (server: Sending) => server.receiver.received.length;

test('what is due is left to the queue for three seconds, then the sweep takes it up', async () => {
  const server = await start();
  await server.subscribe({ events: ['coin.earned'] });
  const { user_id } = await server.hatch();
  await server.send(user_id, 'treasure');
  await server.pass(GRACE_MS - 1);
  expect(came(server)).toBe(0);
  await server.pass(1);
  expect(came(server)).toBe(1);
});

test('replays, of which it is never told, leave at their times: five a second, not fifteen every three seconds', async () => {
  const server = await start();
  const { endpoint_id } = await server.subscribe({ events: ['coin.earned'] });
  const { user_id } = await server.hatch();
  for (let sent = 0; sent < 4; sent++) await server.send(user_id, 'treasure');
  await server.pass(GRACE_MS);
  expect(came(server)).toBe(4);
  const from = new Date(server.clock.now() - 60_000).toISOString();
  const to = new Date(server.clock.now() + 1).toISOString();
  const body = { from, to, status: 'all' };
  expect((await server.call('POST', `/webhook-endpoints/${endpoint_id}/replay`, { body })).status).toBe(202);
  const counts: number[] = [];
  for (const pause of [0, 199, 1, 200, 200]) {
    await server.pass(pause);
    counts.push(came(server) - 4);
  }
  expect(counts).toEqual([1, 1, 2, 3, 4]);
});

test('causes are tried again at their times, too', async () => {
  const server = await start();
  const metric = { metric: 'event_count' as const, key: 'planted' };
  const webhook_url = `${server.receiver.url}/bees`;
  const cause = { key: 'bees', label: 'Bees', metric, threshold: 1, webhook_url, secret: 'a secret of the cause' };
  await server.publish({ ...LESSONS, causes: [cause] });
  server.receiver.answer((_, response) => response.writeHead(500).end());
  const { user_id } = await server.hatch();
  await server.send(user_id, 'planted');
  await server.settle();
  expect(came(server)).toBe(1);
  const [row] = await server.deliveries('cause:bees');
  const due = Date.parse(row!.next_attempt_at!) - server.clock.now();
  expect(due).toBeLessThanOrEqual(1_100);
  server.clock.advance(due);
  await server.settle();
  expect(came(server)).toBe(2);
});
