import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuddyImage } from '../../../../src/contract/state.ts';
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
