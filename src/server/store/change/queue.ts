import type { Millis } from '../../../engine/types.ts';
import type { Command, Outcome } from '../command.ts';
import type { Listeners } from '../commits.ts';
import { StoreUnavailable } from '../store.ts';
import { seatKey } from './keys.ts';

/** Commands that share one transaction at most. */
export const BATCH = 256;

/** What both databases' changes need. */
export interface ChangeOptions {
  listeners: Listeners;
  clock: () => Millis;
  hashEventId: (eventId: string) => string;
}

/** A command, and the promise that waits for it. */
export interface Waiting {
  command: Command<unknown>;
  resolve(outcome: Outcome<unknown>): void;
  reject(error: unknown): void;
}

/** Commands that wait for their batch. */
export class CommandQueue {
  waiting: Waiting[] = [];
  #closed = false;
  readonly #arrived: () => void;

  /** `arrived` is called after each command that came in. */
  constructor(arrived: () => void) {
    this.#arrived = arrived;
  }

  get closed(): boolean {
    return this.#closed;
  }

  add<A>(command: Command<A>): Promise<Outcome<A>> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('The store is closed.'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ command, resolve: resolve as (outcome: Outcome<unknown>) => void, reject });
      this.#arrived();
    });
  }

  /** Takes no more; what is waiting stays. */
  close(): void {
    this.#closed = true;
  }
}

export type Attempt<T> = { value: T } | { error: unknown };
export type Verdict = Attempt<Outcome<unknown>>;

export function targetKey({ target, world }: Command<unknown>): string {
  return 'seat' in target ? seatKey(world, target.seat) : target.buddy_id;
}

/**
 * The events that a batch brings or claims: they are stored at its end, so that no command of the batch can load them, or
 * those that come next.
 */
export class EventsOfBatch {
  readonly #seats = new Set<string>();
  /** One that names a buddy may be of any seat. */
  #ofAnySeat = false;

  add(command: Command<unknown>): void {
    if (command.event_id === undefined && command.loadUnclaimedEvents === undefined) return;
    if ('seat' in command.target) this.#seats.add(targetKey(command));
    else this.#ofAnySeat = true;
  }

  /** Whether the command would miss one of them: it has to wait for the next batch. */
  areMissedBy(command: Command<unknown>): boolean {
    return command.loadUnclaimedEvents !== undefined && (this.#ofAnySeat || this.#seats.has(targetKey(command)));
  }
}

export function settle(waiting: Waiting, verdict: Verdict): void {
  if ('error' in verdict) waiting.reject(verdict.error);
  else waiting.resolve(verdict.value);
}

/** An error of one command does not concern the others, unless the database is gone. */
export function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return { error };
  }
}
