import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LESSONS } from '../../support/lessons.ts';
import { startWebhooks } from '../../../src/server/webhooks/start.ts';
import { startSending, type Endpoint, type Sending } from '../../support/webhooks.ts';

let server: Sending;
let endpoint: Endpoint;
let said = '';
const lines = (): Record<string, unknown>[] =>
  said
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  const output = new PassThrough().setEncoding('utf8').on('data', (text: string) => (said += text));
  server = await startSending(LESSONS, { log: pino({ level: 'debug', base: null }, output) });
  server.receiver.answer((_, response) => {
    // Its clock is 45 s ahead.
    response.setHeader('date', new Date(server.clock.now() + 45_000).toUTCString());
    response.writeHead(server.receiver.received.length === 1 ? 503 : 200).end('an answer that is nobody’s business');
  });
  endpoint = await server.subscribe({
    url: `${server.receiver.url}/hook?token=url-secret`,
    events: ['coin.earned'],
  });
  const { user_id } = await server.hatch();
  const body = { event_id: 'event-of-the-log', user_id, type: 'lesson' };
  await server.call('POST', '/events', { body, headers: { 'x-request-id': 'request-of-the-log' } });
  await server.settle();
  await server.pass(5_500);
});
afterAll(() => server.close());

test('every attempt has a line of the log, with request id and delivery id, never a body, an address or a secret', async () => {
  const [delivery] = await server.deliveries(endpoint.endpoint_id);
  const common = {
    level: 30,
    time: expect.any(Number),
    msg: 'Webhook attempt',
    request_id: 'request-of-the-log',
    delivery_id: delivery!.delivery_id,
    endpoint_id: endpoint.endpoint_id,
    event: 'coin.earned',
    duration_ms: expect.any(Number),
  };
  const attempts = lines().filter(({ msg }) => msg === 'Webhook attempt');
  expect(attempts).toEqual([
    { ...common, attempt: 1, trigger: 'first', response_status: 503, error: 'http', status: 'pending' },
    { ...common, attempt: 2, trigger: 'retry', response_status: 200, error: null, status: 'succeeded' },
  ]);
  const signature = server.receiver.received[0]!.headers['x-hatched-signature']!;
  for (const secret of [endpoint.secret, signature, 'url-secret', 'nobody’s', 'event-of-the-log', 'balance_after']) {
    expect(said).not.toContain(secret);
  }
});

test('that a private address was refused is said with the setting that allows it', async () => {
  let told = '';
  const output = new PassThrough().setEncoding('utf8').on('data', (text: string) => (told += text));
  const log = pino({ base: null }, output);
  const guarded = await startSending(LESSONS, { log, settings: { allowPrivateWebhooks: false } });
  const { endpoint_id } = await guarded.subscribe();
  await guarded.call('POST', `/webhook-endpoints/${endpoint_id}/test`);
  await guarded.settle();
  await guarded.close();
  const [line] = told.split('\n').filter((one) => one.includes('Webhook attempt'));
  expect(JSON.parse(line!)).toMatchObject({
    error: 'refused_address',
    hint: 'Only public addresses are called, unless HATCHED_ALLOW_PRIVATE_WEBHOOKS=1 is set.',
  });
});

test('every attempt is counted and timed', async () => {
  const { text } = await server.call('GET', '//metrics', { as: null });
  const counts = [...text.matchAll(/^hatched_webhook_attempt_seconds_count\{result="(\w+)"\} (\d+)$/gm)];
  expect(Object.fromEntries(counts.map(([, result, count]) => [result, Number(count)]))).toEqual({
    retried: 1,
    succeeded: 1,
  });
});

test('the health report shows how far the receiver’s clock is off, until it is right again', async () => {
  const health = async () => {
    await server.webhooks.counts.flush();
    return (await server.call('GET', '/webhooks/health')).body;
  };
  expect(await health()).toMatchObject({
    delivered: 1,
    failed: 0,
    success_rate: 1,
    recent_failures: 1,
    retries: 1,
    endpoints: [{ clock_skew_seconds: 45, clock_warning: true }],
  });
  for (const [ahead, clock_warning] of [
    [-31_000, true],
    [29_000, false],
    [0, false],
  ] as const) {
    server.receiver.answer((_, response) => {
      response.setHeader('date', new Date(server.clock.now() + ahead).toUTCString());
      response.end();
    });
    await server.call('POST', `/webhook-endpoints/${endpoint.endpoint_id}/test`);
    await server.settle();
    expect((await health()).endpoints).toMatchObject([{ clock_skew_seconds: ahead / 1000, clock_warning }]);
  }
});

test('the log says when an endpoint is disabled, and when it answers again', async () => {
  const { endpoint_id } = await server.subscribe({ events: ['coin.earned'], url: `${server.receiver.url}/gone` });
  const tryOut = async (status: number) => {
    server.receiver.answer((_, response) => response.writeHead(status).end());
    await server.call('PATCH', `/webhook-endpoints/${endpoint_id}`, { body: { active: true } });
    await server.call('POST', `/webhook-endpoints/${endpoint_id}/test`);
    await server.settle();
  };
  for (const status of [400, 410, 200]) await tryOut(status);
  const told = lines().filter((line) => line['endpoint_id'] === endpoint_id && !('delivery_id' in line));
  expect(told).toMatchObject([
    { level: 40, msg: 'A webhook endpoint was disabled: mend it, then set it active again', reason: 'gone' },
    { level: 30, msg: 'A webhook endpoint answers again', replayed: 0, silent_since: expect.any(Number) },
  ]);
  await server.call('DELETE', `/webhook-endpoints/${endpoint_id}`);
});

test('a server that has just started knows what is written down of it, too', async () => {
  const clock = { ahead: 45_000 };
  server.receiver.answer((_, response) => {
    response.setHeader('date', new Date(server.clock.now() + clock.ahead).toUTCString());
    response.end();
  });
  const tryOut = () => server.call('POST', `/webhook-endpoints/${endpoint.endpoint_id}/test`);
  const reported = async () => (await server.call('GET', '/webhooks/health')).body.endpoints;
  await tryOut();
  await server.settle();
  await server.webhooks.stop();
  expect(await reported()).toMatchObject([{ clock_skew_seconds: 45, clock_warning: true }]);

  const next = await startWebhooks(server.parts);
  clock.ahead = 0;
  await tryOut();
  await next.dispatcher.idle();
  await next.stop();
  expect(await reported()).toMatchObject([{ clock_skew_seconds: 0, clock_warning: false }]);
});
