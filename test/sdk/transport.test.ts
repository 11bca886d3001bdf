import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionError, RateLimitError, ServerError, TimeoutError } from '../../src/sdk/index.ts';
import { scriptedClient, SECRET } from './support/client.ts';
import { refusal } from './support/scripted-fetch.ts';

const EFFECTS = { coins: 10, badges_awarded: ['first'], badges_ready: [] };
const ANSWER = { status: 200, body: { event_id: 'e1', buddy_id: null, duplicate: false, effects: EFFECTS } };
const LESSON = { userId: 'user_42', type: 'lesson' };
const busy = refusal(503, 'service_unavailable');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Runs the clock until the call has ended; answers how long it took and what came of it. */
async function timed<T>(call: Promise<T>): Promise<{ ms: number; value?: T; error?: unknown }> {
  const start = Date.now();
  let ended: number | undefined;
  const settled = call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  void settled.then(() => (ended = Date.now()));
  await vi.runAllTimersAsync();
  return { ...(await settled), ms: (ended ?? Date.now()) - start };
}

test('every try of a call carries the same Idempotency-Key and the same body; another call has another', async () => {
  const { client, sent } = scriptedClient([busy, new TypeError('fetch failed'), refusal(429, 'rate_limited'), ANSWER]);
  const { value } = await timed(client.events.send(LESSON));
  expect(value).toMatchObject({ coins: 10, badgesAwarded: ['first'], eventId: 'e1', duplicate: false });
  expect(sent).toHaveLength(4);
  expect(new Set(sent.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
  expect(new Set(sent.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  await timed(client.events.send(LESSON));
  expect(sent[4]!.headers.get('idempotency-key')).not.toBe(sent[0]!.headers.get('idempotency-key'));
  expect((sent[4]!.body as { event_id: string }).event_id).not.toBe((sent[0]!.body as { event_id: string }).event_id);
});

test('waits twice as long from try to try, with jitter, and gives up after maxRetries', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  const { client, sent } = scriptedClient([busy], { maxRetries: 2 });
  const { ms, error } = await timed(client.eggs.get('egg_1'));
  expect(error).toBeInstanceOf(ServerError);
  expect([sent.length, ms]).toEqual([3, 500 + 1000]);
  vi.mocked(Math.random).mockReturnValue(0);
  expect((await timed(client.eggs.get('egg_1'))).ms).toBe(250 + 500);
});

test.each([
  ['7', 7000],
  ['3600', 60_000],
  [new Date(Date.UTC(2030, 0, 1, 0, 0, 9)).toUTCString(), 9000],
])('Retry-After: %s is waited for, a minute at most', async (header, expected) => {
  vi.setSystemTime(Date.UTC(2030, 0, 1));
  const { client } = scriptedClient([refusal(429, 'rate_limited', {}, { 'retry-after': header }), ANSWER]);
  expect((await timed(client.events.send(LESSON))).ms).toBe(expected);
});

test.each([400, 401, 403, 404, 409, 413, 422])('%i is not tried again', async (status) => {
  const { client, sent } = scriptedClient([refusal(status, 'whatever')]);
  expect((await timed(client.events.send(LESSON))).error).toMatchObject({ statusCode: status });
  expect(sent).toHaveLength(1);
});

test('a call that finds its own earlier try still running asks again; another’s does not', async () => {
  const running = refusal(409, 'idempotency_in_progress');
  const own = scriptedClient(['silence', running, ANSWER], { timeoutMs: 100 });
  expect((await timed(own.client.events.send(LESSON))).value).toMatchObject({ coins: 10 });
  const other = scriptedClient([running]);
  expect((await timed(other.client.events.send(LESSON))).error).toMatchObject({ name: 'IdempotencyError' });
  expect(other.sent).toHaveLength(1);
});

test('maxRetries: 0 is no retry, for the client and for a call', async () => {
  const none = scriptedClient([busy], { maxRetries: 0 });
  await timed(none.client.eggs.get('egg_1'));
  expect(none.sent).toHaveLength(1);
  const some = scriptedClient([busy]);
  await timed(some.client.eggs.get('egg_1', { maxRetries: 0 }));
  expect(some.sent).toHaveLength(1);
});

test.each([
  ['its cause', new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:1') })],
  [
    'the first of several',
    new TypeError('fetch failed', {
      cause: new AggregateError([
        new Error('connect ECONNREFUSED 127.0.0.1:1'),
        new Error('connect ECONNREFUSED ::1:1'),
      ]),
    }),
  ],
  ['itself', new TypeError('connect ECONNREFUSED 127.0.0.1:1')],
])('no answer is said with where it was looked for and why: %s', async (_what, error) => {
  const { client } = scriptedClient([error], { maxRetries: 0 });
  await expect(client.eggs.get('egg_1')).rejects.toThrow(
    'GET /eggs/egg_1: no answer from https://buddy.test (connect ECONNREFUSED 127.0.0.1:1).',
  );
});

test('a try that takes longer than timeoutMs is a TimeoutError in the end, no answer a ConnectionError with its cause', async () => {
  const silent = await timed(scriptedClient(['silence'], { maxRetries: 1, timeoutMs: 2000 }).client.eggs.get('egg_1'));
  expect(silent.error).toBeInstanceOf(TimeoutError);
  expect(silent.error).toMatchObject({ code: 'timeout', message: 'GET /eggs/egg_1: no answer within 2000 ms.' });
  const cause = new TypeError('fetch failed');
  const { error } = await timed(scriptedClient([cause]).client.eggs.get('egg_1'));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ code: 'connection_error', statusCode: 0, cause });
});

test('an abort ends a try, and the wait between two, with its own reason', async () => {
  const reason = new Error('the user left');
  for (const turn of ['silence' as const, busy]) {
    const controller = new AbortController();
    const { client, sent } = scriptedClient([turn]);
    const ended = expect(client.events.send(LESSON, { signal: controller.signal })).rejects.toBe(reason);
    await vi.advanceTimersByTimeAsync(10);
    controller.abort(reason);
    await ended;
    expect(vi.getTimerCount()).toBe(0);
    expect(sent).toHaveLength(1);
  }
  const { client, sent } = scriptedClient([ANSWER]);
  await expect(client.eggs.get('egg_1', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(sent).toHaveLength(0);
});

test('per-call options: a key and headers of one’s own; the credential cannot be replaced by them', async () => {
  const { client, sent } = scriptedClient([ANSWER]);
  await client.events.send(LESSON, {
    idempotencyKey: 'mine',
    headers: { 'X-Request-Id': 'req-7', Authorization: 'no' },
  });
  const { headers } = sent[0]!;
  expect([headers.get('idempotency-key'), headers.get('x-request-id')]).toEqual(['mine', 'req-7']);
  expect(headers.get('authorization')).toBe(`Bearer ${SECRET}`);
});

test('reads carry no Idempotency-Key', async () => {
  const { client, sent } = scriptedClient([{ status: 200, body: { egg_id: 'egg_1' } }]);
  expect(await client.eggs.get('egg_1')).toEqual({ eggId: 'egg_1' });
  expect(sent[0]!.headers.has('idempotency-key')).toBe(false);
});

test('the logger gets one line for each try, without key and body', async () => {
  const lines: [string, string, Record<string, unknown>][] = [];
  const logger = {
    debug: (line: string, fields: Record<string, unknown>) => lines.push(['debug', line, fields]),
    warn: (line: string, fields: Record<string, unknown>) => lines.push(['warn', line, fields]),
  };
  const { client } = scriptedClient([busy, ANSWER], { logger });
  await timed(client.events.send({ ...LESSON, properties: { note: 'private' } }));
  expect(lines.map(([level, line]) => [level, line.replace(/\d+ ms/, '… ms')])).toEqual([
    ['warn', 'hatched-buddy: POST /events 503 service_unavailable in … ms (try 1)'],
    ['debug', 'hatched-buddy: POST /events 200 in … ms (try 2)'],
  ]);
  expect(lines[1]![2]).toMatchObject({ method: 'POST', path: '/events', status: 200, attempt: 2, requestId: 'req-2' });
  expect(JSON.stringify(lines)).not.toMatch(/hatch_test|private|user_42/);
});

test('getLastRequestId and getRateLimitInfo say what the last answer said', async () => {
  const limits = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '12' };
  const { client } = scriptedClient([
    { ...ANSWER, headers: limits },
    refusal(429, 'rate_limited', {}, { ...limits, 'retry-after': '12' }),
  ]);
  expect([client.getLastRequestId(), client.getRateLimitInfo()]).toEqual([null, null]);
  await client.events.send(LESSON);
  expect(client.getLastRequestId()).toBe('req-1');
  expect(client.getRateLimitInfo()).toEqual({ limit: 100, remaining: 0, reset: 12 });
  const refused = await client.events.send(LESSON, { maxRetries: 0 }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RateLimitError);
  expect(refused).toMatchObject({ retryAfter: 12, requestId: 'req-told' });
  expect(client.getRateLimitInfo()).toEqual({ limit: 100, remaining: 0, reset: 12, retryAfter: 12 });
});

test.each([
  [{ status: 200, body: '<!doctype html>' }, /answers what is not JSON. Check that baseUrl/],
  [{ status: 301, headers: { location: 'https://elsewhere.test/' } }, /sends elsewhere, to https:\/\/elsewhere.test\//],
  [{ status: 404, body: '<h1>Not Found</h1>' }, /answered 404 and did not say why. Check that baseUrl/],
])('what another server answers is told apart from Hatched Buddy: %j', async (turn, message) => {
  await expect(scriptedClient([turn]).client.events.send(LESSON)).rejects.toThrow(message);
});

test('a proxy’s 502 is tried again', async () => {
  const { client, sent } = scriptedClient([{ status: 502, body: '<h1>Bad Gateway</h1>' }, ANSWER]);
  await timed(client.events.send(LESSON));
  expect(sent).toHaveLength(2);
});
