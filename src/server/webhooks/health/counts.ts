import type { Millis } from '../../../engine/types.ts';
import type { Parts } from '../../context.ts';
import { healthQueries } from './queries.ts';

/** What is counted of one attempt. */
export interface CountedAttempt {
  endpoint_id: string;
  result: 'succeeded' | 'failed' | 'retried';
  /** Null: it was not sent. */
  duration_ms: number | null;
  isRetry: boolean;
  /** How far the receiver's clock is ahead; null: it did not say. */
  clock_skew_ms: Millis | null;
  /** The skew that is stored. */
  knownSkewMs: Millis | null;
}

/** Counts attempts in memory and writes the figures every other second: a crash loses those of two seconds at most. */
export interface Counts {
  add(counted: CountedAttempt): void;
  /** Writes what has been counted. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export const HOUR_MS = 3600_000;
const FLUSH_MS = 2_000;
/** Upper ends in milliseconds; each is about a fifth above the one before. */
const DURATIONS: readonly number[] = Array.from({ length: 52 }, (_, step) => Math.ceil(1.2 ** step));
/** A `Date` header has whole seconds: less than this is no change. */
const SKEW_STEP_MS = 2_000;

export function createCounts({ store, clock, timers, log }: Pick<Parts, 'store' | 'clock' | 'timers' | 'log'>): Counts {
  const queries = healthQueries(store.database);
  let values = new Map<string, number>();
  let skews = new Map<string, Millis>();
  let callOff = wait();

  function wait(): () => void {
    return timers.after(FLUSH_MS, () => void flush().finally(() => (callOff = wait())));
  }

  function count(endpoint_id: string, name: string): void {
    const key = JSON.stringify([endpoint_id, Math.floor(clock() / HOUR_MS), name]);
    values.set(key, (values.get(key) ?? 0) + 1);
  }

  async function flush(): Promise<void> {
    const [counts, clocks] = [values, skews];
    values = new Map();
    skews = new Map();
    if (counts.size === 0) return;
    const rows = [...counts].map(([key, value]) => {
      const [endpoint_id, hour, name] = JSON.parse(key) as [string, number, string];
      return { endpoint_id, hour, name, value };
    });
    await queries.add(rows, [...clocks]).catch((err: unknown) => {
      log.warn({ err }, 'Figures about webhooks could not be written; they are missing from the health report');
    });
  }

  return {
    add({ endpoint_id, result, duration_ms, isRetry, clock_skew_ms, knownSkewMs }) {
      count(endpoint_id, result);
      if (isRetry) count(endpoint_id, 'retries');
      if (duration_ms !== null) count(endpoint_id, `ms:${endOf(duration_ms)}`);
      if (clock_skew_ms === null) return;
      const isNew = Math.abs(clock_skew_ms - (knownSkewMs ?? 0)) >= SKEW_STEP_MS;
      if (isNew || skews.has(endpoint_id)) skews.set(endpoint_id, clock_skew_ms);
    },
    flush,
    async stop() {
      callOff();
      await flush();
    },
  };
}

const endOf = (duration_ms: number): number => DURATIONS.find((end) => duration_ms <= end) ?? DURATIONS.at(-1)!;
