import { afterAll, beforeAll, expect, test } from 'vitest';
import { validate } from '../../../src/engine/index.ts';
import { LINGUA, LINGUA_EVENTS } from '../../../src/server/demo/configuration.ts';
import { LEARNER, NEWCOMER, seedDemo } from '../../../src/server/demo/seed.ts';
import { demoWorld } from '../../../src/server/first-boot.ts';
import { drawDue } from '../../../src/server/operations/worker.ts';
import type { Settings } from '../../../src/server/store/repositories/interfaces.ts';
import { createDatabase } from '../../support/databases.ts';
import { startPlayground } from '../../support/playground.ts';
import { startTestServer, unique, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { demo: true } });
  await seed();
});
afterAll(() => server.close());

async function seed(): Promise<void> {
  const id = await server.parts.store.settings.putIfAbsent('customer_id', server.parts.ids('customer'));
  await seedDemo(server.parts, demoWorld(server.parts, id));
}
const open = async (user_id?: string) =>
  (await server.call('POST', '//demo/session', { as: null, ...(user_id && { body: { user_id } }) })).body;
const state = async (token: string) => (await server.call('GET', '/widget/state', { as: token })).body;
const track = (as: string, type: string) =>
  server.call('POST', '/widget/track', { as, body: { event_id: unique('e'), type } });

test('the rules have no errors, and nothing that the guidance warns of', () => {
  expect(validate(LINGUA)).toEqual({ errors: [], warnings: [] });
  expect([LINGUA.skills, LINGUA.badges, LINGUA.streaks, LINGUA.stages, LINGUA.items].map((all) => all!.length)).toEqual(
    [6, 8, 2, 5, 30],
  );
});

test('the learner has two weeks behind it, and much to come with two clicks', async () => {
  const { token } = await open();
  const before = await state(token);
  expect(before.buddy).toMatchObject({
    user_id: LEARNER,
    name: 'Pip',
    stage: { number: 2 },
    appearance: { status: 'ready' },
  });
  expect(before.buddy.image.alt).toBe('Pip, a fledgling wearing a scarf, in front of a sunny meadow');
  expect(before.streaks[0]).toMatchObject({ count: 6, alive: true, ticked_this_period: false, next_milestone: 7 });
  expect(before.skills.every((skill: { value: number }) => skill.value > 0)).toBe(true);

  const { body } = await track(token, LINGUA_EVENTS.lesson);
  expect(body.effects).toMatchObject({
    badges_awarded: ['twenty_lessons', 'week_warrior'],
    streak_milestones: [{ streak_key: 'daily_lesson', milestone: 7 }],
  });
  expect(body.state.buddy.mood).toBe('proud');
  await track(token, LINGUA_EVENTS.lesson);
  const { body: market } = await server.call('GET', '/widget/marketplace', { as: token });
  const hat = market.items.find((item: { item_id: string }) => item.item_id === 'item_cowboy_hat');
  expect(hat).toMatchObject({ affordable: true, locked: false, owned: false });
  expect(before.buddy.coins).toBeLessThan(hat.price.amount);
});

test('every stage is reached by playing', async () => {
  const { token } = await open();
  let reached = (await state(token)).buddy.stage.number;
  for (let day = 0; reached < 5 && day < 5; day++) {
    const { token: today } = await open();
    for (let i = 0; i < 40; i++) reached = (await track(today, LINGUA_EVENTS.lesson)).body.state.buddy.stage.number;
    server.clock.advance(24 * 3600_000);
  }
  expect(reached).toBe(5);
});

test('the newcomer’s egg hatches on the first visit, once', async () => {
  const eggs = await server.parts.store.eggs.list(await world(), { user_id: NEWCOMER }, { limit: 10 });
  expect(eggs.map((egg) => egg.status)).toEqual(['ready']);
  const visits = await Promise.all(Array.from({ length: 8 }, () => open(NEWCOMER)));
  expect(new Set(visits.map((visit) => visit.buddy_id)).size).toBe(1);
  await drawDue(server.parts);
  const first = await state(visits[0].token);
  expect(first.buddy).toMatchObject({ user_id: NEWCOMER, stage: { number: 1 }, coins: 0 });
});

test('a second boot changes nothing', async () => {
  const { token } = await open();
  const before = await state(token);
  await seed();
  expect(await state((await open()).token)).toEqual(before);
});

test('processes that start together, and one that takes over half way, arrive at the same', async () => {
  const database = await createDatabase('postgres');
  const first = await startTestServer({ settings: { ...database.place, demo: true } });
  const others = await Promise.all([1, 2].map(() => startTestServer({ settings: { ...database.place, demo: true } })));
  const id = await first.parts.store.settings.putIfAbsent('customer_id', first.parts.ids('customer'));
  const there = demoWorld(first.parts, id);
  await Promise.all([first, ...others].map(({ parts }) => seedDemo(parts, there)));
  const again = { ...first.parts, store: { ...first.parts.store, settings: forgetful(first.parts.store.settings) } };
  await seedDemo(again, there);
  const [pip, ...more] = await first.parts.store.buddies.ofUser(there, LEARNER);
  expect(more).toEqual([]);
  expect(pip!.state.purses['coin']!.balance).toBe((await here()).state.purses['coin']!.balance);
  expect(pip!.state.equipped.toSorted()).toEqual(['item_scarf', 'item_sunny_meadow']);
  for (const server of [first, ...others]) await server.close();
  await database.drop();
});

test('a workspace with rules of its own is left alone', async () => {
  const own = await startPlayground({ coin_rules: [] }, { settings: { demo: true } });
  await seedDemo(own.parts, own.test);
  expect(await own.parts.store.buddies.ofUser(own.test, LEARNER)).toEqual([]);
  await own.close();
});

/** As if the process had died before it noted that it was done. */
function forgetful(settings: Settings): Settings {
  return { ...settings, get: async (name) => (name === 'demo_seeded' ? null : settings.get(name)) };
}

/** The learner of a server that started alone. */
async function here() {
  const alone = await startTestServer({ settings: { demo: true } });
  const there = { customer_id: alone.test.customer_id, mode: 'test' as const };
  await seedDemo(alone.parts, there);
  const [row] = await alone.parts.store.buddies.ofUser(there, LEARNER);
  await alone.close();
  return row!;
}

test('nobody else’s session is to be had', async () => {
  const { status } = await server.call('POST', '//demo/session', { as: null, body: { user_id: 'somebody' } });
  expect(status).toBe(422);
});

test('without HATCHED_DEMO there is no such call', async () => {
  const plain = await startTestServer();
  expect((await plain.call('POST', '//demo/session', { as: null })).status).toBe(404);
  await plain.close();
});

async function world() {
  const id = await server.parts.store.settings.putIfAbsent('customer_id', server.parts.ids('customer'));
  return demoWorld(server.parts, id);
}
