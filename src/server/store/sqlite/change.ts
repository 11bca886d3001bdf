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

/** Group commit: what has arrived in one turn of the event loop is decided and committed together. */
export class SqliteChanges {
  readonly #options: Options;
  #queue: Waiting[] = [];
  #scheduled = false;
  #closed = false;

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
    while (this.#queue.length > 0) this.#run(this.#take());
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#queue.length === 0) return;
      this.#run(this.#take());
      // The rest waits for the next turn, so that a long queue does not keep the server from reading its sockets.
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #take(): Waiting[] {
    const events = new EventsOfBatch();
    const end = this.#queue.findIndex(({ command }, index) => {
      if (index === BATCH || events.areMissedBy(command)) return true;
      events.add(command);
      return false;
    });
    return this.#queue.splice(0, end === -1 ? this.#queue.length : end);
  }

  #run(batch: Waiting[]): void {
    let verdicts: Verdict[];
    try {
      verdicts = this.#commit(batch);
    } catch (error) {
      // One of them broke a rule of the database; the others must not suffer for it.
      if (batch.length > 1 && !(error instanceof StoreUnavailable)) return batch.forEach((one) => this.#run([one]));
      verdicts = batch.map(() => ({ error }));
    }
    batch.forEach((waiting, index) => settle(waiting, verdicts[index]!));
  }

  #commit(batch: Waiting[]): Verdict[] {
    const { connection, clock, hash_event_id } = this.#options;
    const set = new WorkingSet(clock);
    const verdicts = connection.transact(() => {
      set.locked();
      const decided = batch.map(({ command }) =>
        attempt(() => {
          load(connection, set, command, hash_event_id);
          return set.perform(command);
        }),
      );
      if (!isEmpty(set.writes)) save(connection, set);
      return decided;
    });
    this.#options.listeners.tell(commitsOf(set.writes));
    return verdicts;
  }
}
