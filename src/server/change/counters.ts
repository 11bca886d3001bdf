import type { CounterChange, Millis } from '../../engine/index.ts';
import type { CounterWrite } from '../store/command.ts';

/**
 * More than a year: who catches up on last year's events still meets the caps of each day. Counted from the last event
 * that was paid for in the window, so that history which is sent in one go is held to them as well.
 */
const KEPT_MS: Millis = 400 * 24 * 3600_000;

/** Says of the counters of a day or a week how long late events have to find them. Total limits are kept for ever. */
export function keptCounters(changes: readonly CounterChange[], now: Millis): CounterWrite[] {
  return changes.map(({ window_end, ...counter }) =>
    window_end === undefined ? counter : { ...counter, kept_until: Math.max(window_end, now) + KEPT_MS },
  );
}
