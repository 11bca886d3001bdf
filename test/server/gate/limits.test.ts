import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RATES } from '../../../src/server/gate/rates.ts';
import { makeBuddy } from '../../support/buddy.ts';
import { startTestServer, type Call, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ settings: { rateLimit: true } });
});
afterEach(() => server.close());

const keys = (call: Call = {}) => server.call('GET', '/api-keys?limit=1', call);
const read = (headers: Record<string, unknown>) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(headers[`x-ratelimit-${name}`]));

async function times(count: number, call: () => Promise<{ status: number }>): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {};
  for (let at = 0; at < count; at++) {
    const { status } = await call();
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  return statuses;
}

test('every answer says what is left, and when there is more', async () => {
  server.clock.advance(15_000);
  expect(read((await keys()).headers)).toEqual([RATES.secret, RATES.secret - 1, 45]);
  expect(read((await keys()).headers)).toEqual([RATES.secret, RATES.secret - 2, 45]);
  server.clock.advance(44_001);
  expect(read((await keys()).headers)).toEqual([RATES.secret, RATES.secret - 3, 1]);
  server.clock.advance(999);
  expect(read((await keys()).headers)).toEqual([RATES.secret, RATES.secret - 1, 60]);
});

test('the visitors of a page share its key, but not each other’s limit', async () => {
  await makeBuddy(server.parts, server.test, 'ada');
  const embed = (remoteAddress: string) =>
    server.call('POST', '/embed-tokens', { as: server.test.publishable, body: { user_id: 'ada' }, remoteAddress });
  expect(await times(RATES.browser + 1, () => embed('192.0.2.1'))).toEqual({ 201: RATES.browser, 429: 1 });
  expect((await embed('192.0.2.2')).status).toBe(201);
});

test('callers without a credential are counted by address, IPv6 by network', async () => {
  const anonymous = (remoteAddress: string) => server.call('GET', '/openapi.json', { as: null, remoteAddress });
  expect(await times(RATES.anonymous + 1, () => anonymous('192.0.2.1'))).toEqual({ 200: RATES.anonymous, 429: 1 });
  expect((await anonymous('192.0.2.2')).status).toBe(200);
  expect((await anonymous('::ffff:192.0.2.1')).status).toBe(429);
  expect(await times(RATES.anonymous, () => anonymous('2001:db8::1'))).toEqual({ 200: RATES.anonymous });
  expect((await anonymous('2001:db8:0:0:ffff::9')).status).toBe(429);
  expect((await anonymous('2001:db8:0:1::1')).status).toBe(200);
});

test('guessing is slowed down, known keys at the same address are not', async () => {
  const remoteAddress = '192.0.2.7';
  await keys({ remoteAddress });
  const guess = () => keys({ as: `hatch_test_${'g'.repeat(42)}`, remoteAddress });
  expect(await times(RATES.failed + 5, guess)).toEqual({ 401: RATES.failed, 429: 5 });
  server.clock.advance(2000);
  expect((await keys({ remoteAddress })).status).toBe(200);
  expect((await keys({ as: server.live.secret, remoteAddress })).status).toBe(429);
  expect((await keys({ as: server.live.secret, remoteAddress: '192.0.2.8' })).status).toBe(200);
});

test('old tokens of a page are no guesses: they keep nobody from coming in', async () => {
  const remoteAddress = '192.0.2.9';
  const { buddy_id } = await makeBuddy(server.parts, server.test, 'ada');
  const make = async () =>
    (await server.call('POST', '/widget-sessions', { body: { buddy_id, user_id: 'ada', scopes: ['read'] } })).body;
  const session = async () => (await make()).token;
  const state = (as: string) => server.call('GET', '/widget/state', { as, remoteAddress });
  const [old, another] = [await session(), await session()];
  server.clock.advance(2 * 3600_000);
  expect(await times(RATES.browser + 5, () => state(old))).toEqual({ 401: RATES.browser, 429: 5 });
  expect((await state(another)).body.error.code).toBe('token_expired');
  const revoked = await make();
  await server.call('DELETE', `/widget-sessions/${revoked.session_id}`);
  expect(await times(RATES.failed + 5, () => state(revoked.token))).toEqual({ 401: RATES.failed + 5 });
  const anonymous = await server.call('GET', '/openapi.json', { as: null, remoteAddress });
  expect(Number(anonymous.headers['x-ratelimit-remaining'])).toBe(RATES.anonymous - 1);
  // Let in: only that this buddy lives by no rules.
  expect((await state(await session())).status).toBe(404);
  expect((await keys({ as: server.live.secret, remoteAddress })).status).toBe(200);
});

test('what anybody may ask for is counted by address, generously; what a balancer asks is not', async () => {
  const ask = (path: string, remoteAddress = '192.0.2.1') => server.call('GET', path, { as: null, remoteAddress });
  const paths = [`//images/${'0'.repeat(32)}.svg`, '//metrics', '//docs', '//nothing-here', '//hatched-buddy.js'];
  for (const path of paths) expect((await ask(path)).status).not.toBe(429);
  const left = RATES.public - paths.length;
  expect(await times(left + 2, () => ask('//metrics'))).toEqual({ 200: left, 429: 2 });
  for (const path of paths) {
    const refused = await ask(path);
    expect([path, refused.status, refused.headers['retry-after']]).toEqual([path, 429, '60']);
  }
  expect((await ask('//metrics', '192.0.2.2')).status).toBe(200);
  expect(await times(10, () => ask('//health/live'))).toEqual({ 200: 10 });
  expect(await times(10, () => ask('//health/ready'))).toEqual({ 200: 10 });
});

