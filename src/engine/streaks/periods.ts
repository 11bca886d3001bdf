import { firstDayOf, periodOfDay } from '../calendar.ts';
import type { Millis, Period, ZoneEntry } from '../types.ts';
import { localDay, skippedDays, startOfDay, zoneAt } from './zones.ts';

/** First and last, both included; ascending and apart from each other. */
export type Ranges = readonly (readonly [number, number])[];

const NONE: Ranges = [];

/** The number of the period that the user was in at that time. */
export function periodAt(zones: readonly ZoneEntry[], period: Period, at: Millis): number {
  return periodOfDay(period, localDay(at, zoneAt(zones, at)));
}

/** When a period begins in the zone that is in force at `now`. */
export function startOfPeriod(zones: readonly ZoneEntry[], period: Period, number: number, now: Millis): Millis {
  return startOfDay(firstDayOf(period, number), zoneAt(zones, now));
}

/**
 * The periods that nobody can be blamed for missing: days cut short or jumped over by travel, days that a zone left
 * out. A week or a month is excused where it was its end that went missing.
 */
export function excusedPeriods(zones: readonly ZoneEntry[], period: Period): Ranges {
  if (zones.length === 0) return NONE;
  const ranges = zones.flatMap((entry, index) => excusedDays(entry, zones[index + 1]?.from ?? Infinity));
  if (ranges.length === 0) return NONE;
  const periods = ranges
    .map(([first, last]) => [periodOfDay(period, first), periodOfDay(period, last + 1) - 1] as const)
    .filter(([first, last]) => first <= last)
    .sort((one, other) => one[0] - other[0]);
  return merged(periods);
}

function excusedDays(entry: ZoneEntry, until: Millis): [number, number][] {
  const ranges: [number, number][] = entry.bridged ? [entry.bridged] : [];
  for (const day of skippedDays(entry.zone)) {
    const at = startOfDay(day, entry.zone);
    if (at >= entry.from && at < until) ranges.push([day, day]);
  }
  return ranges;
}

function merged(ranges: Ranges): Ranges {
  const result: [number, number][] = [];
  for (const [first, last] of ranges) {
    const previous = result.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else result.push([first, last]);
  }
  return result;
}

/** How many of the periods strictly between the two could have been ticked. */
export function missedBetween(after: number, before: number, excused: Ranges): number {
  let missed = before - after - 1;
  for (const [first, last] of excused) {
    const overlap = Math.min(last, before - 1) - Math.max(first, after + 1) + 1;
    if (overlap > 0) missed -= overlap;
  }
  return Math.max(0, missed);
}

/** The `nth` period after this one that is not excused. */
export function nthPeriodAfter(period: number, nth: number, excused: Ranges): number {
  let found = period;
  for (let left = nth; left > 0;) {
    found++;
    if (!excused.some(([first, last]) => first <= found && found <= last)) left--;
  }
  return found;
}
