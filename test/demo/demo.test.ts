import { lingua } from '../../demo/lingua/extension.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { validate } from '../../src/engine/index.ts';
import { LANGUAGES } from '../../src/widget/i18n/languages.ts';
import { LINGUA, LINGUA_EVENTS } from '../../demo/lingua/configuration.ts';
import { LEARNER, LEARNERS } from '../../demo/lingua/learners.ts';
import { seedDemo } from '../../demo/lingua/seed.ts';
import { demoWorld } from '../../demo/lingua/world.ts';
import type { Settings } from '../../src/server/workspace/setting-queries.ts';
import { createDatabase } from '../support/databases.ts';
import { startPlayground } from '../support/playground.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { demoOn, type Demo } from './support/demo.ts';

let server: TestServer;
let demo: Demo;
beforeAll(async () => {
  server = await startTestServer({ extension: lingua });
  demo = await demoOn(server);
});
afterAll(() => server.close());

test('the rules have no errors, and nothing that the guidance warns of', () => {
  expect(validate(LINGUA)).toEqual({ errors: [], warnings: [] });
  const said = [LINGUA.skills, LINGUA.tokens, LINGUA.badges, LINGUA.streaks, LINGUA.stages, LINGUA.items].flat();
  for (const { label } of said as { label: Record<string, string> }[]) {
    expect(Object.keys(label).sort(), JSON.stringify(label)).toEqual(['en', ...Object.keys(LANGUAGES)].sort());
    expect(Object.values(label).every(Boolean)).toBe(true);
  }
  expect([LINGUA.skills, LINGUA.badges, LINGUA.streaks, LINGUA.stages, LINGUA.items].map((all) => all!.length)).toEqual(
    [6, 8, 2, 5, 30],
  );
});

test('the learner has two weeks behind it, and much to come with two clicks', async () => {
  const { token } = await demo.open();
  const before = await demo.state(token);
  expect(before.buddy).toMatchObject({
    user_id: LEARNER,
    name: 'Pip',
    stage: { number: 2 },
    appearance: { status: 'ready' },
  });
  expect(before.buddy.image.alt).toBe('Pip, a fledgling wearing a scarf, in front of a sunny meadow');
  expect(before.streaks[0]).toMatchObject({ count: 6, alive: true, ticked_this_period: false, next_milestone: 7 });
  expect(before.skills.every((skill: { value: number }) => skill.value > 0)).toBe(true);

  const { body } = await demo.track(token, LINGUA_EVENTS.lesson);
  expect(body.effects).toMatchObject({
    badges_awarded: ['twenty_lessons', 'week_warrior'],
    streak_milestones: [{ streak_key: 'daily_lesson', milestone: 7 }],
  });
  expect(body.state.buddy.mood).toBe('proud');
  await demo.track(token, LINGUA_EVENTS.lesson);
  const { body: market } = await server.call('GET', '/widget/marketplace', { as: token });
  const hat = market.items.find((item: { item_id: string }) => item.item_id === 'item_cowboy_hat');
  expect(hat).toMatchObject({ affordable: true, locked: false, owned: false });
  expect(before.buddy.coins).toBeLessThan(hat.price.amount);
});

test('a second boot changes nothing', async () => {
  const before = await demo.state((await demo.open()).token);
  await demo.seed();
  expect(await demo.state((await demo.open()).token)).toEqual(before);
});

test('every learner has a species, a stage and clothes of its own', async () => {
  const states = [];
  for (const { user_id } of LEARNERS) states.push(await demo.state((await demo.open(user_id)).token));
  expect(states.map(({ buddy }) => [buddy.name, buddy.stage.number])).toEqual([
    ['Pip', 2],
    ['Cog', 3],
    ['Luna', 4],
  ]);
  expect(new Set(states.map(({ buddy }) => buddy.image.url)).size).toBe(LEARNERS.length);
  expect(states.map(({ equipped }) => equipped.length)).toEqual(
    LEARNERS.map(({ bought }) => Object.keys(bought).length),
  );
  const world = await demo.world();
  const rows = await Promise.all(LEARNERS.map(({ user_id }) => server.parts.store.buddies.ofUser(world, user_id)));
  expect(new Set(rows.map(([row]) => row!.species)).size).toBe(LEARNERS.length);
});

