import { afterEach, beforeEach, expect, test } from 'vitest';
import { RATES } from '../../../src/server/gate/rates.ts';
import { makeBuddy } from '../../support/buddy.ts';
import { startTestServer, type Call, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ settings: { rate_limit: true } });
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

test('one too many is refused until the minute is over', async () => {
  expect(await times(RATES.secret, keys)).toEqual({ 200: RATES.secret });
  const refused = await keys();
  expect(refused.status).toBe(429);
  expect(refused.body.error).toMatchObject({ code: 'rate_limited', message: expect.stringMatching(/60 s/) });
  expect(refused.headers['retry-after']).toBe('60');
  expect((await keys({ as: server.live.secret })).status).toBe(200);
  server.clock.advance(60_000);
  expect((await keys()).status).toBe(200);
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

test('health is not counted, nor are files', async () => {
  const health = await server.call('GET', '//health/live', { as: null });
  expect(health.headers['x-ratelimit-limit']).toBeUndefined();
});

test('how much a secret key may is a setting', async () => {
  await server.close();
  server = await startTestServer({ settings: { rate_limit: true, secret_key_rate: 2 } });
  expect(await times(3, keys)).toEqual({ 200: 2, 429: 1 });
  expect(read((await keys()).headers)[0]).toBe(2);
});
