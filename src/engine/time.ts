import type { Mood } from '../contract/buddy/art.ts';
import { HOUR } from './calendar.ts';
import type { CompiledConfig, CompiledStreak } from './configuration/compile.ts';
import { decisionOf, notify, openDraft, type Situation } from './draft.ts';
import { own, put } from './state.ts';
import { statusOf, type StreakStatus } from './streaks/status.ts';
import { localDay, startOfDay, zoneAt } from './streaks/zones.ts';
import type { BuddyState, Decision, Millis } from './types.ts';

/** How long before its end an unticked streak makes a buddy sleepy. */
const SLEEPY_FOR = 6 * HOUR;

/**
 * What time alone has done: reports streaks that burned, each loss once; where a late tick has moved the end of a streak
 * that was reported as lost, again with the right count. A streak's count, its freezes and the mood follow
 * from the time by themselves, so nothing else has to be written. Calling it early or twice does no harm.
 */
export function wake({ state, config, now }: Situation): Decision {
  const draft = openDraft(state, config, now);
  for (const [streak, { lost }] of statuses(state, config, now)) {
    if (!lost || isTold(state, streak, lost)) continue;
    notify(draft, 'streak.burned', { streak_key: streak.key, count: lost.count, milestone: null });
    const recorded = own(draft.state.streaks, streak.key)!;
    draft.state.streaks = put(draft.state.streaks, streak.key, { ...recorded, told: lost.last });
  }
  return decisionOf(draft);
}

/** When `wake` is due next or the mood changes by itself; null where neither will. At or before `now`: it is due. */
export function nextWakeAt(state: BuddyState, config: CompiledConfig, now: Millis): Millis | null {
  let next = Infinity;
  for (const [streak, status] of statuses(state, config, now)) {
    if (status.lost && !isTold(state, streak, status.lost)) return now;
    if (status.nextMissAt !== null) next = Math.min(next, status.nextMissAt);
    const sleepy = sleepyFrom(status);
    if (sleepy !== null && sleepy > now) next = Math.min(next, sleepy);
  }
  if (isProud(state, now)) next = Math.min(next, endOfDay(state, now));
  return next === Infinity ? null : next;
}

/** Proud on the day of a milestone, sleepy while a streak is about to burn, calm else. */
export function moodAt(state: BuddyState, config: CompiledConfig, now: Millis): Mood {
  if (isProud(state, now)) return 'proud';
  for (const [, status] of statuses(state, config, now)) {
    const from = sleepyFrom(status);
    if (from !== null && from <= now) return 'sleepy';
  }
  return 'calm';
}

/** The streaks that have been ticked at least once. */
function statuses(state: BuddyState, config: CompiledConfig, now: Millis): [CompiledStreak, StreakStatus][] {
  return [...config.streaks.values()]
    .filter(({ key }) => own(state.streaks, key) !== undefined)
    .map((streak) => [streak, statusOf(state, streak, now)]);
}

function isTold(state: BuddyState, { key }: CompiledStreak, lost: { last: number }): boolean {
  const told = own(state.streaks, key)?.told ?? null;
  return told !== null && told >= lost.last;
}

/** A streak that has ticked burns after the next period at the earliest, so it is never sleepy in the one it ticked. */
function sleepyFrom({ expires_at }: StreakStatus): Millis | null {
  return expires_at === null ? null : expires_at - SLEEPY_FOR;
}

function isProud({ milestone_at, zones }: BuddyState, now: Millis): boolean {
  return milestone_at !== null && dayAt(zones, milestone_at) === dayAt(zones, now);
}

function dayAt(zones: BuddyState['zones'], at: Millis): number {
  return localDay(at, zoneAt(zones, at));
}

function endOfDay({ zones }: BuddyState, now: Millis): Millis {
  return startOfDay(dayAt(zones, now) + 1, zoneAt(zones, now));
}
