import { firstDayOf, periodOfDay } from './calendar.ts';
import type { CompiledConfig } from './configuration/compile.ts';
import { decisionOf, openDraft } from './draft.ts';
import { stillWorn } from './market/equipment.ts';
import { put } from './state.ts';
import { withPeriod } from './streaks/runs.ts';
import { statusOf } from './streaks/status.ts';
import type { BuddyState, Decision, Millis, Period, StreakState } from './types.ts';

/**
 * Puts a buddy under other rules. Everything it has stays, also what the new rules do not know. Badges and milestones
 * that are new to it are looked at with its next event. What it wears and may not wear any more comes off.
 *
 * Where a streak counts in longer periods than before, what was ticked counts for the periods around it; where it counts
 * in shorter ones, it is unknown in which of them it was ticked, and it begins anew. Paid milestones stay paid.
 */
export function migrate({ state, to, now }: { state: BuddyState; to: CompiledConfig; now: Millis }): Decision {
  const draft = openDraft(state, to, now);
  for (const [key, streak] of Object.entries(state.streaks)) {
    const definition = to.streaks.get(key);
    if (!definition || streak.period === undefined || streak.period === definition.period) continue;
    const recounted = counted(streak, streak.period, definition.period);
    draft.state.streaks = put(draft.state.streaks, key, recounted);
    const { lost } = statusOf(draft.state, definition, now);
    if (!lost || !isTold(streak)) continue;
    draft.state.streaks = put(draft.state.streaks, key, { ...recounted, told: lost.last });
  }
  draft.state.equipped = stillWorn(state.equipped, to);
  return decisionOf(draft);
}

/** A loss that was reported is not reported again; a streak that longer periods bring back to life may be lost anew. */
function isTold({ runs, told }: StreakState): boolean {
  const last = runs.at(-1)?.[1];
  return told !== null && last !== undefined && told >= last;
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
