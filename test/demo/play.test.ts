import { afterEach, describe, expect, test } from 'vitest';
import { LEARNERS } from '../../demo/lingua/learners.ts';
import { LINGUA_EVENTS } from '../../demo/lingua/rules/configuration.ts';
import { TEST_START } from '../support/server.ts';
import { startDemo, type Demo } from './support/demo.ts';

const { lesson, quiz, conversation } = LINGUA_EVENTS;
const HOUR = 3600_000;

let demo: Demo;
afterEach(() => demo.close());

/** What a learner does in one sitting, until the next stage; answers how often it clicked. */
async function clicksToNextStage(user_id: string): Promise<{ from: number; to: number; clicks: number }> {
  const token = await demo.visit(user_id);
  const { number: from } = (await demo.state(token)).buddy.stage;
  for (let clicks = 1; clicks <= 10; clicks++) {
    const type = [conversation, lesson, quiz, lesson][(clicks - 1) % 4]!;
    const { number: to } = (await demo.track(token, type)).state.buddy.stage;
    if (to > from) return { from, to, clicks };
  }
  throw new Error(`Ten clicks were not enough for ${user_id}.`);
}

test('each stage is a few clicks away for one of the learners, the last one too', async () => {
  demo = await startDemo();
  const steps = [];
  for (const { userId } of LEARNERS) steps.push(await clicksToNextStage(userId));
  expect(steps.map(({ from, to }) => [from, to])).toEqual([
    [2, 3],
    [3, 4],
    [4, 5],
  ]);
  expect(Math.max(...steps.map(({ clicks }) => clicks))).toBeLessThanOrEqual(6);
});

test('the newcomer’s buddy leaves the first stage on its first day', async () => {
  demo = await startDemo();
  const token = await demo.visit('mia');
  for (let i = 0; i < 3; i++) await demo.track(token, lesson);
  await demo.hatch(token);
  expect(await clicksToNextStage('mia')).toMatchObject({ from: 1, to: 2 });
});

const WEDNESDAY = TEST_START - 12 * HOUR;
/** On which the weekly streak ends, too. */
const SUNDAY = WEDNESDAY + 96 * HOUR;
const NOWS = [...[0, 4, 5, 12, 23].map((hour) => WEDNESDAY + hour * HOUR), SUNDAY + 3 * HOUR, SUNDAY + 20 * HOUR];

describe.each(NOWS.map((now) => [new Date(now).toISOString(), now] as const))('at %s', (_, now) => {
  test.each([
    ['demo-pip', 7],
    ['noor', 30],
  ])('the next lesson of %s makes it %i days', async (user_id, milestone) => {
    demo = await startDemo({ now });
    const token = await demo.visit(user_id);
    expect((await demo.state(token)).streaks[0].count).toBe(milestone - 1);
    const { effects, state } = await demo.track(token, lesson);
    expect(effects.streak_milestones).toEqual([{ streak_key: 'daily_lesson', milestone }]);
    expect(state.buddy.mood).toBe('proud');
  });

  test('nothing done before today counts against what today pays', async () => {
    demo = await startDemo({ now });
    for (const { userId } of LEARNERS) {
      const { effects } = await demo.track(await demo.visit(userId), quiz);
      expect(effects.coins).toBe(20);
    }
  });
});
