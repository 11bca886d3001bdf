import { DAY, firstDayOf, utcDay, weekOfDay } from '../calendar.ts';
import type { Caps, EarnRule } from '../configuration/compile.ts';
import type { CounterChange, CounterKey, Counters, Millis } from '../types.ts';

/** A cap that held something back. */
interface Held {
  name: 'daily cap' | 'weekly cap' | 'total limit';
  cap: number;
  used: number;
}

export interface Capped {
  amount: number;
  changes: CounterChange[];
  held: Held | null;
}

interface Level {
  name: Held['name'];
  cap: number;
  key: string;
  /** Absent: it never passes. */
  window_end?: Millis;
}

const NO_CHANGES: CounterChange[] = [];

/**
 * What the caps let through, and how their counters stand then.
 *
 * An event passes from the narrowest window to the widest, and each counter adds up what reached it, up to its cap:
 * the day's counter is min(daily cap, what the day's events ask for), the week's min(weekly cap, the sum of its days),
 * the total's likewise. A day lies in one week, so each counter, and with it the sum paid, is the same in whatever
 * order the events arrive. Days and weeks are UTC days and ISO weeks of `occurred_at`.
 */
export function throughCaps(rule: EarnRule, at: Millis, counters: Counters): Capped {
  if (!rule.caps) return { amount: rule.amount, changes: NO_CHANGES, held: null };
  const changes: CounterChange[] = [];
  let amount = rule.amount;
  let held: Held | null = null;
  for (const { name, cap, ...counter } of levelsOf(rule.caps, at)) {
    const { key } = counter;
    const used = counters({ scope: 'buddy', key });
    const room = Math.max(0, cap - used);
    if (room < amount) {
      amount = room;
      held = { name, cap, used };
    }
    if (amount === 0) break;
    changes.push({ scope: 'buddy', ...counter, value: used + amount });
  }
  return { amount, changes, held };
}

export function countersOfCaps(caps: Caps, at: Millis): CounterKey[] {
  return levelsOf(caps, at).map(({ key }) => ({ scope: 'buddy', key }));
}

function levelsOf({ counter, daily, weekly, total }: Caps, at: Millis): Level[] {
  const levels: Level[] = [];
  const day = utcDay(at);
  if (daily !== null) {
    levels.push({ name: 'daily cap', cap: daily, key: `${counter}:d${day}`, window_end: (day + 1) * DAY });
  }
  if (weekly !== null) {
    const week = weekOfDay(day);
    const window_end = firstDayOf('weekly', week + 1) * DAY;
    levels.push({ name: 'weekly cap', cap: weekly, key: `${counter}:w${week}`, window_end });
  }
  if (total !== null) levels.push({ name: 'total limit', cap: total, key: `${counter}:t` });
  return levels;
}
