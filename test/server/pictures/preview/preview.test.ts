import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { BuddyImage } from '../../../../src/contract/buddy/state.ts';
import { RATES } from '../../../../src/server/gate/rates.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../../support/playground.ts';

let server: Playground;
let pip: Hatched;
let token: string;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
  pip = await server.hatch();
  token = await server.session(pip, ['read']);
});
afterAll(() => server.close());

const ask = (equip: string, as = token) =>
  server.call<{ image: BuddyImage }>('GET', `/widget/preview?equip=${equip}`, { as });
const preview = async (equip: string) => (await ask(equip)).body.image;
const get = (url: string) => server.app.inject(new URL(url).pathname);
const rows = async () =>
  (await server.parts.store.database.all({ sql: 'SELECT hash FROM images', values: [] })).map(({ hash }) => hash);

test('the buddy in clothes that it does not own, in parts, and nothing is stored', async () => {
  const before = await rows();
  const image = await preview('hat,glasses');
  expect(image.alt).toContain('the hat and the glasses');
  const parts = [image.url, image.scene_url!, image.figure_url!, image.face_url!, image.blink_url!];
  for (const url of [...parts, ...Object.values(image.poses!)]) {
    const { statusCode, headers, body } = await get(url);
    expect(statusCode, url).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'image/svg+xml', 'access-control-allow-origin': '*' });
    expect(headers['cache-control']).toMatch(/^public, max-age=/);
    expect(body).toMatch(/^<svg[^]*<\/svg>$/);
  }
  expect((await get(image.png_url)).headers['content-type']).toBe('image/png');
  expect(await rows()).toEqual(before);
  expect((await server.buddy(pip.buddy_id)).equipped).toEqual([]);
});

test('shows what the buddy would look like', async () => {
  const { image } = await server.buddy(pip.buddy_id);
  expect((await get((await preview('')).url)).body).toBe((await get(image!.url)).body);
});

test('the same outfit has the same address, so that a cache helps; of a category the last counts', async () => {
  expect(await preview('cap,hat')).toEqual(await preview('hat'));
  expect((await preview('cap')).figure_url).not.toBe((await preview('hat')).figure_url);
});

test('the pose that looks, looks at what was put on last', async () => {
  const look = async (equip: string) => (await get((await preview(equip)).poses!.look!)).body;
  expect(await look('boots,hat')).not.toBe(await look('hat,boots'));
});

test('an item that is not there is refused by name', async () => {
  const { status, body } = await ask('hat,nothing');
  expect(status).toBe(422);
  expect(JSON.stringify(body)).toContain('nothing');
});

test('an address that this server did not make is none', async () => {
  const { url } = await preview('hat');
  const [said, signature] = new URL(url).pathname.split('/')[2]!.split('.') as [string, string];
  const forged = Buffer.from(Buffer.from(said, 'base64url').toString().replace('hat', 'cap')).toString('base64url');
  for (const path of [`${forged}.${signature}/figure.svg`, `${said}.${'0'.repeat(32)}/figure.svg`])
    expect((await server.app.inject(`/previews/${path}`)).statusCode).toBe(404);
});

test('takes the scope to read', async () => {
  expect((await ask('hat', await server.session(pip, ['events:track']))).status).toBe(403);
});

test('one that holds uploads counts by its size, and is drawn once for all who ask at once', async () => {
  await using own = await playgroundWithLimits();
  const asset = { asset_id: `ast_${'0'.repeat(26)}`, base64: 'x'.repeat(650 * 1024), media_type: 'image/png' as const };
  const { test: world, parts } = own;
  const row = {
    customer_id: world.customer_id,
    mode: world.mode,
    name: 'big',
    bytes: 1,
    width: 10,
    height: 10,
    created_at: 0,
  };
  await parts.store.assets.insert({ ...row, ...asset });
  const hat = {
    ...LESSONS.items![0]!,
    key: 'big',
    price: { type: 'free' as const },
    art: { asset_id: asset.asset_id },
  };
  await own.publish({ ...LESSONS, items: [hat] });
  const visitor = await own.hatch();
  const reader = await own.session(visitor, ['read']);
  const { body } = await own.call<{ image: BuddyImage }>('GET', '/widget/preview?equip=big', { as: reader });
  const { pathname } = new URL(body.image.url);
  const read = vi.spyOn(parts.store.assets, 'base64Of');
  const status = async () => (await own.app.inject(pathname)).statusCode;
  expect(await Promise.all(Array.from({ length: 20 }, status))).toEqual(Array(20).fill(200));
  expect(read).toHaveBeenCalledTimes(1);
  const each = 11;
  for (let call = 20; call < Math.floor(RATES.public / each); call++) await status();
  expect(await status()).toBe(429);
});

async function playgroundWithLimits() {
  const playground = await startPlayground(LESSONS, { settings: { rateLimit: true } });
  return { ...playground, [Symbol.asyncDispose]: () => playground.close() };
}
