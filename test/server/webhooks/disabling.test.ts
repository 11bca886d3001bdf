import { afterEach, expect, test } from 'vitest';
import { LIMITS } from '../../../src/contract/limits.ts';
import { sql } from '../../../src/server/store/database.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startSending, type Endpoint, type Sending } from '../../support/webhooks.ts';

const HOUR = 3600_000;
const open: Sending[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function start(): Promise<Sending> {
  const server = await startSending({ ...LESSONS, coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 1 }] });
  open.push(server);
  return server;
}
const lessons = { events: ['coin.earned'] };
const refuse = (server: Sending, status = 500) =>
  server.receiver.answer((_, response) => response.writeHead(status).end());
const accept = (server: Sending) => server.receiver.answer((_, response) => response.end());
const endpointOf = async (server: Sending, { endpoint_id }: Endpoint) =>
  (await server.call('GET', `/webhook-endpoints/${endpoint_id}`)).body;

test('410 ends the delivery and disables the endpoint, until somebody sets it active', async () => {
  const server = await start();
  const endpoint = await server.subscribe(lessons);
  const { user_id } = await server.hatch();
  refuse(server, 410);
  await server.send(user_id, 'lesson');
  await server.settle();
  const disabled = { reason: 'gone', at: new Date(server.clock.now()).toISOString() };
  expect(await endpointOf(server, endpoint)).toMatchObject({ active: true, disabled });
  await server.send(user_id, 'lesson');
  await server.settle();
  expect(server.receiver.received).toHaveLength(1);
  const [later, first] = await server.deliveries(endpoint.endpoint_id);
  expect(first).toMatchObject({ status: 'failed', attempts: [{ response_status: 410, error: 'http' }] });
  expect(later).toMatchObject({ status: 'failed', attempts: [{ error: 'endpoint_disabled' }] });
  const path = `/webhook-endpoints/${endpoint.endpoint_id}`;
  const replay = `${path}/deliveries/${later!.delivery_id}/replay`;
  expect((await server.call('POST', replay)).status).toBe(409);
  accept(server);
  const patched = await server.call('PATCH', path, { body: { active: true } });
  expect(patched.body).toMatchObject({ active: true, disabled: null });
  expect((await server.call('POST', replay)).status).toBe(202);
  await server.settle();
  const [sent] = await server.deliveries(endpoint.endpoint_id);
  expect(sent).toMatchObject({ status: 'succeeded', attempts: [{ attempt: 1 }, { attempt: 2, trigger: 'replay' }] });
});

test('other 4xx are asked twice, 5xx four times', async () => {
  const server = await start();
  await server.subscribe(lessons);
  const { user_id } = await server.hatch();
  for (const [status, times] of [
    [400, 2],
    [500, 4],
  ] as const) {
    server.receiver.received.length = 0;
    refuse(server, status);
    await server.send(user_id, 'lesson');
    for (const pause of [0, 5_500, 33_000, 330_000, HOUR]) await server.pass(pause);
    expect(server.receiver.received, String(status)).toHaveLength(times);
  }
});

test('Retry-After of a 429 is kept where it is longer', async () => {
  const server = await start();
  await server.subscribe(lessons);
  const { user_id } = await server.hatch();
  server.receiver.answer((_, response) => response.writeHead(429, { 'retry-after': '120' }).end());
  await server.send(user_id, 'lesson');
  await server.pass(119_000);
  expect(server.receiver.received).toHaveLength(1);
  await server.pass(1_000);
  expect(server.receiver.received).toHaveLength(2);
});

test('a day without a success and fifty failures disable it; the report says so', async () => {
  const server = await start();
  const endpoint = await server.subscribe(lessons);
  const { user_id } = await server.hatch();
  refuse(server);
  for (let sent = 0; sent < 13; sent++) await server.send(user_id, 'lesson');
  for (const pause of [0, 5_500, 33_000, 330_000]) await server.pass(pause);
  expect(await endpointOf(server, endpoint)).toMatchObject({ disabled: null });
  await server.pass(24 * HOUR);
  await server.send(user_id, 'lesson');
  await server.settle();
  expect(await endpointOf(server, endpoint)).toMatchObject({ disabled: { reason: 'silent' } });
  await server.webhooks.counts.flush();
  const { body } = await server.call('GET', '/webhooks/health');
  expect(body).toMatchObject({
    delivered: 0,
    endpoints: [{ endpoint_id: endpoint.endpoint_id, disabled: { reason: 'silent' } }],
  });
});

