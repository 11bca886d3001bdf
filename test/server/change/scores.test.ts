import { describe, expect, test } from 'vitest';
import type { Configuration, LeaderboardDefinition } from '../../../src/contract/configuration/configuration.ts';
import { compile, migrate } from '../../../src/engine/index.ts';
import { causesOf, scoresOf } from '../../../src/server/change/scores.ts';
import type { BuddyRow } from '../../../src/server/store/rows.ts';
import { streak } from '../../engine/support/definitions.ts';
import { DAY, Life, MONDAY } from '../../engine/support/life.ts';

const metric = { metric: 'streak_best', key: 'habit' } as const;
const buddy = { audience: 'default' } as BuddyRow;

function rules(period: 'daily' | 'weekly', window: LeaderboardDefinition['window']): Configuration {
  return {
    streaks: [streak('habit', { period })],
    leaderboards: [{ key: 'best', label: 'Best', metric, window }],
    causes: [
      {
        key: 'all',
        label: 'All',
        metric,
        threshold: 100,
        webhook_url: 'https://a.example',
        secret: 'a secret of tests',
      },
    ],
  };
}

/** From days to weeks, by migrating alone. */
function migrated(days: number[], window: LeaderboardDefinition['window']) {
  const life = new Life(rules('daily', window));
  for (const day of days) life.send({ at: MONDAY + day * DAY });
  const config = compile(rules('weekly', window));
  const now = MONDAY + days.at(-1)! * DAY;
  const { state } = migrate({ state: life.state, to: config, now });
  return { before: life.state, after: state, config, at: now, now };
}

describe('a streak that a migration counts in other periods', () => {
  test.each([[[0, 1, 2, 3]], [[0, 7, 14]]])('ticked on the days %j gains and loses nothing in a window', (days) => {
    const step = migrated(days, 'weekly');
    expect(scoresOf(buddy, step, true)).toEqual([]);
    expect(causesOf(() => 0, step)).toEqual({ counters: [], reached: [] });
  });

  test('stands of all time where it stands by the new rules', () => {
    expect(scoresOf(buddy, migrated([0, 1, 2, 3], 'all_time'), true)).toMatchObject([{ value: 1 }]);
  });
});

test('a first tick is a gain', () => {
  const life = new Life(rules('daily', 'weekly'));
  const before = life.state;
  life.send();
  const step = { before, after: life.state, config: life.config, at: MONDAY, now: MONDAY };
  expect(scoresOf(buddy, step, false)).toMatchObject([{ value: 1 }]);
});

test('a board of an audience counts its own', () => {
  const coins = (key: string, audience?: string): LeaderboardDefinition => ({
    key,
    label: key,
    metric: 'coins_earned',
    window: 'all_time',
    ...(audience !== undefined && { audience }),
  });
  const life = new Life({
    coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 10 }],
    leaderboards: [coins('kids', 'kids'), coins('adults', 'adults'), coins('all')],
  });
  const before = life.state;
  life.send();
  const step = { before, after: life.state, config: life.config, at: MONDAY, now: MONDAY };
  const boards = scoresOf({ audience: 'kids' } as BuddyRow, step, false).map(({ leaderboard }) => leaderboard);
  expect(boards).toEqual(['kids', 'all']);
});

test('a streak that is told as lost stands at 0 from then on, on the board that counts it', () => {
  const board = (key: string, counted: LeaderboardDefinition['metric']): LeaderboardDefinition => ({
    key,
    label: key,
    metric: counted,
    window: 'all_time',
  });
  const life = new Life({
    streaks: [streak('habit'), streak('other', { event_types: ['other'] })],
    leaderboards: [
      board('habit', { metric: 'streak_count', key: 'habit' }),
      board('other', { metric: 'streak_count', key: 'other' }),
      board('best', metric),
      board('coins', 'coins_earned'),
    ],
  });
  life.send();
  const before = life.state;
  const now = MONDAY + 5 * DAY;
  life.wake(now);
  const step = { before, after: life.state, config: life.config, at: now, now };
  expect(scoresOf(buddy, step, false)).toMatchObject([{ leaderboard: 'habit', value: 0 }]);
});
