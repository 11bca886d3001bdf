import { lingua } from '../../demo/lingua/extension.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LINGUA_EVENTS } from '../../demo/lingua/configuration.ts';
import { LEARNERS } from '../../demo/lingua/learners.ts';
import { drawDue } from '../../src/server/pictures/worker.ts';
import { startTestServer, TEST_START, type TestServer } from '../support/server.ts';
import { demoOn, type Demo } from './support/demo.ts';

const { lesson, quiz, conversation } = LINGUA_EVENTS;
const HOUR = 3600_000;

let server: TestServer;
let demo: Demo;
const start = async (now = TEST_START) => {
  server = await startTestServer({ extension: lingua });
  server.clock.set(now);
  demo = await demoOn(server);
};
afterEach(() => server.close());

/** What a learner does in one sitting, until the next stage; answers how often it clicked. */
async function clicksToNextStage(user_id: string): Promise<{ from: number; to: number; clicks: number }> {
  const { token } = await demo.open(user_id);
  const { number: from } = (await demo.state(token)).buddy.stage;
  for (let clicks = 1; clicks <= 10; clicks++) {
    const type = [conversation, lesson, quiz, lesson][(clicks - 1) % 4]!;
    const { number: to } = (await demo.track(token, type)).body.state.buddy.stage;
    if (to > from) return { from, to, clicks };
  }
  throw new Error(`Ten clicks were not enough for ${user_id}.`);
}

describe('stages', () => {
  beforeEach(() => start());

  test('each is a few clicks away for one of the learners, the last one too', async () => {
    const steps = [];
    for (const { user_id } of LEARNERS) steps.push(await clicksToNextStage(user_id));
    expect(steps.map(({ from, to }) => [from, to])).toEqual([
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
    expect(Math.max(...steps.map(({ clicks }) => clicks))).toBeLessThanOrEqual(6);
  });

  test('the newcomer’s buddy leaves the first stage on its first day', async () => {
    for (let i = 0; i < 3; i++) await demo.act('mia', lesson);
    const hatching = demo.ask('hatch', { user_id: 'mia' });
    while ((await demo.open('mia')).egg.status !== 'hatching');
    const { egg, pictures } = await demo.open('mia');
    expect(egg.image_url).toBe(pictures.hatching);
    // Nobody draws yet: whoever comes back in the middle finds the egg cracking, and may ask again.
    const again = demo.ask('hatch', { user_id: 'mia' });
    await drawDue(server.parts);
    expect((await hatching).buddy_id).toBe((await again).buddy_id);
    expect(await clicksToNextStage('mia')).toMatchObject({ from: 1, to: 2 });
  });
});

const WEDNESDAY = TEST_START - 12 * HOUR;
/** On which the weekly streak ends, too. */
const SUNDAY = WEDNESDAY + 96 * HOUR;
const NOWS = [...[0, 4, 5, 12, 23].map((hour) => WEDNESDAY + hour * HOUR), SUNDAY + 3 * HOUR, SUNDAY + 20 * HOUR];

describe.each(NOWS.map((now) => [new Date(now).toISOString(), now] as const))('moods at %s', (_, now) => {
  beforeEach(() => start(now));

  test('calm by day, sleepy in the evening, awake again after a lesson', async () => {
    const { token, clock } = await demo.open('sofia');
    const mood = async () => (await demo.state(token)).buddy.mood;
    expect([clock, await mood()]).toEqual(['daytime', 'calm']);
    expect((await demo.ask('clock', { user_id: 'sofia', clock: 'evening' })).clock).toBe('evening');
    expect(await mood()).toBe('sleepy');
    expect((await demo.ask('clock', { user_id: 'sofia', clock: 'daytime' })).clock).toBe('daytime');
    expect(await mood()).toBe('calm');
    await demo.ask('clock', { user_id: 'sofia', clock: 'evening' });
    await demo.track(token, lesson);
    expect(await mood()).toBe('calm');
  });

  test.each([
    ['demo-pip', 7],
    ['noor', 30],
  ])('sleepy in the evening, then proud: %s and %i days', async (user_id, milestone) => {
    await demo.ask('clock', { user_id, clock: 'evening' });
    const { token } = await demo.open(user_id);
    const { buddy, streaks } = await demo.state(token);
    expect([buddy.mood, streaks[0].count]).toEqual(['sleepy', milestone - 1]);
    const { body } = await demo.track(token, lesson);
    expect(body.effects.streak_milestones).toEqual([{ streak_key: 'daily_lesson', milestone }]);
    expect(body.state.buddy.mood).toBe('proud');
  });

  test('nothing done before today counts against what today pays', async () => {
    for (const { user_id } of LEARNERS) {
      const { token } = await demo.open(user_id);
      const { body } = await demo.track(token, quiz);
      expect(body.effects.coins).toBe(20);
    }
  });
});
