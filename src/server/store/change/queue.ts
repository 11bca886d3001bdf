import type { Command, Outcome } from '../command.ts';
import { StoreUnavailable } from '../store.ts';
import { seatKey } from './keys.ts';

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

export function targetKey({ target, world }: Command<unknown>): string {
  return 'seat' in target ? seatKey(world, target.seat) : target.buddy_id;
}

/** The events that the commands of a batch bring: they are stored at its end, so that nobody in it can load them. */
export class EventsOfBatch {
  readonly #seats = new Set<string>();
  /** One that names a buddy may be of any seat. */
  #ofAnySeat = false;

  add(command: Command<unknown>): void {
    if (command.event_id === undefined) return;
    if ('seat' in command.target) this.#seats.add(targetKey(command));
    else this.#ofAnySeat = true;
  }

  /** Whether the command would miss one of them: it has to wait for the next batch. */
  areMissedBy(command: Command<unknown>): boolean {
    return command.load_unclaimed_events === true && (this.#ofAnySeat || this.#seats.has(targetKey(command)));
  }
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
