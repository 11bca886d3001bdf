import { DAY, utcDay } from '../calendar.ts';
import type { Millis, ZoneEntry } from '../types.ts';

const UTC = 'UTC';
const SECOND = 1000;
/** No zone is further from UTC than this. */
const FURTHEST = 15 * 3600;
/** Outside of these years every zone counts as UTC: no streak is there. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
const FIRST = Date.UTC(FIRST_YEAR, 0, 2);
const LAST = Date.UTC(LAST_YEAR, 0, 1);
const MOST_ZONES = 1000;
const MOST_DAYS = 500;

interface Zone {
  format: Intl.DateTimeFormat;
  /** Where local days start. */
  starts: Map<number, Millis>;
  skipped: number[] | null;
}

/** What has been worked out about each zone; forgetting it changes no answer. */
const known = new Map<string, Zone>();

/** Whether this is the name of an IANA time zone, `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && opened(name) !== null;
}

/** The zone in force at that time; UTC before the first. */
export function zoneAt(zones: readonly ZoneEntry[], at: Millis): string {
  for (let index = zones.length - 1; index >= 0; index--) {
    const entry = zones[index]!;
    if (entry.from <= at) return entry.zone;
  }
  return UTC;
}

/** The number of the local day at that time. It never decreases, whatever the clocks do at night. */
export function localDay(at: Millis, zone: string): number {
  let day = utcDay(at);
  if (zone === UTC || at < FIRST || at > LAST) return day;
  while (at < startOfDay(day, zone)) day--;
  while (at >= startOfDay(day + 1, zone)) day++;
  return day;
}

/** The first moment of a local day. A day that a zone left out starts and ends with the next. */
export function startOfDay(day: number, zone: string): Millis {
  const asUtc = day * DAY;
  if (zone === UTC || asUtc < FIRST - DAY || asUtc > LAST + DAY) return asUtc;
  const { starts } = open(zone);
  const found = starts.get(day);
  if (found !== undefined) return found;
  const start = firstSecond(asUtc / SECOND - FURTHEST, asUtc / SECOND + FURTHEST, (at) => wallClock(at, zone) >= asUtc);
  if (starts.size >= MOST_DAYS) starts.clear();
  starts.set(day, start);
  return start;
}

/** Local days that never were: a zone that crosses the date line leaves one out (Pacific/Apia, 30 December 2011). */
export function skippedDays(zone: string): readonly number[] {
  if (zone === UTC) return [];
  const entry = open(zone);
  entry.skipped ??= findSkipped(zone);
  return entry.skipped;
}

function findSkipped(zone: string): number[] {
  const days: number[] = [];
  for (let year = FIRST_YEAR; year < LAST_YEAR; year++) {
    const from = Date.UTC(year, 0, 1);
    const to = Date.UTC(year + 1, 0, 1);
    const before = offset(from, zone);
    const jumped = (at: Millis): boolean => offset(at, zone) - before > DAY - 4 * 3600 * SECOND;
    if (!jumped(to)) continue;
    const jump = firstSecond(from / SECOND, to / SECOND, jumped);
    const last = utcDay(wallClock(jump - SECOND, zone));
    const next = utcDay(wallClock(jump, zone));
    for (let day = last + 1; day < next; day++) days.push(day);
  }
  return days;
}

/** The first full second after `from`, up to `to`, at which the test holds; it holds from there on. */
function firstSecond(from: number, to: number, test: (at: Millis) => boolean): Millis {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (test(middle * SECOND)) high = middle;
    else low = middle;
  }
  return high * SECOND;
}

function offset(at: Millis, zone: string): Millis {
  return wallClock(at, zone) - at;
}

/** What the clocks on the wall show, read as if it were UTC. */
function wallClock(at: Millis, zone: string): Millis {
  const [month, day, year, hour, minute, second] = open(zone).format.format(at).match(/\d+/g)!.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function open(zone: string): Zone {
  const entry = opened(zone);
  if (!entry) throw new RangeError(`${zone} is not a time zone.`);
  return entry;
}

function opened(zone: string): Zone | null {
  const found = known.get(zone);
  if (found) return found;
  const format = formatOf(zone);
  if (!format) return null;
  if (known.size >= MOST_ZONES) known.clear();
  const entry = { format, starts: new Map<number, Millis>(), skipped: null };
  known.set(zone, entry);
  return entry;
}

function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  const numeric = 'numeric';
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
