import { describe, expect, it } from 'vitest';
import { firstDayOf, periodOfDay } from '../../src/engine/calendar.ts';
import { DAY } from './support/life.ts';

const dayOf = (date: string): number => Date.parse(date) / DAY;

describe('periods', () => {
  it('of a week go from Monday to Sunday, across years', () => {
    const week = periodOfDay('weekly', dayOf('2025-12-29'));
    expect(periodOfDay('weekly', dayOf('2026-01-04'))).toBe(week);
    expect(periodOfDay('weekly', dayOf('2026-01-05'))).toBe(week + 1);
    expect(firstDayOf('weekly', week)).toBe(dayOf('2025-12-29'));
  });

  it('of a month are as long as the month', () => {
    const month = periodOfDay('monthly', dayOf('2024-02-29'));
    expect(firstDayOf('monthly', month)).toBe(dayOf('2024-02-01'));
    expect(firstDayOf('monthly', month + 1)).toBe(dayOf('2024-03-01'));
    expect(periodOfDay('monthly', dayOf('2024-12-31')) + 1).toBe(periodOfDay('monthly', dayOf('2025-01-01')));
  });

  it.each(['daily', 'weekly', 'monthly'] as const)('begin with their first day: %s', (period) => {
    for (let number = periodOfDay(period, -800); number < periodOfDay(period, 30_000); number += 7) {
      const first = firstDayOf(period, number);
      expect(periodOfDay(period, first)).toBe(number);
      expect(periodOfDay(period, first - 1)).toBe(number - 1);
    }
  });
});
