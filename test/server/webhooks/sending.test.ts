import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Received } from '../../support/receiver.ts';
import { LESSONS } from '../../support/lessons.ts';
import { TEST_START } from '../../support/server.ts';
import { startSending, type Sending } from '../../support/webhooks.ts';

let server: Sending;
beforeAll(async () => {
  server = await startSending(LESSONS);
});
afterAll(() => server.close());

/** Everything that came in at a path, the newest last. */
const at = (path: string): Received[] => server.receiver.received.filter((one) => one.path === path);
const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

async function lessonTo(path: string, more: Record<string, unknown> = {}) {
  const url = server.receiver.url + path;
  const endpoint = await server.subscribe({ url, events: ['coin.earned'], ...more });
  const { user_id, buddy_id } = await server.hatch();
  const body = { event_id: `lesson of ${user_id}`, user_id, type: 'lesson' };
  const headers = { 'x-request-id': `request-of-${user_id}` };
  expect((await server.call('POST', '/events', { body, headers })).status).toBe(200);
  await server.settle();
  return { endpoint, buddy_id, user_id, request: at(path)[0]! };
}

test('raw: an event reaches a receiver over HTTP, signed as the documents say', async () => {
  const { endpoint, buddy_id, user_id, request } = await lessonTo('/raw');
  const { headers, body } = request;
  const timestamp = String(TEST_START / 1000);
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'x-hatched-event': 'coin.earned',
    'x-hatched-timestamp': timestamp,
    'x-hatched-signature': `sha256=${hmac(endpoint.secret, `${timestamp}.${body}`)}`,
    'x-request-id': `request-of-${user_id}`,
  });
  expect(headers['x-hatched-delivery']).toMatch(/^wh_/);
  expect(JSON.parse(body)).toEqual({
    buddy_id,
    amount: 10,
    balance_after: 10,
    ledger_id: expect.stringMatching(/^led_/),
    reason: expect.any(String),
    source: { type: 'event', event_type: 'lesson', rule: 'lesson' },
    request_id: `request-of-${user_id}`,
    sequence: expect.any(Number),
    event_id: `lesson of ${user_id}`,
  });
  const [delivery] = await server.deliveries(endpoint.endpoint_id);
  expect(delivery).toMatchObject({
    delivery_id: headers['x-hatched-delivery'],
    event: 'coin.earned',
    status: 'succeeded',
    next_attempt_at: null,
    payload: JSON.parse(body),
    attempts: [{ attempt: 1, trigger: 'first', response_status: 200, response_body: '', error: null }],
  });
});

test('envelope: the same in an envelope, in camelCase', async () => {
  const { endpoint, buddy_id, user_id, request } = await lessonTo('/envelope', { format: 'envelope' });
  const { headers, body } = request;
  const timestamp = String(TEST_START / 1000);
  expect(headers).toMatchObject({
    'hatched-event-type': 'coin.earned',
    'hatched-signature': `t=${timestamp},v1=${hmac(endpoint.secret, `${timestamp}.${body}`)}`,
    'x-request-id': `request-of-${user_id}`,
  });
  expect(JSON.parse(body)).toEqual({
    deliveryId: headers['hatched-delivery-id'],
    eventId: `lesson of ${user_id}`,
    type: 'coin.earned',
    customerId: server.test.customer_id,
    createdAt: new Date(TEST_START).toISOString(),
    requestId: `request-of-${user_id}`,
    data: {
      buddyId: buddy_id,
      amount: 10,
      balanceAfter: 10,
      ledgerId: expect.stringMatching(/^led_/),
      reason: expect.any(String),
      source: { type: 'event', eventType: 'lesson', rule: 'lesson' },
      requestId: `request-of-${user_id}`,
      sequence: expect.any(Number),
      eventId: `lesson of ${user_id}`,
    },
  });
});

test('the sequence is the version of the buddy', async () => {
  const { buddy_id, request } = await lessonTo('/sequence');
  const row = await server.parts.store.buddies.byId(server.test, buddy_id);
  expect(JSON.parse(request.body)).toMatchObject({ sequence: row!.version });
});

test('the same event sent twice owes nothing twice', async () => {
  const { user_id } = await lessonTo('/once');
  await server.call('POST', '/events', { body: { event_id: `lesson of ${user_id}`, user_id, type: 'lesson' } });
  await server.settle();
  expect(at('/once')).toHaveLength(1);
});

test('a failure is tried again by the curve, with the same id and a fresh signature', async () => {
  server.receiver.answer((request, response) => {
    if (request.path === '/flaky' && at('/flaky').length < 3) response.writeHead(500).end('not now');
    else response.end('thanks');
  });
  const start = server.clock.now();
  const { endpoint } = await lessonTo('/flaky');
  expect(at('/flaky')).toHaveLength(1);
  const [waiting] = await server.deliveries(endpoint.endpoint_id);
  expect(waiting).toMatchObject({ status: 'pending', attempts: [{ response_status: 500, error: 'http' }] });
  const second = Date.parse(waiting!.next_attempt_at!) - start;
  expect(second).toBeGreaterThanOrEqual(5000);
  expect(second).toBeLessThanOrEqual(5500);
  await server.pass(4999);
  expect(at('/flaky')).toHaveLength(1);
  await server.pass(501);
  expect(at('/flaky')).toHaveLength(2);
  await server.pass(33_000);
  expect(at('/flaky')).toHaveLength(3);
  const [first, again, last] = at('/flaky').map((one) => one.headers);
  expect(again!['x-hatched-delivery']).toBe(first!['x-hatched-delivery']);
  expect(Number(last!['x-hatched-timestamp'])).toBeGreaterThan(Number(first!['x-hatched-timestamp']) + 30);
  const [done] = await server.deliveries(endpoint.endpoint_id, { retried: 'true' });
  expect(done).toMatchObject({
    status: 'succeeded',
    attempts: [
      { attempt: 1, trigger: 'first', response_body: 'not now', error: 'http' },
      { attempt: 2, trigger: 'retry', response_body: 'not now', error: 'http' },
      { attempt: 3, trigger: 'retry', response_body: 'thanks', error: null },
    ],
  });
  expect(await server.deliveries(endpoint.endpoint_id, { retried: 'false' })).toEqual([]);
});
