import { describe, expect, it } from 'vitest';
import { viewStreaks } from '../../../src/engine/index.ts';
import { MOST_RUNS } from '../../../src/engine/streaks/tick.ts';
import { streak } from '../support/definitions.ts';
import { DAY, HOUR, Life, MONDAY } from '../support/life.ts';

describe('a late event', () => {
  it('joins what it fills, and reaches the milestone that waited for it', () => {
    const life = new Life({ streaks: [streak('daily', { milestones: [{ count: 5, reward: { coins: 9 } }] })] });
    for (const day of [0, 1, 3, 4]) life.send({ at: MONDAY + day * DAY });
    expect(life.send({ at: MONDAY + 2 * DAY })).toMatchObject({
      coins: 9,
      streaks: [{ streak_key: 'daily', count: 5 }],
      streak_milestones: [{ streak_key: 'daily', milestone: 5 }],
    });
  });

  it('brings a streak back to life whose loss was told, and a later loss is told again', () => {
    const life = new Life({ streaks: [streak('daily')] });
    life.send({ at: MONDAY });
    expect(life.wake(MONDAY + 2 * DAY)).toHaveLength(1);
    life.send({ at: MONDAY + DAY });
    expect(viewStreaks(life.state, life.config, MONDAY + 2 * DAY)[0]).toMatchObject({ count: 2, alive: true });
    expect(life.wake(MONDAY + 3 * DAY)).toMatchObject([{ data: { count: 2 } }]);
  });
});

describe('a milestone', () => {
  it('that is added below what was reached is paid with the next tick', () => {
    const life = new Life({ streaks: [streak('daily')] });
    for (const day of [0, 1, 2]) life.send({ at: MONDAY + day * DAY });
    const later = new Life({ streaks: [streak('daily', { milestones: [{ count: 2, reward: { coins: 3 } }] })] });
    later.state = life.state;
    expect(later.send({ at: MONDAY + 2 * DAY + HOUR }).coins).toBe(0);
    expect(later.send({ at: MONDAY + 3 * DAY }).coins).toBe(3);
    expect(later.send({ at: MONDAY + 4 * DAY }).coins).toBe(0);
  });
});

describe('two milestones at one count', () => {
  it('are the first of them', () => {
    const milestones = [1, 2].map((coins) => ({ count: 1, reward: { coins } }));
    const life = new Life({ streaks: [streak('daily', { milestones })] });
    expect(life.send()).toMatchObject({ coins: 1, streak_milestones: [{ streak_key: 'daily', milestone: 1 }] });
  });
});

describe('a long history', () => {
  it('is folded, and the streak goes on as if it were not', () => {
    const definition = streak('daily', { freezes: { max: 1, earn_every: 2 } });
    const life = new Life({ streaks: [definition] });
    const weeks = 3 * MOST_RUNS;
    for (let number = 0; number < weeks; number++) {
      life.send({ at: MONDAY + 3 * number * DAY });
      life.send({ at: MONDAY + (3 * number + 1) * DAY });
    }
    const now = MONDAY + 3 * weeks * DAY - 2 * DAY;
    expect(life.state.streaks['daily']!.runs).toHaveLength(MOST_RUNS);
    expect(viewStreaks(life.state, life.config, now)[0]).toMatchObject({
      count: 2 * weeks,
      best: 2 * weeks,
      alive: true,
    });
  });

  it('ticks no more where it has been folded', () => {
    const life = new Life({ streaks: [streak('daily')] });
    for (let number = 0; number <= MOST_RUNS; number++) life.send({ at: MONDAY + 2 * number * DAY });
    expect(life.explain({ at: MONDAY - DAY })).toContainEqual({
      rule: 'daily',
      kind: 'streak',
      fired: false,
      reason: 'It occurred too long ago to count for the streak.',
    });
    expect(life.send({ at: MONDAY - DAY }).streaks).toEqual([]);
    expect(life.state.events['lesson']).toBe(MOST_RUNS + 2);
  });
});
