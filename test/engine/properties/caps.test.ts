import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CoinRule } from '../../../src/contract/configuration/configuration.ts';
import { caps } from '../support/arbitraries.ts';
import { DAY, HOUR, Life, MONDAY } from '../support/life.ts';
import { cases } from '../support/cases.ts';

const hours = fc.array(fc.integer({ min: -3 * 24, max: 21 * 24 }), { maxLength: 60 });
const rules = fc.tuple(fc.integer({ min: 1, max: 40 }), caps).map(([amount, limits]): CoinRule => {
  return JSON.parse(JSON.stringify({ key: 'rule', event_type: 'lesson', amount, ...limits })) as CoinRule;
});

/** What the caps mean, worked out from all the events at once. */
function naive({ amount, daily_cap, weekly_cap, total_limit }: CoinRule, times: number[]): number {
  const days = new Map<string, number>();
  for (const at of times) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.set(day, (days.get(day) ?? 0) + amount);
  }
  const weeks = new Map<string, number>();
  for (const [day, asked] of days) {
    const monday = new Date(day);
    monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
    const week = monday.toISOString().slice(0, 10);
    weeks.set(week, (weeks.get(week) ?? 0) + Math.min(asked, daily_cap ?? Infinity));
  }
  const sum = [...weeks.values()].reduce((total, asked) => total + Math.min(asked, weekly_cap ?? Infinity), 0);
  return Math.min(sum, total_limit ?? Infinity);
}

describe('caps', () => {
  it('pay what a naive model pays, and no window more than its cap', () => {
    fc.assert(
      fc.property(rules, hours, (rule, list) => {
        const life = new Life({ coin_rules: [rule] });
        const times = list.map((hour) => MONDAY + hour * HOUR);
        const payments = times.map((at) => ({ at, coins: life.send({ at }).coins }));
        const paid = (from: number, length: number): number =>
          payments.filter(({ at }) => at >= from && at < from + length).reduce((sum, { coins }) => sum + coins, 0);
        for (const at of times) {
          expect(paid(startOf(at, DAY), DAY)).toBeLessThanOrEqual(rule.daily_cap ?? Infinity);
          expect(paid(startOf(at, 7 * DAY), 7 * DAY)).toBeLessThanOrEqual(rule.weekly_cap ?? Infinity);
        }
        expect(life.balance()).toBeLessThanOrEqual(rule.total_limit ?? Infinity);
        expect(life.balance()).toBe(naive(rule, times));
      }),
      { numRuns: cases(500) },
    );
  });
});

/** The start of the day, or of the week, since `MONDAY` is one. */
function startOf(at: number, length: number): number {
  return MONDAY + Math.floor((at - MONDAY) / length) * length;
}
