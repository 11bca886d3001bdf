import { nextTurn } from '../../turns.ts';
import type { Command, Outcome } from '../command.ts';
import { StoreUnavailable } from '../store.ts';
import type { Commit } from '../commits.ts';
import {
  attempt,
  BATCH,
  type ChangeOptions,
  CommandQueue,
  EventsOfBatch,
  settle,
  type CommandResult,
  type QueuedCommand,
} from '../change/queue.ts';
import { loadSnapshots, loadTargets } from '../change/load.ts';
import { saved } from '../change/save.ts';
import { WorkingSet } from '../change/working-set.ts';
import { commitsOf } from '../change/writes.ts';
import type { Checkpoints } from './checkpoints.ts';
import type { Connection } from './connection.ts';

interface Options extends ChangeOptions {
  connection: Connection;
  checkpoints: Checkpoints;
}

/** A slice blocks the event loop while it is decided and written: it begins no further command after that long. */
const SLICE_MS = 0.8;

/** So many commands do not wait for the flush that is under way: a larger batch would hardly be cheaper per command. */
const GATHERED = 24;

/**
 * Group commit: commands that have arrived are decided and committed together, one slice in each turn of the event loop.
 * Those that arrive while a commit is flushed collect for the next. A command is answered once it is on the disk.
 */
export class SqliteChanges {
  readonly #options: Options;
  readonly #queue = new CommandQueue(() => this.#schedule());
  #scheduled = false;
  /** Slices that are committed and not yet on the disk. */
  #unflushed = 0;
  #answered: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  add<A>(command: Command<A>): Promise<Outcome<A>> {
    return this.#queue.add(command);
  }

  /** Runs the commands that are waiting and takes no more. */
  async close(): Promise<void> {
    this.#queue.close();
    while (this.#queue.waiting.length > 0) this.#runSlice();
    await this.#answered;
  }

  #schedule(): void {
    if (this.#scheduled || (this.#unflushed > 0 && this.#queue.waiting.length < GATHERED)) return;
    this.#takeTurn();
  }

  #takeTurn(): void {
    this.#scheduled = true;
    void this.#onTurn();
  }

  async #onTurn(): Promise<void> {
    await nextTurn();
    while (this.#options.checkpoints.pause) await this.#options.checkpoints.pause;
    this.#scheduled = false;
    this.#runSlice();
    // The rest waits for the next turn, so that a long queue does not keep the server from reading its sockets. It does not
    // wait for the disk.
    if (this.#queue.waiting.length > 0) this.#takeTurn();
  }

  #runSlice(): void {
    const batch = this.#next();
    if (batch.length === 0) return;
    const commits: Commit[] = [];
    const results = this.#resultsOf(batch, commits);
    const done = this.#queue.waiting.splice(0, results.length);
    this.#answered = this.#answer(done, results, commits);
  }

  /** Answers once the commit, and those before it, are on the disk. */
  async #answer(done: QueuedCommand[], results: CommandResult[], commits: Commit[]): Promise<void> {
    const { connection, listeners } = this.#options;
    this.#unflushed++;
    try {
      await connection.flushed();
      listeners.tell(commits);
      results.forEach((result, index) => settle(done[index]!, result));
    } catch (error) {
      results.forEach((result, index) => settle(done[index]!, 'error' in result ? result : { error }));
    } finally {
      this.#unflushed--;
      if (this.#queue.waiting.length > 0) this.#schedule();
    }
  }

  /** The commands that may share a transaction. */
  #next(): QueuedCommand[] {
    const events = new EventsOfBatch();
    const end = this.#queue.waiting.findIndex(({ command }, index) => {
      if (index === BATCH || events.areMissedBy(command)) return true;
      events.add(command);
      return false;
    });
    return this.#queue.waiting.slice(0, end === -1 ? BATCH : end);
  }

  /** The results of as many commands as the slice had time for. Adds to `commits` what listeners are to be told. */
  #resultsOf(batch: QueuedCommand[], commits: Commit[]): CommandResult[] {
    try {
      return this.#commit(batch, commits);
    } catch (error) {
      // One of them violated a constraint: each is tried alone.
      if (batch.length > 1 && !(error instanceof StoreUnavailable))
        return batch.flatMap((one) => this.#resultsOf([one], commits));
      return batch.map(() => ({ error }));
    }
  }

  #commit(batch: QueuedCommand[], commits: Commit[]): CommandResult[] {
    const { connection, checkpoints, clock, hashEventId } = this.#options;
    const set = new WorkingSet(clock);
    const ends = performance.now() + SLICE_MS;
    let rows = 0;
    const results = connection.transact(() => {
      set.locked();
      const decided: CommandResult[] = [];
      for (const { command } of batch) {
        decided.push(
          attempt(() => {
            connection.carryOut(loadTargets(set, [command], hashEventId));
            set.openSeat(command);
            connection.carryOut(loadSnapshots(set, [command]));
            return set.perform(command);
          }),
        );
        if (performance.now() >= ends) break;
      }
      for (const one of saved(set.stored, set.writes)) {
        connection.each(one);
        rows += one.rows.length;
      }
      return decided;
    });
    checkpoints.wrote(rows);
    commits.push(...commitsOf(set.writes));
    return results;
  }
}