test('an outage of a day needs nobody where the endpoint is patient and recovers', async () => {
  const server = await start();
  const endpoint = await server.subscribe({ ...lessons, retry: 'patient', recover: true });
  const { user_id } = await server.hatch();
  refuse(server, 503);
  for (let hour = 0; hour < 24; hour++) {
    await server.send(user_id, 'lesson');
    await server.pass(HOUR);
  }
  accept(server);
  for (let hour = 0; hour < 36; hour++) await server.pass(HOUR);
  const deliveries = await server.deliveries(endpoint.endpoint_id);
  expect(deliveries).toHaveLength(24);
  expect(deliveries.filter(({ status }) => status !== 'succeeded')).toEqual([]);
});

test('what failed since it went silent is replayed by itself when it answers again, oldest first, five a second', async () => {
  const server = await start();
  const endpoint = await server.subscribe({ ...lessons, recover: true });
  const { user_id } = await server.hatch();
  refuse(server, 400);
  for (let sent = 0; sent < 3; sent++) await server.send(user_id, 'lesson');
  await server.pass(5_500);
  const failed = await server.deliveries(endpoint.endpoint_id, { status: 'failed' });
  expect(failed).toHaveLength(3);
  accept(server);
  server.receiver.received.length = 0;
  await server.send(user_id, 'lesson');
  await server.settle();
  await server.pass(0);
  expect(server.receiver.received).toHaveLength(2);
  await server.pass(200);
  expect(server.receiver.received).toHaveLength(3);
  await server.pass(200);
  const replayed = server.receiver.received.slice(1).map(({ headers }) => headers['x-hatched-delivery']);
  expect(replayed).toEqual(failed.map(({ delivery_id }) => delivery_id).toReversed());
});

test('what is owed to an endpoint that is switched off meanwhile fails unsent, and was not fast', async () => {
  const server = await start();
  const endpoint = await server.subscribe(lessons);
  const { user_id } = await server.hatch();
  refuse(server);
  await server.send(user_id, 'lesson');
  await server.settle();
  await server.webhooks.counts.flush();
  const figures = async () => (await server.call('GET', '/webhooks/health')).body;
  const { p50_ms, p95_ms } = await figures();
  const path = `/webhook-endpoints/${endpoint.endpoint_id}`;
  await server.call('PATCH', path, { body: { active: false } });
  for (let sent = 0; sent < 3; sent++) await server.pass(5_500);
  expect(server.receiver.received).toHaveLength(1);
  const [row] = await server.deliveries(endpoint.endpoint_id);
  expect(row).toMatchObject({ status: 'failed', attempts: [{ response_status: 500 }, { error: 'endpoint_disabled' }] });
  await server.webhooks.counts.flush();
  expect(await figures()).toMatchObject({ failed: 1, p50_ms, p95_ms });
});

test('more than ten thousand are not replayed, not even one of them', async () => {
  const server = await start();
  const endpoint = await server.subscribe(lessons);
  const { user_id } = await server.hatch();
  await server.send(user_id, 'lesson');
  await server.settle();
  const { database } = server.parts.store;
  const [row] = await database.all(sql('SELECT * FROM deliveries WHERE endpoint_id = $1', endpoint.endpoint_id));
  const columns = Object.keys(row!).filter((name) => name !== 'delivery_id');
  await database.run(
    sql(
      `INSERT INTO deliveries (delivery_id, ${columns.join(', ')})
       WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
       SELECT delivery_id || n, ${columns.join(', ')} FROM deliveries, numbers WHERE endpoint_id = $2`,
      LIMITS.replays,
      endpoint.endpoint_id,
    ),
  );
  const path = `/webhook-endpoints/${endpoint.endpoint_id}/replay`;
  const from = new Date(server.clock.now() - HOUR).toISOString();
  const to = new Date(server.clock.now() + 1).toISOString();
  const replay = (more: object) => server.call('POST', path, { body: { from, to, status: 'all', ...more } });
  expect((await replay({ dry_run: true })).body).toEqual({ count: LIMITS.replays + 1 });
  expect((await replay({})).status).toBe(409);
  expect(await server.deliveries(endpoint.endpoint_id, { status: 'pending' })).toEqual([]);
  await database.run(sql('DELETE FROM deliveries WHERE delivery_id = $1', row!['delivery_id'] as string));
  expect((await replay({})).body).toEqual({ count: LIMITS.replays });
  expect(await server.deliveries(endpoint.endpoint_id, { status: 'succeeded' })).toEqual([]);
});

