import type { CompiledStreak } from '../configuration/compile.ts';
import { streakOf } from '../state.ts';
import type { BuddyState, Millis } from '../types.ts';
import { chainAt, chainsOf, freezesHeld, isAlive, type Chain } from './chains.ts';
import { excusedPeriods, missedBetween, nthPeriodAfter, periodAt, startOfPeriod } from './periods.ts';
import { includes } from './runs.ts';

/** A streak at a moment. Everything follows from the ticked periods, the definition and the time. */
export interface StreakStatus {
  /** 0 where it is not alive. */
  count: number;
  best: number;
  alive: boolean;
  ticked: boolean;
  /** When it burns unless it ticks before; null where it is not alive. */
  expires_at: Millis | null;
  /** When the first period that is still open to be missed ends: a freeze is used up then, or the streak burns. */
  nextMissAt: Millis | null;
  freezes_left: number;
  /** The streak that was lost, where the latest one was. */
  lost: { count: number; last: number } | null;
}

export function statusOf(state: BuddyState, streak: CompiledStreak, now: Millis): StreakStatus {
  const { plan, period: kind } = streak;
  const recorded = streakOf(state, streak.key);
  const excused = excusedPeriods(state.zones, kind);
  const { list, best } = chainsOf(recorded, plan, excused);
  const period = periodAt(state.zones, kind, now);
  const endOf = (number: number): Millis => startOfPeriod(state.zones, kind, number + 1, now);
  const chain = list.at(-1);
  const alive = chain !== undefined && isAlive(chain, period, plan, excused);
  const common = { best, ticked: includes(recorded.runs, period) };
  if (!alive) {
    const lost = chain ? { count: chain.count, last: chain.last } : null;
    const freezes = Math.floor(plan.start / plan.cost);
    return { ...common, count: 0, alive, expires_at: null, nextMissAt: null, freezes_left: freezes, lost };
  }
  const held = freezesHeld(chain, plan);
  return {
    ...common,
    count: chain.count,
    alive,
    expires_at: endOf(nthPeriodAfter(chain.last, held + 1, excused)),
    nextMissAt: endOf(nthPeriodAfter(Math.max(chain.last, period - 1), 1, excused)),
    freezes_left: held - missedBetween(chain.last, period, excused),
    lost: null,
  };
}

/** The length of the streak that was going on at that time, with what has been ticked of it since. */
export function countAt(state: BuddyState, streak: CompiledStreak, at: Millis): number {
  return chainOfMoment(state, streak, at)?.count ?? 0;
}

export function bestOf(state: BuddyState, streak: CompiledStreak): number {
  return chainsOf(streakOf(state, streak.key), streak.plan, excusedPeriods(state.zones, streak.period)).best;
}

function chainOfMoment(state: BuddyState, streak: CompiledStreak, at: Millis): Chain | null {
  const excused = excusedPeriods(state.zones, streak.period);
  const chains = chainsOf(streakOf(state, streak.key), streak.plan, excused);
  return chainAt(chains, periodAt(state.zones, streak.period, at), streak.plan, excused);
}
