import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { NEWCOMER } from '../../demo/lingua/learners.ts';
import { LINGUA_EVENTS } from '../../demo/lingua/rules/configuration.ts';
import { startDemo, type Demo } from './support/demo.ts';

const { lesson, quiz, story } = LINGUA_EVENTS;

let demo: Demo;
let token: string;
beforeAll(async () => {
  demo = await startDemo();
});
beforeEach(async () => {
  token = await demo.visit(NEWCOMER, 'start-over');
});
afterAll(() => demo.close());

const warm = async () => {
  for (const type of [lesson, quiz, story]) await demo.track(token, type);
};
const eggs = () => demo.server.parts.store.eggs.list(demo.server.test, { user_id: NEWCOMER }, { limit: 10 });

test('the newcomer has an egg, the same one on every visit', async () => {
  await Promise.all(Array.from({ length: 4 }, () => demo.visit(NEWCOMER)));
  expect(await eggs()).toHaveLength(1);
  const { egg, buddy } = await demo.state(token);
  expect(buddy).toBeNull();
  expect(egg).toMatchObject({ status: 'waiting', warmth: { value: 0, target: 3 } });
});

test('three activities make it ready, the same one sent again is none', async () => {
  const warmth = async () => {
    const { egg } = await demo.state(token);
    return [egg.status, egg.warmth.value];
  };
  await demo.track(token, lesson, 'first');
  await demo.track(token, lesson, 'first');
  expect(await warmth()).toEqual(['waiting', 1]);
  await demo.track(token, quiz);
  expect(await warmth()).toEqual(['waiting', 2]);
  await demo.track(token, story);
  expect(await warmth()).toEqual(['ready', 3]);
});

test('the page may send what Lingua knows, and nothing else', async () => {
  expect((await demo.track(token, 'coins_please')).error.code).toBe('missing_scope');
});

test('it hatches, and the buddy starts with what was done before', async () => {
  await warm();
  const { operation_id } = await demo.hatch(token);
  await demo.client.operations.wait(operation_id);
  const { buddy, streaks, badges } = await demo.state(token);
  // A lesson, a quiz and a story.
  expect(buddy).toMatchObject({ user_id: NEWCOMER, coins: 40, stage: { number: 1 }, appearance: { status: 'ready' } });
  expect(streaks[0].count).toBe(1);
  expect(badges[0]).toMatchObject({ badge_key: 'first_lesson', earned: true });
});

test('starting over ends the session and brings another egg, as often as one likes', async () => {
  const laid = new Set<string>();
  for (let round = 0; round < 3; round++) {
    await warm();
    await demo.hatch(token);
    const { buddy_id } = (await demo.state(token)).buddy;
    const before = token;
    token = await demo.visit(NEWCOMER, 'start-over');
    expect((await demo.state(token)).egg).toMatchObject({ status: 'waiting', warmth: { value: 0 } });
    laid.add((await eggs())[0]!.egg_id);
    expect((await demo.server.call('GET', '/widget/state', { as: before })).status).toBe(401);
    expect(await demo.server.parts.store.buddies.byId(demo.server.test, buddy_id)).toBeNull();
  }
  expect(laid.size).toBe(3);
});

test('two tabs that start over at the same time leave one egg', async () => {
  await warm();
  await Promise.all([1, 2].map(() => demo.visit(NEWCOMER, 'start-over')));
  expect((await eggs()).map(({ status }) => status)).toEqual(['waiting']);
});

test('a learner with a history has the same one again after starting over', async () => {
  const look = async (token: string) => {
    const { buddy, badges, streaks, equipped } = await demo.state(token);
    const earned = badges.filter((badge: { earned: boolean }) => badge.earned).length;
    const { name, stage, coins } = buddy;
    return { name, stage: stage.number, coins, earned, count: streaks[0].count, equipped };
  };
  const pip = await demo.visit('demo-pip');
  const before = await look(pip);
  await demo.track(pip, lesson);
  expect(await look(pip)).not.toEqual(before);
  expect(await look(await demo.visit('demo-pip', 'start-over'))).toEqual(before);
});
