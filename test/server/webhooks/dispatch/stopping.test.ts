import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { startWebhooks } from '../../../../src/server/webhooks/start.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startSending, until, type Sending } from '../../../support/webhooks.ts';

/** What the server promises. */
const STOPPED_WITHIN = 8_000;
const open: Sending[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

test('a server that stops takes up nothing new; what is under way ends or is given back within 8 s', async () => {
  const server = await startSending(LESSONS, { settings: { webhookConcurrency: 2 } });
  open.push(server);
  const held: ServerResponse[] = [];
  server.receiver.answer((_, response) => void held.push(response));
  const { endpoint_id } = await server.subscribe({ events: ['coin.earned'] });
  const { user_id } = await server.hatch();
  for (const event_id of ['a', 'b', 'c']) await server.send(user_id, 'treasure', { event_id });
  await server.receiver.count(2);
  const began = server.clock.now();

  let hasStopped = false;
  const stopped = server.webhooks.stop().then(() => (hasStopped = true));
  held.find((_, index) => eventOf(server, index) === 'a')!.end();
  // What was answered while it stops is written; the room that it leaves is not filled.
  await until(async () => (await server.deliveries(endpoint_id, { status: 'succeeded' })).length === 1);
  expect([hasStopped, server.receiver.received.length]).toEqual([false, 2]);
  server.clock.advance(STOPPED_WITHIN);
  await stopped;

  const due = (await server.deliveries(endpoint_id, { status: 'pending' })).toReversed();
  expect(due.map(({ payload, attempts }) => [payload['event_id'], attempts.length])).toEqual([
    ['b', 0],
    ['c', 0],
  ]);
  for (const { next_attempt_at } of due) {
    expect(Date.parse(next_attempt_at!)).toBeLessThanOrEqual(began + STOPPED_WITHIN);
  }
  // Whoever comes next need not wait for a lease to end.
  server.receiver.answer((_, response) => response.end());
  const next = await startWebhooks(server.parts);
  await next.dispatcher.idle();
  await next.stop();
  expect(await server.deliveries(endpoint_id, { status: 'succeeded' })).toHaveLength(3);
});

const eventOf = (server: Sending, index: number) => JSON.parse(server.receiver.received[index]!.body).event_id;
