import type { Millis, Period } from './types.ts';

export const HOUR: Millis = 3_600_000;
export const DAY: Millis = 24 * HOUR;

/** Days are numbered from 1970-01-01, weeks from the one that holds it, months from year 0. */
export function utcDay(at: Millis): number {
  return Math.floor(at / DAY);
}

/** ISO weeks: Monday to Sunday. 1970-01-01 was a Thursday. */
export function weekOfDay(day: number): number {
  return Math.floor((day + 3) / 7);
}

function monthOfDay(day: number): number {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The number of the period that a day lies in. */
export function periodOfDay(period: Period, day: number): number {
  if (period === 'daily') return day;
  return period === 'weekly' ? weekOfDay(day) : monthOfDay(day);
}

export function firstDayOf(period: Period, number: number): number {
  if (period === 'daily') return number;
  if (period === 'weekly') return number * 7 - 3;
  return utcDay(new Date(0).setUTCFullYear(Math.floor(number / 12), ((number % 12) + 12) % 12, 1));
}

export function isoTime(at: Millis): string {
  return new Date(at).toISOString();
}
