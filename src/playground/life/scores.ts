import { type CompiledConfig, metricValue, windowStart } from '../../engine/index.ts';
import type { BuddyRecord, SeatRecord } from './seat.ts';

/** What leaderboards count: of all time what a buddy stands at now; else what it has gathered in the window. */
export function keepScores(
  { scores }: SeatRecord,
  compiled: CompiledConfig,
  { before, after, at }: { before: BuddyRecord; after: BuddyRecord; at: number },
): void {
  for (const { key, metric: named, window } of compiled.config.leaderboards ?? []) {
    const metric = typeof named === 'string' ? { metric: named } : named;
    const valueOf = (buddy: BuddyRecord) => metricValue(buddy.state, compiled, metric, at);
    const gain = valueOf(after) - valueOf(before);
    const window_start = windowStart(window, at);
    const held = scores.get(key);
    if (held && held.window_start > window_start) continue;
    const soFar = held?.window_start === window_start ? held.value : 0;
    const value = window === 'all_time' ? valueOf(after) : soFar + gain;
    if (value !== 0 || held) scores.set(key, { window_start, value });
  }
}
