import { afterEach, expect, test } from 'vitest';
import { RATES } from '../../../src/server/gate/rates.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';

let server: Playground;
afterEach(() => server.close());

const start = async (trustProxy: boolean) => {
  server = await startPlayground(LESSONS, { settings: { trustProxy, rateLimit: true, publicUrl: undefined } });
};
const remaining = async (forwarded: string): Promise<number> => {
  const headers = { 'x-forwarded-for': forwarded };
  return Number((await server.call('GET', '/openapi.json', { as: null, headers })).headers['x-ratelimit-remaining']);
};
const pictureOf = async (buddy_id: string, headers: Record<string, string>): Promise<string> =>
  (await server.call('GET', `/buddies/${buddy_id}`, { headers: { host: 'inside.test', ...headers } })).body.image.url;

test('behind a proxy the address is the one that the proxy saw, not what the client wrote before it', async () => {
  await start(true);
  expect(await remaining('10.0.0.1, 203.0.113.9')).toBe(RATES.anonymous - 1);
  expect(await remaining('10.0.0.2, 203.0.113.9')).toBe(RATES.anonymous - 2);
  expect(await remaining('203.0.113.9')).toBe(RATES.anonymous - 3);
  expect(await remaining('203.0.113.9, 203.0.113.8')).toBe(RATES.anonymous - 1);
});

test('without one the header means nothing', async () => {
  await start(false);
  expect(await remaining('203.0.113.9')).toBe(RATES.anonymous - 1);
  expect(await remaining('203.0.113.8')).toBe(RATES.anonymous - 2);
});

test('links start with the scheme and host that the proxy says', async () => {
  await start(true);
  const { buddy_id } = await server.hatch();
  const said = { 'x-forwarded-host': 'evil.test, buddy.test', 'x-forwarded-proto': 'https' };
  expect(await pictureOf(buddy_id, said)).toMatch(/^https:\/\/buddy\.test\/images\//);
  expect(await pictureOf(buddy_id, {})).toMatch(/^http:\/\/inside\.test\/images\//);
  const odd = { 'x-forwarded-host': 'a/b', 'x-forwarded-proto': 'javascript' };
  expect(await pictureOf(buddy_id, odd)).toMatch(/^http:\/\/127\.0\.0\.1:0\/images\//);
});
