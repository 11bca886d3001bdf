import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RATES } from '../../../src/server/gate/rates.ts';
import { MOST_WAITING_EACH } from '../../../src/server/pictures/png.ts';
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

test('to who can unpack it, a drawing comes packed, under a tag of its own', async () => {
  const url = path.slice(1);
  const plain = await server.app.inject({ url, headers: { 'accept-encoding': 'identity, gzip;q=0' } });
  const packed = await server.app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'image/svg+xml' });
  expect([plain.headers['vary'], packed.headers['vary']]).toEqual(['accept-encoding', 'accept-encoding']);
  expect(packed.headers['etag']).not.toBe(plain.headers['etag']);
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
  expect(gunzipSync(packed.rawPayload)).toEqual(plain.rawPayload);
  const again = { 'accept-encoding': 'gzip', 'if-none-match': packed.headers['etag'] as string };
  expect((await server.app.inject({ url, headers: again })).statusCode).toBe(304);
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
  const status = async (query: string, remoteAddress: string) =>
    (await limited.app.inject({ url: pathname.replace('.svg', '.png') + query, remoteAddress })).statusCode;
  const statuses = async (queries: string[], remoteAddress = '192.0.2.1') => {
    const all: number[] = [];
    for (const query of queries) all.push(await status(query, remoteAddress));
    return all;
  };
  const widths = Array.from({ length: RATES.drawn }, (_, index) => `?width=${64 + index}`);
  expect(new Set(await statuses(widths))).toEqual(new Set([200]));
  expect(await statuses(['?width=500', widths.at(-1)!])).toEqual([429, 200]);
  expect(await statuses(['?width=500'], '192.0.2.2')).toEqual([200]);
});

async function playgroundWithLimits() {
  const playground = await startPlayground(LESSONS, { settings: { rateLimit: true } });
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

test('of one address a few wait to be drawn, so that others have their turn', async () => {
  await using own = await playgroundWithLimits();
  const { buddy_id } = await own.hatch();
  const { pathname } = new URL((await own.buddy(buddy_id)).image!.url);
  const ask = async (width: number, remoteAddress = '192.0.2.1') =>
    (await own.app.inject({ url: `${pathname.replace('.svg', '.png')}?width=${width}`, remoteAddress })).statusCode;
  const many = Array.from({ length: MOST_WAITING_EACH + 2 }, (_, at) => ask(64 + at));
  expect(await ask(100, '192.0.2.2')).toBe(200);
  expect((await Promise.all(many)).toSorted()).toEqual([...Array<number>(MOST_WAITING_EACH).fill(200), 429, 429]);
  expect(await ask(101)).toBe(200);
});

test('whoever asks for a picture shares its bytes with all others, and the store is asked once', async () => {
  const hash = /([0-9a-f]{32})/.exec(path)![1]!;
  const { shown, store } = server.parts;
  server.clock.advance(60_000);
  const ask = vi.spyOn(store.images, 'get');
  const all = await Promise.all(Array.from({ length: 50 }, () => shown.svg(hash)));
  expect(new Set(all).size).toBe(1);
  const zipped = await Promise.all(all.map((svg) => shown.zipped(hash, svg!)));
  expect(new Set(zipped).size).toBe(1);
  expect(await shown.svg(hash)).toBe(all[0]);
  expect(ask).toHaveBeenCalledTimes(1);
  ask.mockRestore();
});
