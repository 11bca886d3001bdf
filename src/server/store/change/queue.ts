import type { Millis } from '../../../engine/types.ts';
import type { Command, Outcome } from '../command.ts';
import type { Listeners } from '../commits.ts';
import { StoreUnavailable } from '../store.ts';
import { seatKey } from './keys.ts';

/** The most commands that share one transaction. */
export const BATCH = 256;

/** What the changes of both databases need. */
export interface ChangeOptions {
  listeners: Listeners;
  clock: () => Millis;
  hashEventId: (eventId: string) => string;
}

/** A command, and the promise that waits for it. */
export interface QueuedCommand {
  command: Command<unknown>;
  resolve(outcome: Outcome<unknown>): void;
  reject(error: unknown): void;
}

/** Commands that wait for their batch. */
export class CommandQueue {
  waiting: QueuedCommand[] = [];
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

  /** Takes no more commands; those that are waiting stay. */
  close(): void {
    this.#closed = true;
  }
}

/** A value, or what was thrown in its place. */
export type Result<T> = { value: T } | { error: unknown };
export type CommandResult = Result<Outcome<unknown>>;

export function targetKey({ target, world }: Command<unknown>): string {
  return 'seat' in target ? seatKey(world, target.seat) : target.buddy_id;
}

/**
 * The events that a batch inserts or claims. They are written at its end, so no command of the same batch can load what is
 * unclaimed after them.
 */
export class EventsOfBatch {
  readonly #seats = new Set<string>();
  /** A command that names a buddy may concern any seat. */
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

export function settle(waiting: QueuedCommand, result: CommandResult): void {
  if ('error' in result) waiting.reject(result.error);
  else waiting.resolve(result.value);
}

/** An error of one command does not affect the others, unless the database is unavailable. */
export function attempt<T>(work: () => T): Result<T> {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return { error };
  }
}
