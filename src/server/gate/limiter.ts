import type { Millis } from '../../engine/types.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export type WindowMs = typeof MINUTE_MS | typeof HOUR_MS;
const MOST_BUCKETS = 200_000;

/** Counts calls by the minute or the hour, on the clock's own minutes and hours. */
export interface Limiter {
  /** Counts a call, as `by` of them; answers how many there have been in this window, this one included. */
  count(bucket: string, by?: number, window?: WindowMs): Promise<number>;
  /** How many there have been in this minute, without counting. */
  peek(bucket: string): Promise<number>;
  /** Rejects where the counts cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export const windowOf = (now: Millis, window: WindowMs = MINUTE_MS): number => Math.floor(now / window);

/** Seconds until the window is over, at least 1. */
export const secondsLeft = (now: Millis, window: WindowMs = MINUTE_MS): number =>
  Math.ceil((window - (now % window)) / 1000);

export function createMemoryLimiter(clock: () => Millis): Limiter {
  const tallies = {
    [MINUTE_MS]: { window: 0, counts: new Map<string, number>() },
    [HOUR_MS]: { window: 0, counts: new Map<string, number>() },
  };

  function current(window: WindowMs): Map<string, number> {
    const tally = tallies[window];
    const now = windowOf(clock(), window);
    if (now !== tally.window) {
      tally.window = now;
      tally.counts = new Map();
    }
    return tally.counts;
  }

  return {
    async count(bucket, by = 1, window = MINUTE_MS) {
      const counts = current(window);
      const before = counts.get(bucket);
      const next = (before ?? 0) + by;
      // Only the oldest goes: a caller who makes up names must not reset the counts of all others.
      if (counts.size >= MOST_BUCKETS && before === undefined) counts.delete(counts.keys().next().value!);
      counts.set(bucket, next);
      return next;
    },
    peek: async (bucket) => current(MINUTE_MS).get(bucket) ?? 0,
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
