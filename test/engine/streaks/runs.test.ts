import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { includes, withPeriod } from '../../../src/engine/streaks/runs.ts';

describe('runs', () => {
  it('are the ticked periods, joined where they touch, in whatever order these came', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10, max: 30 })), (periods) => {
        let runs: [number, number][] = [];
        for (const period of periods) {
          const next = withPeriod(runs, period);
          expect(next === null).toBe(includes(runs, period));
          runs = next ?? runs;
        }
        const ticked = [...new Set(periods)].sort((one, other) => one - other);
        const spelledOut = runs.flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, i) => first + i),
        );
        expect(spelledOut).toEqual(ticked);
        runs.slice(1).forEach(([first], index) => expect(first).toBeGreaterThan(runs[index]![1] + 1));
      }),
    );
  });
});
