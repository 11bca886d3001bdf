import type { Millis } from '../../engine/types.ts';

export const WINDOW_MS = 60_000;
const MOST_BUCKETS = 200_000;

/** Counts calls by the minute, on the clock's own minutes. */
export interface Limiter {
  /** Counts a call, as `by` of them; answers how many there have been in this minute, this one included. */
  count(bucket: string, by?: number): Promise<number>;
  /** The same, without counting. */
  peek(bucket: string): Promise<number>;
  /** Rejects where the counts cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export const windowOf = (now: Millis): number => Math.floor(now / WINDOW_MS);

/** Seconds until the minute is over, at least 1. */
export const secondsLeft = (now: Millis): number => Math.ceil((WINDOW_MS - (now % WINDOW_MS)) / 1000);

export function createMemoryLimiter(clock: () => Millis): Limiter {
  let window = 0;
  let counts = new Map<string, number>();

  function current(): Map<string, number> {
    const now = windowOf(clock());
    if (now !== window) {
      window = now;
      counts = new Map();
    }
    return counts;
  }

  return {
    async count(bucket, by = 1) {
      const before = current().get(bucket);
      const next = (before ?? 0) + by;
      // The oldest alone: whoever can make up names must not set everybody's counts back.
      if (counts.size >= MOST_BUCKETS && before === undefined) counts.delete(counts.keys().next().value!);
      counts.set(bucket, next);
      return next;
    },
    peek: async (bucket) => current().get(bucket) ?? 0,
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
