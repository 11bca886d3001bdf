import type { Reward } from '../../contract/configuration/configuration.ts';
import type { CompiledStreak } from '../configuration/compile.ts';
import { notify, type Draft } from '../draft.ts';
import { explainStreak, type Trace } from '../rules/explain.ts';
import { payReward } from '../payments.ts';
import { put, streakOf } from '../state.ts';
import type { StreakState } from '../types.ts';
import { chainAt, chainsOf, folded, isAlive, type Chains } from './chains.ts';
import { excusedPeriods, periodAt, type Ranges } from './periods.ts';
import { withPeriod } from './runs.ts';

/** A streak keeps this many runs; older ones are folded into numbers, and events of their time tick no more. */
export const MOST_RUNS = 128;

/** Ticks the streak in the period of the draft's moment, and pays the milestones that it reaches. */
export function tick(draft: Draft, streak: CompiledStreak, trace: Trace): void {
  const before = streakOf(draft.state, streak.key);
  const period = periodAt(draft.state.zones, streak.period, draft.at);
  if (before.before && period <= before.before.last) {
    trace?.push(explainStreak(streak, false, 'It occurred too long ago to count for the streak.'));
    return;
  }
  const runs = withPeriod(before.runs, period);
  if (!runs) {
    trace?.push(explainStreak(streak, false, 'This period had been ticked before.'));
    return;
  }
  const excused = excusedPeriods(draft.state.zones, streak.period);
  tellSupersededLoss(draft, streak, before, period, excused);
  const after = shortened({ ...before, period: streak.period, runs }, streak, excused);
  const chains = chainsOf(after, streak.plan, excused);
  const count = chainAt(chains, period, streak.plan, excused)?.count ?? 0;
  draft.state.streaks = put(draft.state.streaks, streak.key, after);
  draft.effects.streaks.push({ streak_key: streak.key, count });
  notify(draft, 'streak.ticked', { streak_key: streak.key, count, milestone: null });
  payMilestones(draft, streak, chains, count);
  trace?.push(explainStreak(streak, true, `Ticked, the streak counts ${count}.`));
}

/** A tick that begins a new streak reports the loss of the one before, where no wake has done so yet. */
function tellSupersededLoss(
  draft: Draft,
  streak: CompiledStreak,
  before: StreakState,
  period: number,
  excused: Ranges,
): void {
  const last = chainsOf(before, streak.plan, excused).list.at(-1);
  if (!last || period <= last.last || isAlive(last, period, streak.plan, excused)) return;
  if (before.told !== null && before.told >= last.last) return;
  notify(draft, 'streak.burned', { streak_key: streak.key, count: last.count, milestone: null });
}

function shortened(state: StreakState, streak: CompiledStreak, excused: Ranges): StreakState {
  const surplus = state.runs[state.runs.length - MOST_RUNS - 1];
  return surplus ? folded(state, surplus[1], streak.plan, excused) : state;
}

/**
 * Each milestone is paid once in a buddy's life, when the best streak first reaches it. Going by the best streak, and
 * not by the one in progress, makes it irrelevant in which order events arrive.
 */
function payMilestones(draft: Draft, streak: CompiledStreak, chains: Chains, count: number): void {
  const state = streakOf(draft.state, streak.key);
  const paid = state.milestones ?? [];
  const reached = streak.milestones.filter((one) => one.count <= chains.best && !paid.includes(one.count));
  if (reached.length === 0) return;
  const counts = [...new Set([...paid, ...reached.map((one) => one.count)])].sort((one, other) => one - other);
  draft.state.streaks = put(draft.state.streaks, streak.key, { ...state, milestones: counts });
  draft.state.milestone_at = Math.max(draft.state.milestone_at ?? draft.at, draft.at);
  for (const milestone of reached) payMilestone(draft, streak, milestone, count);
}

function payMilestone(
  draft: Draft,
  { key }: CompiledStreak,
  { count: milestone, reward }: { count: number; reward?: Reward | undefined },
  count: number,
): void {
  draft.effects.streak_milestones.push({ streak_key: key, milestone });
  notify(draft, 'streak.milestone', { streak_key: key, count, milestone });
  payReward(draft, reward, {
    reason: `streak ${key}: ${milestone}`,
    source: { type: 'streak', streak_key: key, milestone },
  });
}