test('a range is counted, replayed all or none, and found as succeeded', async () => {
  const server = await start();
  const endpoint = await server.subscribe(lessons);
  const { user_id } = await server.hatch();
  refuse(server, 400);
  for (let sent = 0; sent < 2; sent++) await server.send(user_id, 'lesson');
  await server.pass(5_500);
  const path = `/webhook-endpoints/${endpoint.endpoint_id}/replay`;
  const range = {
    from: new Date(server.clock.now() - HOUR).toISOString(),
    to: new Date(server.clock.now()).toISOString(),
  };
  expect((await server.call('POST', path, { body: { ...range, dry_run: true } })).body).toEqual({ count: 2 });
  expect(await server.deliveries(endpoint.endpoint_id, { status: 'failed' })).toHaveLength(2);
  accept(server);
  const answer = await server.call('POST', path, { body: range });
  expect([answer.status, answer.body]).toEqual([202, { count: 2 }]);
  await server.pass(400);
  expect(await server.deliveries(endpoint.endpoint_id, { status: 'succeeded' })).toHaveLength(2);
  expect((await server.call('POST', path, { body: { ...range, to: range.from } })).status).toBe(422);
});

test('an endpoint moves: what is owed goes to the new address, and what the old one had can be sent there again', async () => {
  const server = await start();
  const endpoint = await server.subscribe(lessons);
  const { user_id } = await server.hatch();
  await server.send(user_id, 'lesson');
  await server.settle();
  refuse(server);
  await server.send(user_id, 'lesson');
  await server.settle();
  accept(server);
  const path = `/webhook-endpoints/${endpoint.endpoint_id}`;
  await server.call('PATCH', path, { body: { url: `${server.receiver.url}/new` } });
  await server.pass(5_500);
  const atNew = () => server.receiver.received.filter((request) => request.path === '/new');
  const [owed, first] = await server.deliveries(endpoint.endpoint_id);
  expect(atNew().map(({ headers }) => headers['x-hatched-delivery'])).toEqual([owed!.delivery_id]);
  const range = {
    from: new Date(server.clock.now() - HOUR).toISOString(),
    to: new Date(server.clock.now() + 1).toISOString(),
  };
  expect((await server.call('POST', `${path}/replay`, { body: { ...range, status: 'all' } })).body.count).toBe(2);
  await server.pass(400);
  expect(atNew().map(({ headers }) => headers['x-hatched-delivery'])).toEqual(
    [owed, first, owed].map((row) => row!.delivery_id),
  );
});

test('an endpoint can be tried out', async () => {
  const server = await start();
  const endpoint = await server.subscribe({ events: ['streak.burned'] });
  const { status, body } = await server.call('POST', `/webhook-endpoints/${endpoint.endpoint_id}/test`);
  expect(status).toBe(202);
  await server.settle();
  const [request] = server.receiver.received;
  expect(request!.headers).toMatchObject({
    'x-hatched-event': 'streak.burned',
    'x-hatched-delivery': body.delivery_id,
  });
  expect(JSON.parse(request!.body)).toMatchObject({ streak_key: 'daily_lesson', count: 7, test: true });
});

test('one that is switched off is not tried out, unless its log alone is wanted', async () => {
  const server = await start();
  const { endpoint_id } = await server.subscribe({ active: false });
  const path = `/webhook-endpoints/${endpoint_id}/test`;
  const refused = await server.call('POST', path);
  expect(refused.status).toBe(409);
  expect(refused.body.error.message).toContain('not active: PATCH it with {"active": true} first');
  expect((await server.call('POST', path, { body: { event: 'coin.spent', even_if_off: true } })).status).toBe(202);
  await server.settle();
  expect(server.receiver.received).toEqual([]);
  expect(await server.deliveries(endpoint_id)).toMatchObject([
    { event: 'coin.spent', status: 'failed', payload: { test: true }, attempts: [{ error: 'endpoint_disabled' }] },
  ]);
});

test('after a rotation both secrets sign, the newest first', async () => {
  const server = await start();
  const endpoint = await server.subscribe(lessons);
  const { user_id } = await server.hatch();
  await server.call('POST', `/webhook-endpoints/${endpoint.endpoint_id}/rotate-secret`, {
    body: { grace_seconds: 60 },
  });
  await server.send(user_id, 'lesson');
  await server.pass(61_000);
  await server.send(user_id, 'lesson');
  await server.settle();
  const signatures = server.receiver.received.map(({ headers }) => headers['x-hatched-signature']!.split(',').length);
  expect(signatures).toEqual([2, 1]);
});
