import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { sweep } from '../../../src/server/jobs/sweep.ts';
import { sql } from '../../../src/server/store/database.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';
import { noise } from './noise.ts';

const DAY = 24 * 3600_000;
const ITEMS = 6;

let server: Playground;
let bytes: string;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
  const png = noise(360, 360);
  bytes = png.toString('base64');
  const asset_id = await upload(png);
  const items: Configuration['items'] = Array.from({ length: ITEMS }, (_, at) => ({
    key: `badge_${at}`,
    label: `Badge ${at}`,
    description: '',
    category: 'accessory',
    rarity: 'common',
    price: { type: 'free' },
    art: { asset_id },
  }));
  await server.publish({ ...LESSONS, items });
});
afterAll(() => server.close());

async function upload(png: Buffer): Promise<string> {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(png)], 'noise.png', { type: 'image/png' }));
  const request = new Request('http://buddy.test', { method: 'POST', body: form });
  const { statusCode, body } = await server.app.inject({
    method: 'POST',
    url: '/api/v1/assets',
    headers: {
      authorization: `Bearer ${server.test.secret}`,
      'content-type': request.headers.get('content-type')!,
    },
    payload: Buffer.from(await request.arrayBuffer()),
  });
  expect(statusCode).toBe(201);
  return (JSON.parse(body) as { asset_id: string }).asset_id;
}

async function wear(pip: Hatched, ...equip: string[]): Promise<void> {
  const unequip = (await server.buddy(pip.buddy_id)).equipped.map(({ item_id }) => item_id);
  const change = { equip, unequip: unequip.filter((item) => !equip.includes(item)) };
  const { status, text } = await server.call('PUT', `/buddies/${pip.buddy_id}/equipment`, { body: change });
  expect([status, text]).toEqual([200, text]);
  await server.drawAll();
}

async function owner(): Promise<Hatched> {
  const pip = await server.hatch();
  for (let at = 0; at < ITEMS; at++)
    await server.call('POST', `/buddies/${pip.buddy_id}/purchases`, { body: { item_id: `badge_${at}` } });
  return pip;
}

async function stored(): Promise<{ count: number; bytes: number }> {
  const [row] = await server.parts.store.database.all(sql('SELECT count(*) AS n, sum(length(svg)) AS b FROM images'));
  return { count: Number(row!['n']), bytes: Number(row!['b']) };
}

const urlOf = async (pip: Hatched) => new URL((await server.buddy(pip.buddy_id)).image!.url).pathname;
const get = (path: string) => server.call('GET', `/${path}`, { as: null });

test('a picture refers to uploads, and is served whole', async () => {
  const pip = await owner();
  const before = await stored();
  await wear(pip, 'badge_0', 'badge_1', 'badge_2', 'badge_3');
  const after = await stored();
  // Nine pictures that hold four uploads each.
  expect(bytes.length).toBeGreaterThan(400_000);
  expect(after.bytes - before.bytes).toBeLessThan(bytes.length);
  const { text } = await get(await urlOf(pip));
  expect(text.split(bytes)).toHaveLength(5);
  expect(text).not.toContain('ast_');
  const png = await server.app.inject((await urlOf(pip)).replace('.svg', '.png'));
  expect(png.statusCode).toBe(200);
});

test('sixty changes of clothes leave a bounded number of pictures behind, and a week later none', async () => {
  const pip = await owner();
  await wear(pip, 'badge_0');
  const before = await stored();
  for (let change = 1; change <= 60; change++)
    await wear(pip, `badge_${change % 6}`, `badge_${(change + (change % 5) + 1) % 6}`);
  const after = await stored();
  expect(after.bytes - before.bytes).toBeLessThan(8 * 1024 * 1024);
  expect(after.count - before.count).toBeLessThanOrEqual(180 + 9);
  const old = await urlOf(pip);
  await wear(pip, 'badge_0');
  expect((await get(old)).status).toBe(200);
  server.clock.advance(8 * DAY);
  await sweep(server.parts);
  expect((await get(old)).status).toBe(404);
  expect((await get(await urlOf(pip))).status).toBe(200);
  expect((await stored()).count).toBeLessThanOrEqual(before.count);
});

test('erasing a user takes the pictures along, at once', async () => {
  const pip = await owner();
  await wear(pip, 'badge_2', 'badge_5', 'badge_4');
  const url = await urlOf(pip);
  expect((await get(url)).status).toBe(200);
  expect((await server.call('DELETE', `/users/${pip.user_id}`)).status).toBe(204);
  expect((await get(url)).status).toBe(404);
  expect((await get(url.replace('.svg', '.png'))).status).toBe(404);
});

test('so does archiving a buddy', async () => {
  const pip = await owner();
  await wear(pip, 'badge_1', 'badge_5', 'badge_3');
  const url = await urlOf(pip);
  expect((await server.call('DELETE', `/buddies/${pip.buddy_id}`)).status).toBe(204);
  server.clock.advance(30_000);
  expect((await get(url)).status).toBe(404);
});
