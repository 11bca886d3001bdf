import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreakState } from '../../../src/engine/index.ts';
import { chainAt, chainsOf, folded, freezePlan, freezesHeld } from '../../../src/engine/streaks/chains.ts';
import { withPeriod } from '../../../src/engine/streaks/runs.ts';
import { cases } from '../support/cases.ts';

function ticked(...periods: number[]): StreakState {
  return {
    runs: periods.reduce<[number, number][]>((runs, period) => withPeriod(runs, period) ?? runs, []),
    told: null,
  };
}

function counts(state: StreakState, freezes?: { max: number; earn_every?: number }): number[] {
  return chainsOf(state, freezePlan({ freezes }), []).list.map(({ count }) => count);
}

describe('missed periods', () => {
  it('break a streak without freezes', () => {
    expect(counts(ticked(1, 2, 3, 5, 6))).toEqual([3, 2]);
  });

  it('use up a freeze each before they do, and do not count', () => {
    expect(counts(ticked(1, 2, 4, 6, 8), { max: 2 })).toEqual([4, 1]);
    expect(counts(ticked(1, 4, 5), { max: 2 })).toEqual([3]);
    expect(counts(ticked(1, 5, 6), { max: 2 })).toEqual([1, 2]);
  });

  it('do not break a streak that has earned its freezes', () => {
    const earned = { max: 2, earn_every: 3 };
    expect(counts(ticked(1, 2, 4), earned)).toEqual([2, 1]);
    expect(counts(ticked(1, 2, 3, 5), earned)).toEqual([4]);
    expect(counts(ticked(1, 2, 3, 4, 5, 6, 9), earned)).toEqual([7]);
    expect(counts(ticked(1, 2, 3, 4, 5, 6, 7, 8, 9, 13), earned)).toEqual([9, 1]);
  });

  it('keep what was saved up towards the next freeze, while a full purse saves nothing', () => {
    const plan = freezePlan({ freezes: { max: 1, earn_every: 3 } });
    const held = (...periods: number[]) => freezesHeld(chainsOf(ticked(...periods), plan, []).list.at(-1)!, plan);
    expect(held(1, 2, 3, 4, 5)).toBe(1);
    expect(held(1, 2, 3, 4, 5, 7, 8)).toBe(0);
    expect(held(1, 2, 3, 4, 5, 7, 8, 9)).toBe(1);
  });

  it('are not those that were excused', () => {
    expect(chainsOf(ticked(1, 2, 5), freezePlan({}), [[3, 4]]).list).toHaveLength(1);
    expect(chainsOf(ticked(1, 2, 6), freezePlan({}), [[3, 4]]).list).toHaveLength(2);
  });
});

const periods = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 30 });
const earned = fc.record({ max: fc.integer({ min: 1, max: 3 }), earn_every: fc.integer({ min: 1, max: 4 }) });

describe('one tick more', () => {
  it('never does harm, where freezes are earned', () => {
    fc.assert(
      fc.property(periods, fc.integer({ min: 0, max: 40 }), earned, (list, extra, freezes) => {
        const plan = freezePlan({ freezes });
        const [less, more] = [ticked(...list), ticked(...list, extra)].map((state) => chainsOf(state, plan, []));
        expect(more!.best).toBeGreaterThanOrEqual(less!.best);
        for (let period = 0; period <= 45; period++) {
          const [before, after] = [less!, more!].map((chains) => chainAt(chains, period, plan, [])?.count ?? 0);
          expect(after).toBeGreaterThanOrEqual(before!);
        }
      }),
      { numRuns: cases(500) },
    );
  });
});

describe('folding', () => {
  it('changes nothing about what comes after', () => {
    const freezes = fc.oneof(fc.constant(undefined), earned, fc.record({ max: fc.integer({ min: 1, max: 3 }) }));
    const excused = fc.constantFrom<[number, number][]>(
      [],
      [[7, 8]],
      [
        [3, 3],
        [20, 22],
      ],
    );
    fc.assert(
      fc.property(periods, fc.integer({ min: 0, max: 45 }), freezes, excused, (list, through, definition, ranges) => {
        const plan = freezePlan({ freezes: definition });
        const whole = ticked(...list);
        const short = folded(whole, through, plan, ranges);
        expect(short.runs.every(([first]) => first > through)).toBe(true);
        const [expected, actual] = [whole, short].map((state) => chainsOf(state, plan, ranges));
        expect(actual!.best).toBe(expected!.best);
        for (let period = Math.max(through + 1, ...list); period < 60; period++) {
          const [one, other] = [expected!, actual!].map((chains) => chainAt(chains, period, plan, ranges)?.count);
          expect(other).toBe(one);
        }
      }),
      { numRuns: cases(1000) },
    );
  });
});
