import type { StreakDefinition } from '../../../src/contract/configuration/configuration.ts';
import type { Millis } from '../../../src/engine/index.ts';

/** A stay in a time zone that begins at `from`. */
export interface Stay {
  from: Millis;
  zone: string;
}

export interface NaiveStreak {
  count: number;
  best: number;
  alive: boolean;
  ticked: boolean;
  freezes: number;
  /** What each burn lost. */
  burned: number[];
  /** What became of each day (or week, or month) that was lived through. */
  told: Map<string, 'ticked' | 'frozen' | 'missed' | 'open'>;
}

const STEP = 15 * 60_000;

/**
 * A streak lived through one calendar day after the other, as a person with a calendar would: look at the clock on the
 * wall every quarter of an hour, note which dates there were, cross off those with an event, and count. Days of a move
 * to the east that were cut short are not missed, nor are dates that never came. A date that comes again after a move to
 * the west is open again, but while a later one is crossed off it is a gap.
 */
export function naiveStreak(
  { period, freezes }: Pick<StreakDefinition, 'period' | 'freezes'>,
  stays: Stay[],
  events: Millis[],
  now: Millis,
): NaiveStreak {
  const zoneAt = (at: Millis): string => stays.findLast(({ from }) => from <= at)?.zone ?? 'UTC';
  const ticks = new Set(events.map((at) => unitOf(period, wallDate(at, zoneAt(at)))));
  const excused = new Set(stays.slice(1).flatMap((stay, index) => lostTo(period, stay, stays[index]!.zone)));
  const start = freezes && freezes.earn_every === undefined ? freezes.max : 0;
  const streak: NaiveStreak = {
    count: 0,
    best: 0,
    alive: false,
    ticked: false,
    freezes: start,
    burned: [],
    told: new Map(),
  };
  const today = unitOf(period, wallDate(now, zoneAt(now)));
  const latest = [today, ...ticks].sort().at(-1)!;
  let progress = 0;
  const { told } = streak;
  for (const unit of unitsLived(period, Math.min(now, ...events), now, zoneAt)) {
    if (ticks.has(unit)) {
      told.set(unit, 'ticked');
      streak.count++;
      streak.best = Math.max(streak.best, streak.count);
      if (freezes?.earn_every && streak.freezes < freezes.max && ++progress === freezes.earn_every) {
        streak.freezes++;
        progress = 0;
      }
    } else if (streak.count === 0) {
      told.set(unit, 'missed');
    } else if (excused.has(unit)) {
      told.set(unit, 'frozen');
    } else if (unit < latest) {
      if (streak.freezes > 0) {
        told.set(unit, 'frozen');
        streak.freezes--;
      } else {
        told.set(unit, 'missed');
        streak.burned.push(streak.count);
        streak.count = 0;
        streak.freezes = start;
        progress = 0;
      }
    }
  }
  if (!ticks.has(today)) told.set(today, 'open');
  return { ...streak, alive: streak.count > 0, ticked: ticks.has(today) };
}

/** Every date (or its week or month) that the clock showed, in the order of the calendar. */
function unitsLived(period: string, from: Millis, to: Millis, zoneAt: (at: Millis) => string): string[] {
  const units = new Set<string>();
  for (let at = from; at < to; at += STEP) units.add(unitOf(period, wallDate(at, zoneAt(at))));
  units.add(unitOf(period, wallDate(to, zoneAt(to))));
  return [...units].sort();
}

/** The units whose end a move took away. */
function lostTo(period: string, { from, zone }: Stay, left: string): string[] {
  const [before, after] = [wallDate(from, left), wallDate(from, zone)];
  const units: string[] = [];
  for (let date = before; date < after; date = nextDate(date)) {
    if (unitOf(period, date) !== unitOf(period, nextDate(date))) units.push(unitOf(period, date));
  }
  return units;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The date on the wall: `2026-03-02`. */
export function wallDate(at: Millis, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format.format(at);
}

function unitOf(period: string, date: string): string {
  if (period === 'daily') return date;
  if (period === 'monthly') return date.slice(0, 7);
  const day = new Date(date);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

function nextDate(date: string): string {
  const day = new Date(date);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
