import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moodAt, nextWakeAt, viewStreaks, type Millis } from '../../src/engine/index.ts';
import { streak } from './support/definitions.ts';
import { DAY, HOUR, Life, MONDAY } from './support/life.ts';

const NOON = MONDAY + 12 * HOUR;

function life(...events: Millis[]): Life {
  const buddy = new Life({ streaks: [streak('daily', { milestones: [{ count: 3 }] })] });
  for (const at of events) buddy.send({ at });
  return buddy;
}

function mood(buddy: Life, now: Millis): string {
  return moodAt(buddy.state, buddy.config, now);
}

function next(buddy: Life, now: Millis): Millis | null {
  return nextWakeAt(buddy.state, buddy.config, now);
}

describe('the mood', () => {
  it('is sleepy in the last six hours of a streak that has not ticked', () => {
    const buddy = life(NOON);
    const tomorrow = MONDAY + DAY;
    expect(mood(buddy, tomorrow + 18 * HOUR - 1)).toBe('calm');
    expect(mood(buddy, tomorrow + 18 * HOUR)).toBe('sleepy');
    expect(mood(buddy, tomorrow + DAY)).toBe('calm');
    buddy.send({ at: tomorrow + 19 * HOUR });
    expect(mood(buddy, tomorrow + 20 * HOUR)).toBe('calm');
  });

  it('is proud for the rest of the day of a milestone', () => {
    const buddy = life(NOON, NOON + DAY, NOON + 2 * DAY);
    expect(mood(buddy, NOON + 2 * DAY)).toBe('proud');
    expect(mood(buddy, MONDAY + 3 * DAY - 1)).toBe('proud');
    expect(mood(buddy, MONDAY + 3 * DAY)).toBe('calm');
  });

  it('is calm where nothing is going on', () => {
    expect(mood(life(), NOON)).toBe('calm');
  });
});

describe('a wake', () => {
  it('tells of a burn once, at the midnight of the user', () => {
    const buddy = new Life({ streaks: [streak('daily')] });
    buddy.move('America/New_York', 0);
    buddy.send({ at: NOON });
    const midnight = MONDAY + 2 * DAY + 5 * HOUR;
    expect(buddy.wake(midnight - 1)).toEqual([]);
    expect(buddy.wake(midnight)).toEqual([
      { event: 'streak.burned', data: { streak_key: 'daily', count: 1, milestone: null } },
    ]);
    expect(buddy.wake(midnight)).toEqual([]);
    expect(buddy.wake(midnight + 9 * DAY)).toEqual([]);
  });

  it('tells again of a loss that a late event made longer, and then no more', () => {
    const buddy = life(NOON);
    buddy.wake(NOON + 5 * DAY);
    buddy.send({ at: NOON + DAY });
    expect(next(buddy, NOON + 5 * DAY)).toBe(NOON + 5 * DAY);
    buddy.wake(NOON + 5 * DAY);
    expect(buddy.wake(NOON + 6 * DAY)).toEqual([]);
    expect(buddy.notified('streak.burned').map(({ count }) => count)).toEqual([1, 2]);
  });

  it('is due when the mood changes and when a streak burns, and then no more', () => {
    const buddy = life(NOON);
    expect(next(buddy, NOON)).toBe(MONDAY + DAY + 18 * HOUR);
    expect(next(buddy, MONDAY + DAY + 18 * HOUR)).toBe(MONDAY + 2 * DAY);
    expect(next(buddy, MONDAY + 5 * DAY)).toBe(MONDAY + 5 * DAY);
    buddy.wake(MONDAY + 5 * DAY);
    expect(next(buddy, MONDAY + 5 * DAY)).toBeNull();
  });

  it('is due when a freeze is used up', () => {
    const buddy = new Life({ streaks: [streak('daily', { freezes: { max: 2 } })] });
    buddy.send({ at: NOON });
    const left = (now: Millis) => viewStreaks(buddy.state, buddy.config, now)[0]!.freezes_left;
    expect(next(buddy, NOON)).toBe(MONDAY + 2 * DAY);
    expect([left(MONDAY + 2 * DAY - 1), left(MONDAY + 2 * DAY)]).toEqual([2, 1]);
    expect(next(buddy, MONDAY + 2 * DAY)).toBe(MONDAY + 3 * DAY);
    expect(next(buddy, MONDAY + 3 * DAY)).toBe(MONDAY + 3 * DAY + 18 * HOUR);
  });

  it('ends the pride of a milestone', () => {
    const buddy = life(NOON, NOON + DAY, NOON + 2 * DAY);
    expect(next(buddy, NOON + 2 * DAY)).toBe(MONDAY + 3 * DAY);
  });
});

describe('between two wakes', () => {
  it('nothing changes by itself', () => {
    const zone = fc.constantFrom('UTC', 'America/Sao_Paulo', 'Europe/Berlin', 'Pacific/Apia');
    const freezes = fc.constantFrom(undefined, { max: 1 }, { max: 2, earn_every: 2 });
    const hours = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 20 });
    const seen = (buddy: Life, now: Millis): unknown => ({
      mood: mood(buddy, now),
      streaks: viewStreaks(buddy.state, buddy.config, now).map(({ alive, count, freezes_left }) => [
        alive,
        count,
        freezes_left,
      ]),
    });
    fc.assert(
      fc.property(zone, freezes, hours, fc.double({ min: 0, max: 1, noNaN: true }), (name, frozen, list, part) => {
        const buddy = new Life({
          streaks: [
            streak('daily', { freezes: frozen, milestones: [{ count: 2 }] }),
            streak('weekly', { period: 'weekly', milestones: [{ count: 2 }] }),
          ],
        });
        buddy.move(name, 0);
        for (const hour of [...list].sort((one, other) => one - other)) buddy.send({ at: MONDAY + hour * HOUR });
        let now = MONDAY + Math.max(...list) * HOUR;
        for (let wakes = 0; wakes < 50; wakes++) {
          buddy.wake(now);
          const due = next(buddy, now);
          if (due === null) return;
          expect(due).toBeGreaterThan(now);
          expect(seen(buddy, Math.min(due - 1, now + Math.floor(part * (due - now))))).toEqual(seen(buddy, now));
          now = due;
        }
        expect.unreachable('The buddy never comes to rest.');
      }),
    );
  });
});
