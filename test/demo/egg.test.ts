import { lingua } from '../../demo/lingua/extension.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { LINGUA_EVENTS } from '../../demo/lingua/configuration.ts';
import { NEWCOMER } from '../../demo/lingua/learners.ts';
import { startWorker, type Worker } from '../../src/server/pictures/worker.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { demoOn, type Demo } from './support/demo.ts';

const { lesson, quiz, story } = LINGUA_EVENTS;

let server: TestServer;
let worker: Worker;
let demo: Demo;
beforeAll(async () => {
  server = await startTestServer({ extension: lingua });
  demo = await demoOn(server);
  worker = startWorker(server.parts);
});
beforeEach(() => demo.ask('start-over', { user_id: NEWCOMER }));
afterAll(async () => {
  await worker.stop();
  await server.close();
});

const warm = async () => {
  for (const type of [lesson, quiz, story]) await demo.act(NEWCOMER, type);
};

test('the newcomer has an egg, the same one on every visit, with its pictures', async () => {
  const visits = await Promise.all(Array.from({ length: 4 }, () => demo.open(NEWCOMER)));
  expect(new Set(visits.map(({ egg }) => egg.egg_id)).size).toBe(1);
  const [{ egg, pictures, ...rest }] = visits;
  expect(egg).toMatchObject({ user_id: NEWCOMER, status: 'waiting', buddy_id: null });
  expect(rest).toEqual({ warmth: 0, warm_after: 3, clock: 'daytime' });
  expect(egg.image_url).toBe(pictures.waiting);
  const urls = Object.values<string>(pictures);
  expect(new Set(urls).size).toBe(3);
  for (const url of urls) {
    const { status, headers } = await server.call('GET', `/${new URL(url).pathname}`, { as: null });
    expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(headers['cache-control']).toContain('immutable');
  }
});

test('three activities make it ready, the same one sent again is none', async () => {
  expect(await demo.act(NEWCOMER, lesson, 'first')).toMatchObject({ egg: { status: 'waiting' }, warmth: 1 });
  expect(await demo.act(NEWCOMER, lesson, 'first')).toMatchObject({ egg: { status: 'waiting' }, warmth: 1 });
  expect(await demo.act(NEWCOMER, quiz)).toMatchObject({ egg: { status: 'waiting' }, warmth: 2 });
  const { egg, pictures, warmth } = await demo.act(NEWCOMER, story);
  expect([egg.status, warmth]).toEqual(['ready', 3]);
  expect(egg.image_url).toBe(pictures.ready);
  expect((await demo.open(NEWCOMER)).egg).toEqual(egg);
});

test('an egg that is still cold does not hatch, and says what is missing', async () => {
  await demo.act(NEWCOMER, lesson);
  const { status, body } = await server.call('POST', '//demo/hatch', { as: null, body: { user_id: NEWCOMER } });
  expect(status).toBe(409);
  expect(body.error).toMatchObject({ code: 'conflict', message: expect.stringContaining('waiting') });
});

test('it hatches once, and the buddy starts with what was done before', async () => {
  await warm();
  const answers = await Promise.all([1, 2, 3].map(() => demo.ask('hatch', { user_id: NEWCOMER })));
  expect(new Set(answers.map(({ buddy_id }) => buddy_id)).size).toBe(1);
  const { buddy, streaks, badges } = await demo.state(answers[0].token);
  // A lesson, a quiz and a story.
  expect(buddy).toMatchObject({ user_id: NEWCOMER, coins: 40, stage: { number: 1 }, appearance: { status: 'ready' } });
  expect(buddy.image.url).toMatch(/\.svg$/);
  expect(streaks[0].count).toBe(1);
  expect(badges[0]).toMatchObject({ badge_key: 'first_lesson', earned: true });
});

test('a tab that still shows the egg learns of the buddy with the next activity, which counts', async () => {
  await warm();
  const { token } = await demo.ask('hatch', { user_id: NEWCOMER });
  const { coins } = (await demo.state(token)).buddy;
  const late = await demo.act(NEWCOMER, lesson);
  expect(late).toMatchObject({ token: expect.any(String), buddy_id: expect.any(String) });
  expect((await demo.state(late.token)).buddy.coins).toBe(coins + 10);
});

test('starting over ends the session and brings another egg, as often as one likes', async () => {
  const eggs = new Set<string>();
  for (let round = 0; round < 3; round++) {
    await warm();
    const { token, buddy_id } = await demo.ask('hatch', { user_id: NEWCOMER });
    const { egg, warmth } = await demo.ask('start-over', { user_id: NEWCOMER });
    expect([egg.status, warmth]).toEqual(['waiting', 0]);
    eggs.add(egg.egg_id);
    expect((await server.call('GET', '/widget/state', { as: token })).status).toBe(401);
    expect(await server.parts.store.buddies.byId(await demo.world(), buddy_id)).toBeNull();
  }
  expect(eggs.size).toBe(3);
});

test('two tabs that start over at the same time leave one egg', async () => {
  await warm();
  const answers = await Promise.all([1, 2].map(() => demo.ask('start-over', { user_id: NEWCOMER })));
  expect(answers.map(({ egg }) => egg.status)).toEqual(['waiting', 'waiting']);
  const eggs = await server.parts.store.eggs.list(await demo.world(), { user_id: NEWCOMER }, { limit: 10 });
  expect(eggs).toHaveLength(1);
});

test('a learner with a history has the same one again after starting over', async () => {
  const look = async ({ token }: { token: string }) => {
    const { buddy, badges, streaks, equipped } = await demo.state(token);
    const earned = badges.filter((badge: { earned: boolean }) => badge.earned).length;
    return {
      name: buddy.name,
      stage: buddy.stage.number,
      coins: buddy.coins,
      earned,
      count: streaks[0].count,
      equipped,
    };
  };
  const before = await look(await demo.open());
  await demo.track((await demo.open()).token, lesson);
  expect(await look(await demo.open())).not.toEqual(before);
  expect(await look(await demo.ask('start-over', { user_id: 'demo-pip' }))).toEqual(before);
});
