import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeSilhouette } from '../../../src/art/index.ts';
import { drawDue } from '../../../src/server/pictures/worker.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

const get = (url: string) => server.call('GET', `/${new URL(url).pathname}`, { as: null });
const imageOf = async (buddy_id: string) => (await server.buddy(buddy_id)).image!;

test('a buddy’s picture comes in parts, each at an address for ever', async () => {
  const { buddy_id } = await server.hatch();
  const { scene_url, figure_url, face_url, blink_url, poses, url } = await imageOf(buddy_id);
  expect(Object.keys(poses!).sort()).toEqual(['laugh', 'look', 'wave']);
  const addresses = [url, scene_url, figure_url, face_url, blink_url, ...Object.values(poses!)].map(String);
  expect(new Set(addresses).size).toBe(8);
  for (const address of addresses) {
    const { status, text, headers } = await get(address);
    expect(status, address).toBe(200);
    expect(text).toMatch(/^<svg[^]*<\/svg>$/);
    expect(headers['cache-control']).toContain('immutable');
  }
  expect((await get(scene_url!)).text).toContain('width="1024" height="640"');
});

test('what a buddy grows into is shown as a shape, until it is grown up', async () => {
  const pip = await server.hatch();
  const as = await server.session(pip);
  const evolution = async () => (await server.call('GET', '/widget/state', { as })).body.evolution;
  const { status, text, headers } = await get((await evolution()).next_silhouette_url);
  expect(status).toBe(200);
  expect(headers['cache-control']).toContain('immutable');
  const grown = { kind: 'buddy', species: 'owl', stage: 2, mood: 'calm', items: [] } as const;
  expect(text).toBe(composeSilhouette(grown));
  for (let lesson = 0; lesson < 2; lesson++) await server.send(pip.user_id, 'lesson');
  await server.call('POST', `/buddies/${pip.buddy_id}/evolve`, { idempotencyKey: pip.buddy_id });
  expect(await evolution()).toMatchObject({ next_stage: null, next_silhouette_url: null });
});

test('other clothes are another figure before the same scene', async () => {
  const { buddy_id } = await server.hatch();
  const before = await imageOf(buddy_id);
  await server.call('POST', `/buddies/${buddy_id}/purchases`, { body: { item_id: 'cap' }, idempotencyKey: buddy_id });
  await server.call('PUT', `/buddies/${buddy_id}/equipment`, { body: { equip: ['cap'] } });
  await drawDue(server.parts);
  const after = await imageOf(buddy_id);
  expect(after.scene_url).toBe(before.scene_url);
  for (const part of ['url', 'figure_url', 'face_url'] as const) expect(after[part]).not.toBe(before[part]);
});

test('a picture from before there were parts is its own figure', async () => {
  const { buddy_id } = await server.hatch();
  await server.parts.store.database.run({
    sql: 'UPDATE buddies SET picture_parts = NULL WHERE buddy_id = $1',
    values: [buddy_id],
  });
  const image = await imageOf(buddy_id);
  expect(image).toMatchObject({
    figure_url: image.url,
    scene_url: null,
    face_url: null,
    blink_url: null,
    poses: null,
  });
});
