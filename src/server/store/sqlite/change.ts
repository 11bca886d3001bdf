import type { Command, Outcome } from '../command.ts';
import { StoreUnavailable } from '../store.ts';
import type { Listeners } from '../commits.ts';
import type { Millis } from '../../../engine/types.ts';
import { attempt, BATCH, EventsOfBatch, settle, type Verdict, type Waiting } from '../change/queue.ts';
import { WorkingSet } from '../change/working-set.ts';
import { commitsOf, isEmpty } from '../change/writes.ts';
import type { Connection } from './connection.ts';
import { load } from './load.ts';
import { save } from './save.ts';

interface Options {
  connection: Connection;
  listeners: Listeners;
  clock: () => Millis;
  hash_event_id: (eventId: string) => string;
}

/**
 * While a slice is decided and written nobody is answered, so it begins no command after that long. A disk that takes
 * its time to commit gets longer ones: a part of them, at least, goes into the work.
 */
const SLICE_MS = 3;
const SLICE_OF_COMMIT = 3;
const LONGEST_SLICE_MS = 20;

/** Group commit: what has arrived is decided and committed together, a slice in each turn of the event loop. */
export class SqliteChanges {
  readonly #options: Options;
  #queue: Waiting[] = [];
  #scheduled = false;
  #closed = false;
  /** How long the last one took. */
  #commit_ms = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  add<A>(command: Command<A>): Promise<Outcome<A>> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('The store is closed.'));
    return new Promise((resolve, reject) => {
      this.#queue.push({
        command,
        resolve: resolve as (outcome: Outcome<unknown>) => void,
        reject,
      });
      this.#schedule();
    });
  }

  /** Carries out what is waiting and takes no more. */
  close(): void {
    this.#closed = true;
    while (this.#queue.length > 0) this.#runSlice();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#runSlice();
      // The rest waits for the next turn, so that a long queue does not keep the server from reading its sockets.
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #runSlice(): void {
    const batch = this.#next();
    if (batch.length === 0) return;
    const verdicts = this.#verdictsOn(batch);
    this.#queue.splice(0, verdicts.length);
    verdicts.forEach((verdict, index) => settle(batch[index]!, verdict));
  }

  /** What may be committed together, at most. */
  #next(): Waiting[] {
    const events = new EventsOfBatch();
    const end = this.#queue.findIndex(({ command }, index) => {
      if (index === BATCH || events.areMissedBy(command)) return true;
      events.add(command);
      return false;
    });
    return this.#queue.slice(0, end === -1 ? BATCH : end);
  }

  /** On as many of them as had their turn. */
  #verdictsOn(batch: Waiting[]): Verdict[] {
    try {
      return this.#commit(batch);
    } catch (error) {
      // One of them broke a rule of the database; the others must not suffer for it.
      if (batch.length > 1 && !(error instanceof StoreUnavailable))
        return batch.flatMap((one) => this.#verdictsOn([one]));
      return batch.map(() => ({ error }));
    }
  }

  #sliceMs(): number {
    return Math.min(LONGEST_SLICE_MS, Math.max(SLICE_MS, SLICE_OF_COMMIT * this.#commit_ms));
  }

  #commit(batch: Waiting[]): Verdict[] {
    const { connection, clock, hash_event_id } = this.#options;
    const set = new WorkingSet(clock);
    const ends = performance.now() + this.#sliceMs();
    let written = 0;
    const verdicts = connection.transact(() => {
      set.locked();
      const decided: Verdict[] = [];
      for (const { command } of batch) {
        decided.push(
          attempt(() => {
            load(connection, set, command, hash_event_id);
            return set.perform(command);
          }),
        );
        if (performance.now() >= ends) break;
      }
      if (!isEmpty(set.writes)) save(connection, set);
      written = performance.now();
      return decided;
    });
    this.#commit_ms = performance.now() - written;
    this.#options.listeners.tell(commitsOf(set.writes));
    return verdicts;
  }
}
