import { firstDayOf, periodOfDay } from './calendar.ts';
import type { CompiledConfig } from './compile.ts';
import { decisionOf, openDraft } from './draft.ts';
import { stillWorn } from './market/equipment.ts';
import { withPeriod } from './streaks/runs.ts';
import type { BuddyState, Decision, Millis, Period, StreakState } from './types.ts';

/**
 * Puts a buddy under other rules. Everything it has stays, also what the new rules do not know. Badges and milestones
 * that are new to it are looked at with its next event. What it wears and may not wear any more comes off.
 *
 * Where a streak counts in longer periods than before, what was ticked counts for the periods around it; where it counts
 * in shorter ones, nobody can tell in which of them it was ticked, and it begins anew. Paid milestones stay paid.
 */
export function migrate({
  state,
  to,
  now,
}: {
  state: BuddyState;
  from: CompiledConfig;
  to: CompiledConfig;
  now: Millis;
}): Decision {
  const draft = openDraft(state, to, now);
  draft.state.streaks = Object.fromEntries(
    Object.entries(state.streaks).map(([key, streak]) => {
      const period = to.streaks.get(key)?.period;
      const same = period === undefined || streak.period === undefined || streak.period === period;
      return [key, same ? streak : counted(streak, streak.period!, period)];
    }),
  );
  draft.state.equipped = stillWorn(state.equipped, to);
  return decisionOf(draft);
}

const LENGTH: Record<Period, number> = { daily: 1, weekly: 7, monthly: 30 };

function counted(streak: StreakState, from: Period, to: Period): StreakState {
  let runs: StreakState['runs'] = [];
  if (LENGTH[to] > LENGTH[from]) {
    for (const [first, last] of streak.runs) {
      for (let period = first; period <= last; period++) {
        runs = withPeriod(runs, periodOfDay(to, firstDayOf(from, period))) ?? runs;
      }
    }
  }
  const { milestones } = streak;
  return { runs, told: null, period: to, ...(milestones ? { milestones } : {}) };
}
