import { MAX_AMOUNT } from '../../contract/limits.ts';
import type { CauseDefinition, LeaderboardDefinition } from '../../contract/configuration/configuration.ts';
import type { BuddyState, CompiledConfig, CounterChange, CounterKey, Counters, Millis } from '../../engine/index.ts';
import { metricValue, windowStart } from '../../engine/index.ts';
import type { BuddyRow, ScoreRow } from '../store/rows.ts';

/** A state before and after a change, and when that happened. */
interface Step {
  before: BuddyState;
  after: BuddyState;
  config: CompiledConfig;
  /** When it counts, for windows. */
  at: Millis;
  now: Millis;
}

/**
 * What the step adds to each leaderboard of the configuration; for boards of all time, the buddy's value now. Where a board
 * may be new to the buddy (`hasNewRules`), or has counted something else until now, that value is written even where it
 * did not change, or is 0.
 */
export function scoresOf(buddy: BuddyRow, step: Step, hasNewRules: boolean): ScoreRow[] {
  const scores: ScoreRow[] = [];
  for (const board of step.config.config.leaderboards ?? []) {
    if (board.audience !== undefined && board.audience !== buddy.audience) continue;
    const { after, gain } = difference(board.metric, step);
    const isOfAllTime = board.window === 'all_time';
    const isNews = gain !== 0 || (isOfAllTime && (hasNewRules || hasBurned(board.metric, step)));
    if (!isNews) continue;
    scores.push({
      customer_id: buddy.customer_id,
      mode: buddy.mode,
      leaderboard: board.key,
      window_start: windowStart(board.window, step.at),
      buddy_id: buddy.buddy_id,
      value: isOfAllTime ? after : gain,
    });
  }
  return scores;
}

/** When a loss is reported, the count is 0 before and after, so that the difference does not show it. */
function hasBurned(named: LeaderboardDefinition['metric'], { before, after }: Step): boolean {
  if (typeof named === 'string' || named.metric !== 'streak_count' || named.key === undefined) return false;
  return before.streaks[named.key]?.told !== after.streaks[named.key]?.told;
}

/** What all buddies of the world have gathered for a cause, and when that reached the threshold (0: not yet). */
const gathered = (cause: CauseDefinition): CounterKey => ({ scope: 'shared', key: `cause:${cause.key}` });
const reachedAt = ({ key, threshold }: CauseDefinition): CounterKey => ({
  scope: 'shared',
  key: `cause_reached:${key}:${threshold}`,
});

export function countersOfCauses(config: CompiledConfig): CounterKey[] {
  return (config.config.causes ?? []).flatMap((cause) => [gathered(cause), reachedAt(cause)]);
}

/** A cause that has got as far as its threshold, for the first time. */
export interface ReachedCause {
  cause: CauseDefinition;
  value: number;
}

/** Causes only grow: what a buddy loses again is not taken from them. */
export function causesOf(counters: Counters, step: Step): { counters: CounterChange[]; reached: ReachedCause[] } {
  const gains = (step.config.config.causes ?? []).flatMap((cause) => {
    const { gain } = difference(cause.metric, step);
    return gain > 0 ? [{ cause, value: Math.min(MAX_AMOUNT, counters(gathered(cause)) + gain) }] : [];
  });
  const reached = gains.filter(({ cause, value }) => value >= cause.threshold && counters(reachedAt(cause)) === 0);
  return {
    counters: [
      ...gains.map(({ cause, value }) => ({ ...gathered(cause), value })),
      ...reached.map(({ cause }) => ({ ...reachedAt(cause), value: step.now })),
    ],
    reached,
  };
}

function difference(named: CauseDefinition['metric'], step: Step): { after: number; gain: number } {
  const metric = typeof named === 'string' ? { metric: named } : named;
  const before = metricValue(step.before, step.config, metric, step.now);
  const after = metricValue(step.after, step.config, metric, step.now);
  return { after, gain: isRecounted(metric.key, step) ? 0 : after - before };
}

/** A migration may have the streak counted in other periods: its old numbers mean nothing then, and nothing was gained. */
function isRecounted(key: string | undefined, { before, after }: Step): boolean {
  if (key === undefined) return false;
  const [old, now] = [before.streaks[key]?.period, after.streaks[key]?.period];
  return old !== undefined && old !== now;
}
