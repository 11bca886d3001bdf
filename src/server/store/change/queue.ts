import type { Command, Outcome } from '../command.ts';
import { StoreUnavailable } from '../store.ts';

/** Commands that share one transaction at most. */
export const BATCH = 256;

/** A command and whom to tell. */
export interface Waiting {
  command: Command<unknown>;
  resolve(outcome: Outcome<unknown>): void;
  reject(error: unknown): void;
}

export type Attempt<T> = { value: T } | { error: unknown };
export type Verdict = Attempt<Outcome<unknown>>;

/** A command that reads stored events has a batch to itself: what an earlier one adds is not stored yet. */
export function needsOwnBatch(command: Command<unknown>): boolean {
  return command.load_unclaimed_events === true;
}

export function settle(waiting: Waiting, verdict: Verdict): void {
  if ('error' in verdict) waiting.reject(verdict.error);
  else waiting.resolve(verdict.value);
}

/** What a command throws concerns it alone, unless the database is gone. */
export function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return { error };
  }
}
