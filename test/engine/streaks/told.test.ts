import { describe, expect, it } from 'vitest';
import { viewStreaks } from '../../../src/engine/index.ts';
import { MOST_ZONES } from '../../../src/engine/streaks/move.ts';
import { streak } from '../support/definitions.ts';
import { DAY, HOUR, Life, MONDAY } from '../support/life.ts';

describe('a tick', () => {
  it('is told with the count that it made, and once a period', () => {
    const life = new Life({ streaks: [streak('daily')] });
    for (const at of [MONDAY, MONDAY + HOUR, MONDAY + DAY]) life.send({ at });
    expect(life.notified('streak.ticked')).toEqual([
      { streak_key: 'daily', count: 1, milestone: null },
      { streak_key: 'daily', count: 2, milestone: null },
    ]);
  });
});

describe('a milestone', () => {
  it('is told, and what it pays says where it came from', () => {
    const life = new Life({ streaks: [streak('daily', { milestones: [{ count: 2, reward: { coins: 3 } }] })] });
    for (const day of [0, 1]) life.send({ at: MONDAY + day * DAY });
    expect(life.notified('streak.milestone')).toEqual([{ streak_key: 'daily', count: 2, milestone: 2 }]);
    expect(life.ledger).toEqual([
      {
        currency: 'coin',
        seq: 1,
        amount: 3,
        balance_after: 3,
        reason: 'streak daily: 2',
        source: { type: 'streak', streak_key: 'daily', milestone: 2 },
      },
    ]);
  });

  it('was reached when the latest of its events occurred, in whatever order they arrive', () => {
    const milestones = [{ count: 1 }];
    const life = new Life({
      streaks: [
        streak('lessons', { milestones }),
        streak('reports', { event_types: ['report'], milestones }),
        streak('exams', { event_types: ['exam'], milestones }),
      ],
    });
    expect(life.state.milestone_at).toBeNull();
    life.send({ at: MONDAY + DAY });
    expect(life.state.milestone_at).toBe(MONDAY + DAY);
    life.send({ type: 'report', at: MONDAY });
    expect(life.state.milestone_at).toBe(MONDAY + DAY);
    life.send({ type: 'exam', at: MONDAY + 2 * DAY });
    expect(life.state.milestone_at).toBe(MONDAY + 2 * DAY);
  });

  it('is kept among those that were paid in the order of their counts', () => {
    const life = new Life({ streaks: [streak('daily', { milestones: [{ count: 3 }, { count: 1 }, { count: 2 }] })] });
    for (const day of [0, 2]) life.send({ at: MONDAY + day * DAY });
    expect(life.state.streaks['daily']!.milestones).toEqual([1]);
    // Fills the gap: two and three at once.
    life.send({ at: MONDAY + DAY });
    expect(life.state.streaks['daily']!.milestones).toEqual([1, 2, 3]);
  });
});

describe('a loss', () => {
  it('is told by the tick after it where no wake has told it, and by nothing twice', () => {
    const life = new Life({ streaks: [streak('daily')] });
    const lost = () => life.notified('streak.burned').map(({ count }) => count);
    for (const day of [0, 1]) life.send({ at: MONDAY + day * DAY });
    life.send({ at: MONDAY + 4 * DAY });
    expect(lost()).toEqual([2]);
    life.wake(MONDAY + 6 * DAY);
    expect(lost()).toEqual([2, 1]);
    life.send({ at: MONDAY + 8 * DAY });
    expect(lost()).toEqual([2, 1]);
    // What a wake told of the one before is not told of this one.
    life.send({ at: MONDAY + 11 * DAY });
    expect(lost()).toEqual([2, 1, 1]);
    expect(life.notified('streak.burned')[2]).toEqual({ streak_key: 'daily', count: 1, milestone: null });
  });
});

describe('of runs that moves have folded', () => {
  it('as many as they counted are shown as ticked, the last ones', () => {
    const life = new Life({ streaks: [streak('daily')] });
    for (const day of [2, 3, 4]) life.send({ at: MONDAY + day * DAY });
    const now = MONDAY + 5 * DAY + HOUR;
    for (let moves = 0; moves <= MOST_ZONES + 1; moves++) life.move(moves % 2 ? 'Europe/London' : 'UTC', now);
    const { runs, before } = life.state.streaks['daily']!;
    expect(runs).toEqual([]);
    expect(before).toMatchObject({ last: MONDAY / DAY + 4, count: 3 });
    const { recent } = viewStreaks(life.state, life.config, now)[0]!;
    const ticked = recent!.map(({ status }) => status === 'ticked');
    expect(ticked).toEqual([false, false, false, true, true, true, false]);
    expect(recent!.at(-1)!.status).toBe('open');
  });
});