test('somebody who is visited twice at once is raised once', async () => {
  const alone = await startTestServer({ extension: lingua });
  const there = await demoOn(alone);
  const visits = await Promise.all(Array.from({ length: 4 }, () => there.open('noor')));
  expect(new Set(visits.map(({ buddy_id }) => buddy_id)).size).toBe(1);
  const { buddy, streaks } = await there.state(visits[0]!.token);
  const [here] = await server.parts.store.buddies.ofUser(await demo.world(), 'noor');
  expect(buddy.coins).toBe(here!.state.purses['coin']!.balance);
  expect(streaks[0].count).toBe(29);
  await alone.close();
});

test('processes that start together, and one that takes over half way, arrive at the same', async () => {
  const database = await createDatabase('postgres');
  const first = await startTestServer({ settings: database.place, extension: lingua });
  const others = await Promise.all([1, 2].map(() => startTestServer({ settings: database.place, extension: lingua })));
  const id = await first.parts.store.settings.putIfAbsent('customer_id', first.parts.ids('customer'));
  const there = demoWorld(first.parts, id);
  await Promise.all([first, ...others].map(({ parts }) => seedDemo(parts, there)));
  const again = { ...first.parts, store: { ...first.parts.store, settings: forgetful(first.parts.store.settings) } };
  await seedDemo(again, there);
  const [pip, ...more] = await first.parts.store.buddies.ofUser(there, LEARNER);
  expect(more).toEqual([]);
  expect(pip!.state.purses['coin']!.balance).toBe((await ofOneThatStartedAlone()).state.purses['coin']!.balance);
  expect(pip!.state.equipped.toSorted()).toEqual(['item_scarf', 'item_sunny_meadow']);
  for (const server of [first, ...others]) await server.close();
  await database.drop();
});

/** As if the process had died before it noted that it was done. */
function forgetful(settings: Settings): Settings {
  const notes = /^demo_(seeded|raised)/;
  return { ...settings, get: async (name) => (notes.test(name) ? null : settings.get(name)) };
}

async function ofOneThatStartedAlone() {
  const alone = await startTestServer({ extension: lingua });
  const [row] = await alone.parts.store.buddies.ofUser(await (await demoOn(alone)).world(), LEARNER);
  await alone.close();
  return row!;
}

test('a workspace with rules of its own is left alone', async () => {
  const own = await startPlayground({ coin_rules: [] }, { extension: lingua });
  await seedDemo(own.parts, own.test);
  expect(await own.parts.store.buddies.ofUser(own.test, LEARNER)).toEqual([]);
  await own.close();
});

test.each([
  ['session', { user_id: 'somebody' }, /^user_id/],
  ['hatch', {}, /^user_id/],
  ['start-over', { user_id: 'mia', really: true }, /^really/],
  ['clock', { user_id: 'mia', clock: 'noon' }, /^clock/],
  ['events', { user_id: 'mia', event_id: 'e', type: 'coins_please' }, /^type/],
])('POST /demo/%s refuses what it does not know, and says what', async (name, body, field) => {
  const answer = await server.call('POST', `//demo/${name}`, { as: null, body });
  expect(answer.status).toBe(422);
  expect(answer.body.error.details.fields.map(({ path }: { path: string }) => path).join()).toMatch(field);
});

test('without HATCHED_DEMO there are no such calls', async () => {
  const plain = await startTestServer();
  for (const name of ['session', 'events', 'hatch', 'start-over', 'clock']) {
    expect((await plain.call('POST', `//demo/${name}`, { as: null, body: { user_id: 'mia' } })).status).toBe(404);
  }
  await plain.close();
});

test('of demo/ the page alone is served', async () => {
  expect((await server.call('GET', '//demo/demo.css', { as: null })).status).toBe(200);
  for (const path of ['demo/start.ts', 'demo/lingua/backend.ts', 'demo/..%2f..%2fpackage.json']) {
    const answer = await server.call('GET', `//${path}`, { as: null });
    expect([400, 403, 404]).toContain(answer.status);
    expect(answer.body.error.requestId).toBe(answer.headers['x-request-id']);
  }
});

test('what lies in public/ is served at the root, to any origin', async () => {
  const { status, headers } = await server.call('GET', '//lingua.svg', { as: null });
  expect([status, headers['content-type'], headers['access-control-allow-origin']]).toEqual([
    200,
    'image/svg+xml',
    '*',
  ]);
});
