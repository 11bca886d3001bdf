import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { wakeDueBuddies } from '../../../../src/server/buddies/wake.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startSending, type Sending } from '../../../support/webhooks.ts';

const DAY = 24 * 3600_000;
const open: Sending[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

test('what a call caused goes before what midnight caused, and both before replays', async () => {
  const server = await startSending(LESSONS, { settings: { webhookConcurrency: 1 } });
  open.push(server);
  const { endpoint_id } = await server.subscribe({ events: ['coin.earned', 'streak.burned'] });
  const { user_id } = await server.hatch();
  const other = await server.hatch('other');
  await server.send(user_id, 'lesson', { event_id: 'old' });
  await server.settle();
  const [old] = await server.deliveries(endpoint_id);
  server.clock.advance(3 * DAY);

  // One at a time, each held until the next step.
  const held: ServerResponse[] = [];
  server.receiver.received.length = 0;
  server.receiver.answer((_, response) => void held.push(response));
  await server.send(other.user_id, 'treasure', { event_id: 'first' });
  await server.receiver.count(1);
  const path = `/webhook-endpoints/${endpoint_id}/deliveries/${old!.delivery_id}/replay`;
  expect((await server.call('POST', path)).status).toBe(202);
  await wakeDueBuddies(server.parts);
  await server.send(other.user_id, 'treasure', { event_id: 'second' });
  for (let next = 2; next <= 4; next++) {
    held.pop()!.end();
    await server.receiver.count(next);
  }
  held.pop()!.end();
  await server.settle();
  const order = server.receiver.received.map(({ headers, body }) => [
    headers['x-hatched-event'],
    JSON.parse(body).event_id,
  ]);
  expect(order).toEqual([
    ['coin.earned', 'first'],
    ['coin.earned', 'second'],
    ['streak.burned', null],
    ['coin.earned', 'old'],
  ]);
});