test('a picture that is ten times as large counts as ten', async () => {
  const hash = 'a'.repeat(32);
  await server.parts.store.images.put({ hash, svg: `<svg>${'x'.repeat(650 * 1024)}</svg>`, created_at: 0 });
  const ask = () => server.call('GET', `//images/${hash}.svg`, { as: null });
  const allowed = Math.floor(RATES.public / 11);
  expect(await times(allowed + 2, ask)).toEqual({ 200: allowed, 429: 2 });
});

test('tokens that a publishable key makes share its calls at one address', async () => {
  await makeBuddy(server.parts, server.test, 'ada');
  const remoteAddress = '192.0.2.3';
  const embed = async (as: string) =>
    (await server.call('POST', '/embed-tokens', { as, body: { user_id: 'ada' }, remoteAddress })).body.token as string;
  const tokens: string[] = [];
  while (tokens.length < 3) tokens.push(await embed(server.test.publishable));
  let next = 0;
  // No rules are published: 404 is an answer all the same.
  const read = () => server.call('GET', '/widget/state', { as: tokens[next++ % 3]!, remoteAddress });
  const left = RATES.browser - tokens.length;
  expect(await times(left + 5, read)).toEqual({ 404: left, 429: 5 });
  // What a server vouches for is another matter, and so is another address.
  const vouched = await embed(server.test.secret);
  expect((await server.call('GET', '/widget/state', { as: vouched, remoteAddress })).status).toBe(404);
  expect((await server.call('GET', '/widget/state', { as: tokens[0]!, remoteAddress: '192.0.2.4' })).status).toBe(404);
});

test('how much a secret key may is a setting', async () => {
  await server.close();
  server = await startTestServer({ settings: { rateLimit: true, secretKeyRate: 2 } });
  expect(await times(3, keys)).toEqual({ 200: 2, 429: 1 });
  expect(read((await keys()).headers)[0]).toBe(2);
});

describe('what browsers make the server keep is counted by the hour', () => {
  beforeEach(async () => {
    await server.close();
    server = await startTestServer({ settings: { rateLimit: true, seatRate: 3 } });
  });

  let sent = 0;
  const track = (as: string, properties = {}) =>
    server.call('POST', '/widget/track', { as, body: { event_id: `e${++sent}`, type: 'lesson', properties } });
  const stored = async () => (await server.call('GET', '/events?limit=100')).body.data.length as number;
  async function session(user_id: string): Promise<string> {
    const body = { user_id, scopes: ['events:track', 'buddy:rename'] };
    return (await server.call('POST', '/widget-sessions', { body })).body.token as string;
  }

  test('all tokens of a seat together; other seats and other scopes have their own', async () => {
    await makeBuddy(server.parts, server.test, 'ada');
    const [one, other, stranger] = [await session('ada'), await session('ada'), await session('bob')];
    server.clock.advance(20 * 60_000);
    expect(await times(2, () => track(one))).toEqual({ 200: 2 });
    expect((await track(other)).status).toBe(200);
    const refused = await track(other);
    expect([refused.status, refused.body.error.code, refused.headers['retry-after']]).toEqual([
      429,
      'rate_limited',
      '2400',
    ]);
    expect(read(refused.headers)).toEqual([3, 0, 2400]);
    expect(await stored()).toBe(3);
    expect((await track(stranger)).status).toBe(200);
    // Let in: only that this buddy lives by no rules.
    expect((await server.call('PATCH', '/widget/buddy', { as: one, body: { name: 'Pip' } })).status).toBe(404);
    server.clock.advance(40 * 60_000);
    expect((await track(await session('ada'))).status).toBe(200);
  });

  test('a body of several KiB counts as several calls, one that does not say its length as the largest', async () => {
    const [one, other] = [await session('ada'), await session('bob')];
    expect((await track(one, { text: 'x'.repeat(2048) })).status).toBe(200);
    expect((await track(one)).status).toBe(429);
    const body = JSON.stringify({ event_id: 'chunked', type: 'lesson' });
    const headers = { 'transfer-encoding': 'chunked', 'content-type': 'application/json' };
    expect((await server.call('POST', '/widget/track', { as: other, body, headers })).status).toBe(429);
    expect(await stored()).toBe(1);
    await server.close();
    server = await startTestServer({ settings: { rateLimit: true, seatRate: 17 } });
    const again = await session('ada');
    expect((await track(again, { text: 'x'.repeat(500_000) })).status).toBe(422);
    expect((await track(again)).status).toBe(200);
  });

  test('a server’s own events are not among them', async () => {
    const event = () => server.call('POST', '/events', { body: { user_id: 'ada', type: 'lesson' } });
    expect(await times(5, event)).toEqual({ 200: 5 });
    expect((await track(await session('ada'))).status).toBe(200);
  });
});
