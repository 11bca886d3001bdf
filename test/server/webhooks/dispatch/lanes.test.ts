import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { LEASE_MS } from '../../../../src/server/webhooks/dispatch/dispatch.ts';
import { createLanes } from '../../../../src/server/webhooks/dispatch/lanes.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startSending, until, type Endpoint, type Sending } from '../../../support/webhooks.ts';

const open: Sending[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** Requests at `/held` wait until somebody lets them go; all others are answered at once. */
async function startHolding() {
  const server = await startSending({ ...LESSONS, coin_rules: [{ key: 'step', event_type: 'step', amount: 1 }] });
  open.push(server);
  const held: ServerResponse[] = [];
  server.receiver.answer(({ path }, response) => void (path === '/held' ? held.push(response) : response.end()));
  const url = (path: string) => ({ url: server.receiver.url + path, events: ['coin.earned'] });
  const slow = await server.subscribe(url('/held'));
  const { user_id } = await server.hatch();
  let events = 0;
  const send = async (count: number) => {
    const sent = Array.from({ length: count }, () => ({ event_id: `step-${events++}`, user_id, type: 'step' }));
    await server.call('POST', '/events/batch', { body: { events: sent } });
  };
  /** Under a lease, once `written` attempts are in the log. */
  async function inFlight({ endpoint_id }: Endpoint, written: number): Promise<number> {
    const rows = () => server.deliveries(endpoint_id);
    await until(async () => (await rows()).filter(({ attempts }) => attempts.length > 0).length === written);
    const lease = new Date(server.clock.now() + LEASE_MS).toISOString();
    return (await rows()).filter((row) => row.status === 'pending' && row.next_attempt_at === lease).length;
  }
  const came = () => server.receiver.received.filter(({ path }) => path === '/held').length;
  return { server, held, slow, send, inFlight, came, url };
}

test('64 of one endpoint are in flight at once; another endpoint does not wait for them', async () => {
  const { server, held, slow, send, inFlight, came, url } = await startHolding();
  await send(80);
  await server.receiver.count(64);
  const quick = await server.subscribe(url('/quick'));
  await send(1);
  // It was claimed by a poll that found no room for the slow one.
  await server.receiver.count(65);
  expect([came(), await inFlight(slow, 0)]).toEqual([64, 64]);
  held.pop()!.end();
  await server.receiver.count(66);
  expect([came(), await inFlight(slow, 1)]).toEqual([65, 64]);
  server.receiver.answer((_, response) => response.end());
  for (const response of held) response.end();
  await server.settle();
  const rows = await server.deliveries(slow.endpoint_id);
  expect(rows.filter(({ status }) => status !== 'succeeded')).toEqual([]);
  expect(await server.deliveries(quick.endpoint_id)).toMatchObject([{ status: 'succeeded' }]);
});

test('after three network errors in a row it gets one at a time, and one more with each success', async () => {
  const { server, held, slow, send, inFlight, came } = await startHolding();
  await send(64);
  await server.receiver.count(64);
  for (const response of held.splice(0)) response.destroy();
  expect(await inFlight(slow, 64)).toBe(0);
  await send(16);
  await server.receiver.count(65);
  expect([came(), await inFlight(slow, 64)]).toEqual([65, 1]);
  held.pop()!.end();
  await server.receiver.count(67);
  expect([came(), await inFlight(slow, 65)]).toEqual([67, 2]);
  held.pop()!.end();
  await server.receiver.count(69);
  expect([came(), await inFlight(slow, 66)]).toEqual([69, 3]);
  // An answer that is no success is none of both.
  held.pop()!.writeHead(500).end();
  await server.receiver.count(70);
  expect([came(), await inFlight(slow, 67)]).toEqual([70, 3]);
  server.receiver.answer((_, response) => response.end());
  for (const response of held) response.end();
  await server.settle();
});

test('all endpoints together have a limit, too', () => {
  const lanes = createLanes(2, 3);
  lanes.take('a');
  lanes.take('a');
  lanes.take('b');
  expect([lanes.room('a'), lanes.room('b'), lanes.left()]).toEqual([0, 1, 0]);
  lanes.end('a', 'success');
  expect([lanes.room('a'), lanes.left()]).toEqual([1, 1]);
});

test('two errors and an answer are not three in a row; called off is neither', () => {
  const lanes = createLanes(64, 1000);
  for (const how of ['silence', 'silence', 'answer', 'silence', null, 'silence'] as const) {
    lanes.take('a');
    lanes.end('a', how);
  }
  expect(lanes.room('a')).toBe(64);
  lanes.take('a');
  lanes.end('a', 'silence');
  expect(lanes.room('a')).toBe(1);
});
