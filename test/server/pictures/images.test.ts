import { afterAll, beforeAll, expect, test } from 'vitest';
import { RATES } from '../../../src/server/gate/rates.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';

let server: Playground;
let path: string;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
  const { buddy_id } = await server.hatch();
  path = `/${new URL((await server.buddy(buddy_id)).image!.url).pathname}`;
});
afterAll(() => server.close());

const get = (url: string, headers = {}) => server.call('GET', url, { as: null, headers });
const png = (query = '') => server.app.inject(path.slice(1).replace('.svg', '.png') + query);

test('a picture is served to anybody, for ever, and cannot do anything', async () => {
  const { status, headers, text } = await get(path);
  expect(status).toBe(200);
  expect(text).toMatch(/^<svg[^]*<\/svg>$/);
  expect(headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  });
  expect(headers['content-security-policy']).toContain("default-src 'none'");
});

test('asked again with its tag, it is 304', async () => {
  const { headers } = await get(path);
  expect((await get(path, { 'if-none-match': headers['etag'] })).status).toBe(304);
});

test('as PNG, in the size that is asked for', async () => {
  const size = async (query: string) => {
    const { statusCode, headers, rawPayload } = await png(query);
    expect([statusCode, headers['content-type']]).toEqual([200, 'image/png']);
    return [rawPayload.readUInt32BE(16), rawPayload.readUInt32BE(20)];
  };
  expect(await size('')).toEqual([512, 512]);
  expect(await size('?width=128')).toEqual([128, 128]);
  const many = await Promise.all(Array.from({ length: 20 }, () => size('?width=64')));
  expect(many.every(([width]) => width === 64)).toBe(true);
});

test('so many PNGs are drawn for one address, those at hand do not count', async () => {
  await using limited = await playgroundWithLimits();
  const { buddy_id } = await limited.hatch();
  const { pathname } = new URL((await limited.buddy(buddy_id)).image!.url);
  const statuses = (queries: string[], remoteAddress = '192.0.2.1') =>
    Promise.all(
      queries.map(async (query) => {
        const url = pathname.replace('.svg', '.png') + query;
        return (await limited.app.inject({ url, remoteAddress })).statusCode;
      }),
    );
  const widths = Array.from({ length: RATES.drawn }, (_, index) => `?width=${64 + index}`);
  expect(new Set(await statuses(widths))).toEqual(new Set([200]));
  expect(await statuses(['?width=500', widths.at(-1)!])).toEqual([429, 200]);
  expect(await statuses(['?width=500'], '192.0.2.2')).toEqual([200]);
});

async function playgroundWithLimits() {
  const playground = await startPlayground(LESSONS, { settings: { rate_limit: true } });
  return { ...playground, [Symbol.asyncDispose]: () => playground.close() };
}

test.each(['?width=63', '?width=1025', '?width=big', '?height=100'])('%s is refused', async (query) => {
  expect((await png(query)).statusCode).toBe(422);
});

test.each([
  `//images/${'0'.repeat(32)}.svg`,
  `//images/${'0'.repeat(32)}.png`,
  '//images/x.svg',
  '//images/..%2fx.svg',
])('%s is 404', async (url) => {
  expect((await get(url)).status).toBe(404);
});
