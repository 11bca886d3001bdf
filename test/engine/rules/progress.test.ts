import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, MetricTest } from '../../../src/contract/configuration/conditions.ts';
import { requirement } from '../../../src/contract/buddy/state.ts';
import { compile, initialState, type BuddyState } from '../../../src/engine/index.ts';
import { holds } from '../../../src/engine/rules/conditions.ts';
import { missingOf, progressOf, requirementsOf } from '../../../src/engine/rules/progress.ts';
import { configurations, events } from '../support/arbitraries.ts';
import { badge, item, skill, streak, token } from '../support/definitions.ts';
import { Life, MONDAY } from '../support/life.ts';
import { cases } from '../support/cases.ts';

const anyCondition: Condition = { metric: 'event_count', op: 'gte', value: 1 };
const config = compile({
  tokens: [token('xp', { label: 'XP' })],
  skills: [skill('reading', { label: 'Reading' })],
  streaks: [streak('daily', { label: 'Daily' })],
  badges: [badge('first', anyCondition, { label: 'First steps' })],
  items: [item('hat', { label: 'Hat' })],
});
const state: BuddyState = {
  ...initialState(),
  purses: { coin: { balance: 20, earned: 120, seq: 9 }, xp: { balance: 330, earned: 330, seq: 1 } },
  skills: { reading: 65 },
  events: { lesson: 5, quiz: 2 },
  items: { hat: MONDAY },
};
const facts = { state, config, at: MONDAY };
const test = (metric: MetricTest['metric'], value: number | boolean, key?: string, op: MetricTest['op'] = 'gte') =>
  ({ metric, op, value, ...(key === undefined ? {} : { key }) }) satisfies MetricTest;
const coins = test('coins_earned', 500);
const xp = test('token_balance', 400, 'xp');

describe('the progress of a test', () => {
  it.each<[MetricTest, number, number, string | null]>([
    [coins, 120, 500, null],
    [test('coins_earned', 500, undefined, 'gt'), 120, 501, null],
    [test('coins_earned', 100), 100, 100, null],
    [test('coins_earned', 99.5), 100, 100, null],
    [xp, 330, 400, 'XP'],
    [test('skill_level', 4, 'reading'), 3, 4, 'Reading'],
    [test('event_count', 7, 'lesson'), 5, 7, null],
    [test('event_count', 5, 'lesson', 'eq'), 5, 5, null],
    [test('streak_best', 7, 'daily'), 0, 7, 'Daily'],
    [test('badge', true, 'first', 'eq'), 0, 1, 'First steps'],
    [test('badge', false, 'first', 'ne'), 0, 1, 'First steps'],
    [test('item_owned', 1, 'hat', 'gte'), 1, 1, 'Hat'],
    [test('item_owned', 0.5, 'hat', 'gte'), 1, 1, 'Hat'],
    [test('item_owned', 0, 'hat', 'gt'), 1, 1, 'Hat'],
    [test('item_owned', 0.5, 'hat', 'gt'), 1, 1, 'Hat'],
    [test('stage', 0), 1, 1, null],
    [test('token_balance', 3, 'unknown'), 0, 3, null],
  ])('%j is %d of %d', (one, value, target, label) => {
    const { metric, key = null } = one;
    expect(requirementsOf(one, facts)).toEqual([{ metric, key, label, value, target }]);
    expect(progressOf(one, facts)).toEqual({ value, target });
  });

  it.each<MetricTest>([
    test('coins_balance', 5, undefined, 'lt'),
    test('coins_balance', 5, undefined, 'lte'),
    test('coins_balance', 5, undefined, 'ne'),
    test('event_count', 4, 'lesson', 'eq'),
    test('coins_earned', 0.5, undefined, 'eq'),
    test('item_owned', false, 'hat', 'eq'),
    test('badge', true, 'first', 'ne'),
    test('badge', 0, 'first', 'gte'),
    test('badge', 2, 'first', 'gte'),
    test('badge', 1, 'first', 'gt'),
    test('badge', -1, 'first', 'gt'),
    test('badge', 1, 'first', 'lt'),
  ])('is none where nothing grows towards it: %j', (one) => {
    expect(requirementsOf(one, facts)).toBeNull();
    expect(progressOf(one, facts)).toBeNull();
    expect(requirementsOf({ all: [coins, one] }, facts)).toBeNull();
  });
});

describe('the progress of a condition', () => {
  it('names every test that must hold, and goes by the one that is furthest behind', () => {
    const condition: Condition = { all: [xp, { all: [coins, test('skill_level', 3, 'reading')] }] };
    expect(requirementsOf(condition, facts)!.map(({ metric }) => metric)).toEqual([
      'token_balance',
      'coins_earned',
      'skill_level',
    ]);
    expect(progressOf(condition, facts)).toEqual({ value: 120, target: 500 });
  });

  it('is none with any or not', () => {
    for (const condition of [{ any: [xp] }, { not: xp }, { all: [coins, { any: [xp] }] }]) {
      expect(requirementsOf(condition, facts)).toBeNull();
      expect(progressOf(condition, facts)).toBeNull();
    }
  });
});

describe('what is missing', () => {
  const keys = (condition: Condition): string[] => missingOf(condition, facts).map(({ metric }) => metric);

  it('is what does not hold', () => {
    expect(keys({ all: [xp, test('skill_level', 3, 'reading'), coins] })).toEqual(['token_balance', 'coins_earned']);
    expect(keys({ any: [coins, test('coins_earned', 100)] })).toEqual([]);
  });

  it('is the nearest branch of an any, the first of two as near', () => {
    expect(keys({ any: [coins, xp] })).toEqual(['token_balance']);
    expect(keys({ any: [{ all: [xp, coins] }, coins] })).toEqual(['coins_earned']);
    expect(keys({ any: [{ not: test('stage', 1) }, coins] })).toEqual(['coins_earned']);
    expect(keys({ any: [test('badge', true, 'first', 'eq'), test('streak_best', 2, 'daily')] })).toEqual(['badge']);
  });

  it('says nothing of what nothing grows towards', () => {
    expect(keys({ all: [{ not: test('stage', 1) }, test('coins_balance', 5, undefined, 'lt'), xp] })).toEqual([
      'token_balance',
    ]);
  });
});

describe('progress in any life', () => {
  it('is full exactly when the condition holds, and never shrinks where the condition can only come true', () => {
    fc.assert(
      fc.property(configurations, events, (document, list) => {
        const life = new Life(document);
        const known = new Map<string, number>();
        for (const event of list) {
          life.receive(event);
          const now = { state: life.state, config: life.config, at: event.occurred_at };
          for (const { key, condition } of document.badges ?? []) {
            missingOf(condition, now).forEach((one) => {
              requirement.strict().parse(one);
              expect(one.value).toBeLessThan(one.target);
            });
            const one = progressOf(condition, now);
            if (one === null) continue;
            expect(one.value === one.target).toBe(holds(condition, now));
            expect(holds(condition, now)).toBe(missingOf(condition, now).length === 0);
            if (JSON.stringify(condition).includes('streak_count')) continue;
            const share = one.value / one.target;
            expect(share).toBeGreaterThanOrEqual(known.get(key) ?? 0);
            known.set(key, share);
          }
        }
      }),
      { numRuns: cases(200) },
    );
  });
});
