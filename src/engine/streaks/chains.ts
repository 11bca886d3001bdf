import type { StreakDefinition } from '../../contract/configuration/configuration.ts';
import type { FoldedRuns, StreakState } from '../types.ts';
import { missedBetween, type Ranges } from './periods.ts';

/**
 * How freezes are saved and spent, in ticks of credit. Where freezes are earned, each tick adds one and a freeze costs
 * `earn_every`; a full purse saves nothing up, a burn empties it. So a tick more never does harm, and whatever a streak
 * has reached does not depend on the order in which its ticks arrived. Where they are given, each new streak begins
 * with all of them; then a late tick that joins two streaks may leave fewer for later.
 */
export interface FreezePlan {
  start: number;
  most: number;
  gain: 0 | 1;
  cost: number;
}

export function freezePlan({ freezes }: Pick<StreakDefinition, 'freezes'>): FreezePlan {
  if (!freezes) return { start: 0, most: 0, gain: 0, cost: 1 };
  const { max, earn_every } = freezes;
  return earn_every === undefined
    ? { start: max, most: max, gain: 0, cost: 1 }
    : { start: 0, most: max * earn_every, gain: 1, cost: earn_every };
}

/** Runs that belong together because every miss between them was excused or frozen. */
export interface Chain {
  first: number;
  last: number;
  /** Periods ticked; frozen and excused ones do not count. */
  count: number;
  credit: number;
}

export interface Chains {
  /** Ascending; the last may still be going on. */
  list: Chain[];
  best: number;
}

export function chainsOf(streak: Readonly<StreakState>, plan: FreezePlan, excused: Ranges): Chains {
  const list: Chain[] = [];
  let current = chainFromFolded(streak.before);
  let best = streak.before?.best ?? 0;
  if (current) list.push(current);
  for (const [first, last] of streak.runs) {
    const misses = current ? missedBetween(current.last, first, excused) : 0;
    if (!current || misses * plan.cost > current.credit) {
      current = { first, last, count: 0, credit: plan.start };
      list.push(current);
    } else {
      current.credit -= misses * plan.cost;
    }
    const ticks = last - first + 1;
    current.last = last;
    current.count += ticks;
    current.credit = Math.min(plan.most, current.credit + ticks * plan.gain);
    if (current.count > best) best = current.count;
  }
  return { list, best };
}

function chainFromFolded(before: FoldedRuns | undefined): Chain | null {
  if (!before || before.count === 0) return null;
  return { first: -Infinity, last: before.last, count: before.count, credit: before.credit };
}

/** Freezes that the chain holds right after its last tick. */
export function freezesHeld(chain: Chain, plan: FreezePlan): number {
  return Math.floor(chain.credit / plan.cost);
}

export function isAlive(chain: Chain, period: number, plan: FreezePlan, excused: Ranges): boolean {
  return missedBetween(chain.last, period, excused) * plan.cost <= chain.credit;
}

/** The chain that a period lies in, or that was still going on then; whole, with what was ticked after it too. */
export function chainAt(chains: Chains, period: number, plan: FreezePlan, excused: Ranges): Chain | null {
  const chain = chains.list.findLast(({ first }) => first <= period);
  return chain && isAlive(chain, period, plan, excused) ? chain : null;
}

/** The same streak with everything up to and including that period folded into numbers. */
export function folded(streak: StreakState, through: number, plan: FreezePlan, excused: Ranges): StreakState {
  const old = streak.runs
    .filter(([first]) => first <= through)
    .map(([first, last]) => [first, Math.min(last, through)]);
  const { list, best } = chainsOf({ ...streak, runs: old as [number, number][] }, plan, excused);
  const chain = list.at(-1);
  if (!chain || (old.length === 0 && through <= chain.last)) return streak;
  const misses = missedBetween(chain.last, through + 1, excused);
  const alive = misses * plan.cost <= chain.credit;
  return {
    ...streak,
    runs: streak.runs.filter(([, last]) => last > through).map(([first, last]) => [Math.max(first, through + 1), last]),
    before: {
      last: through,
      count: alive ? chain.count : 0,
      credit: alive ? chain.credit - misses * plan.cost : plan.start,
      best,
    },
  };
}
