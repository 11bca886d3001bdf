import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/contract/configuration/conditions.ts';
import { compile, initialState, metricValue, type BuddyState } from '../../../src/engine/index.ts';
import { checklist, holds, missing } from '../../../src/engine/rules/conditions.ts';
import { skill, streak } from '../support/definitions.ts';
import { DAY, MONDAY } from '../support/life.ts';

const config = compile({ skills: [skill('reading')], streaks: [streak('daily')] });
const day = MONDAY / DAY;
const state: BuddyState = {
  ...initialState(),
  purses: { coin: { balance: 20, earned: 120, seq: 9 }, gem: { balance: 3, earned: 3, seq: 1 } },
  skills: { reading: 65 },
  events: { lesson: 5, quiz: 2 },
  streaks: {
    daily: {
      runs: [
        [day - 20, day - 9],
        [day - 2, day],
      ],
      told: null,
    },
  },
  badges: { first: { status: 'awarded', at: MONDAY }, second: { status: 'ready', at: MONDAY } },
  items: { hat: MONDAY },
  stage: 2,
};
const facts = { state, config, at: MONDAY };

describe('a metric', () => {
  it.each<[Parameters<typeof metricValue>[2], number]>([
    [{ metric: 'event_count', key: 'lesson' }, 5],
    [{ metric: 'event_count' }, 7],
    [{ metric: 'event_count', key: 'toString' }, 0],
    [{ metric: 'coins_earned' }, 120],
    [{ metric: 'coins_balance' }, 20],
    [{ metric: 'token_balance', key: 'gem' }, 3],
    [{ metric: 'token_balance', key: 'none' }, 0],
    [{ metric: 'skill_value', key: 'reading' }, 65],
    [{ metric: 'skill_level', key: 'reading' }, 3],
    [{ metric: 'skill_level', key: 'none' }, 0],
    [{ metric: 'streak_count', key: 'daily' }, 3],
    [{ metric: 'streak_best', key: 'daily' }, 12],
    [{ metric: 'streak_best', key: 'none' }, 0],
    [{ metric: 'badge', key: 'first' }, 1],
    [{ metric: 'badge', key: 'second' }, 0],
    [{ metric: 'badge_count' }, 1],
    [{ metric: 'stage' }, 2],
    [{ metric: 'item_owned', key: 'hat' }, 1],
    [{ metric: 'item_owned', key: 'cape' }, 0],
  ])('%j is %d', (metric, value) => {
    expect(metricValue(state, config, metric, MONDAY)).toBe(value);
  });

  it('of a streak in progress ends with the streak', () => {
    const count = (now: number) => metricValue(state, config, { metric: 'streak_count', key: 'daily' }, now);
    expect([count(MONDAY + 2 * DAY - 1), count(MONDAY + 2 * DAY)]).toEqual([3, 0]);
  });
});

describe('a condition', () => {
  const rich: Condition = { metric: 'coins_earned', op: 'gte', value: 100 };
  const skilled: Condition = { metric: 'skill_level', key: 'reading', op: 'gt', value: 3 };
  const hatless: Condition = { metric: 'item_owned', key: 'hat', op: 'eq', value: false };

  it('is a tree of tests', () => {
    expect(holds(rich, facts)).toBe(true);
    expect(holds({ all: [rich, skilled] }, facts)).toBe(false);
    expect(holds({ any: [rich, skilled] }, facts)).toBe(true);
    expect(holds({ not: { any: [skilled, hatless] } }, facts)).toBe(true);
    expect(holds({ metric: 'stage', op: 'ne', value: 2 }, facts)).toBe(false);
  });

  it('is written out, one line for each thing that has to be', () => {
    const condition: Condition = {
      all: [rich, { all: [skilled] }, { any: [hatless, { all: [rich, skilled] }] }, { not: hatless }],
    };
    expect(checklist(condition, facts)).toEqual({
      'coins_earned >= 100': true,
      'skill_level reading > 3': false,
      'item_owned hat = false or (coins_earned >= 100 and skill_level reading > 3)': false,
      'not (item_owned hat = false)': true,
    });
    expect(missing(condition, facts)).toEqual([
      'skill_level reading > 3 (is 3)',
      'item_owned hat = false or (coins_earned >= 100 and skill_level reading > 3)',
    ]);
  });
});
