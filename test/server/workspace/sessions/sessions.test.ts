import { afterAll, beforeAll, expect, test } from 'vitest';
import { LESSONS } from '../../../support/lessons.ts';
import { startPlayground, type Playground } from '../../../support/playground.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

const open = (body: object) => server.call('POST', '/widget-sessions', { body: { scopes: ['read'], ...body } });
const isKnown = async (user_id: string) => (await server.call('GET', `/users/${user_id}/export`)).status === 200;

test('a session that is refused has done nothing: no egg, no seat, no time zone', async () => {
  const { buddy_id } = await server.hatch('ada');
  const mars = 'Mars/Olympus';
  expect((await open({ user_id: 'bob', ensure_egg: true, time_zone: mars })).status).toBe(422);
  expect((await open({ user_id: 'cleo', time_zone: mars })).status).toBe(422);
  expect((await open({ user_id: 'dora', buddy_id, time_zone: 'Europe/Berlin' })).status).toBe(404);
  expect(await Promise.all(['bob', 'cleo', 'dora'].map(isKnown))).toEqual([false, false, false]);
});

test('a session lives for an hour where nothing else is said', async () => {
  const { expires_at } = (await open({ user_id: 'gus' })).body;
  expect(Date.parse(expires_at)).toBe(server.clock.now() + 3600_000);
});

test('a time zone with the session is where the user’s days end', async () => {
  const { token } = (await open({ user_id: 'emil', time_zone: 'asia/tokyo' })).body;
  expect((await server.call('GET', '/widget/state', { as: token })).body.time_zone).toBe('Asia/Tokyo');
  const { buddy_id, user_id } = await server.hatch('fay');
  await open({ user_id, buddy_id, time_zone: 'America/Lima' });
  const { body } = await server.call('GET', `/widget/state?user_id=${user_id}`, { as: server.test.publishable });
  expect(body.time_zone).toBe('America/Lima');
});
