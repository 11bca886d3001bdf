import type { RecentPeriod } from '../../contract/buddy/state.ts';
import { DAY, firstDayOf, isoTime } from '../calendar.ts';
import type { CompiledStreak } from '../configuration/compile.ts';
import { streakOf } from '../state.ts';
import type { BuddyState, Millis, StreakState } from '../types.ts';
import { chainsOf, freezesHeld, type Chain } from './chains.ts';
import { excusedPeriods, missedBetween, periodAt } from './periods.ts';
import { includes } from './runs.ts';

/** As many as a week has days. */
const PERIODS = 7;

/** The last seven periods of a streak by the user's own calendar, the one that is going on last. */
export function recentOf(state: BuddyState, streak: CompiledStreak, now: Millis): RecentPeriod[] {
  const recorded = streakOf(state, streak.key);
  const excused = excusedPeriods(state.zones, streak.period);
  const { list } = chainsOf(recorded, streak.plan, excused);
  const current = periodAt(state.zones, streak.period, now);
  const goesOn = (period: number): boolean => {
    const chain = list.findLast(({ first }) => first <= period);
    return chain !== undefined && (period < chain.last || isHeld(chain, period));
  };
  /** Whether the chain, which ended before, had a freeze for this period or none was needed. */
  const isHeld = (chain: Chain, period: number): boolean =>
    missedBetween(chain.last, period + 1, excused) <= freezesHeld(chain, streak.plan);
  return Array.from({ length: PERIODS }, (_, index) => {
    const period = current - (PERIODS - 1 - index);
    return { period: dateOf(streak, period), status: statusOf(period) };
  });

  function statusOf(period: number): RecentPeriod['status'] {
    if (wasTicked(recorded, period)) return 'ticked';
    if (period === current) return 'open';
    return goesOn(period) ? 'frozen' : 'missed';
  }
}

/** Of runs that were folded only their count is known; they are taken for the last ones before. */
function wasTicked({ runs, before }: Readonly<StreakState>, period: number): boolean {
  if (includes(runs, period)) return true;
  return before !== undefined && period <= before.last && period > before.last - before.count;
}

function dateOf({ period: kind }: CompiledStreak, period: number): string {
  return isoTime(firstDayOf(kind, period) * DAY).slice(0, 10);
}
