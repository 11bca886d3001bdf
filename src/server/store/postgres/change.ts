import { turnsAfter } from '../../turns.ts';
import type { Command, Outcome } from '../command.ts';
import { StoreUnavailable } from '../store.ts';
import { loadSnapshots, loadTargets } from '../change/load.ts';
import {
  BATCH,
  type ChangeOptions,
  CommandQueue,
  EventsOfBatch,
  settle,
  targetKey,
  type CommandResult,
  type QueuedCommand,
} from '../change/queue.ts';
import { saved } from '../change/save.ts';
import { WorkingSet } from '../change/working-set.ts';
import { commitsOf } from '../change/writes.ts';
import type { Pool, Transaction } from './pool.ts';
import { giveBackSeats, takeSeats } from './seats.ts';
import type { Publisher } from './publish.ts';

interface Options extends ChangeOptions {
  pool: Pool;
  publisher: Publisher;
}

/** The most batches at a time, each on a connection of its own. */
export const MOST_BATCHES = 4;
/** A batch that takes longer waits for a lock that another process holds, or for a slow disk: another may start beside it. */
const LATE_MS = 50;
/** Decoding, decisions and encoding block the event loop: after so long other work gets a turn. */
const SLICE_MS = 1;

/**
 * Group commit: while a batch is under way, commands collect for the next. Several batches at once would be a little
 * faster, but would take the database's processors from readers. Two batches of this process never hold the same buddy;
 * between processes the locks of the database decide.
 */
export class PostgresChanges {
  readonly #options: Options;
  readonly #queue = new CommandQueue(() => this.#schedule());
  readonly #busy = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  /** Those of them that are late. */
  readonly #late = new Set<Promise<void>>();
  #scheduled = false;

  constructor(options: Options) {
    this.#options = options;
  }

  add<A>(command: Command<A>): Promise<Outcome<A>> {
    return this.#queue.add(command);
  }

  /** Runs the commands that are waiting and takes no more. */
  async close(): Promise<void> {
    this.#queue.close();
    this.#start();
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Commands that arrive in the same turn of the event loop share a batch. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#start();
    });
  }

  #start(): void {
    while (this.#running.size === this.#late.size && this.#running.size < MOST_BATCHES) {
      const batch = this.#take();
      if (batch.length === 0) return;
      const targets = new Set(batch.map((waiting) => targetKey(waiting.command)));
      for (const target of targets) this.#busy.add(target);
      const running = this.#run(batch).finally(() => {
        clearTimeout(late);
        this.#late.delete(running);
        this.#running.delete(running);
        for (const target of targets) this.#busy.delete(target);
        this.#start();
      });
      this.#running.add(running);
      const late = setTimeout(() => {
        this.#late.add(running);
        this.#start();
      }, LATE_MS);
    }
  }

  /** The commands that may run now, in the order of arrival. Commands for one buddy keep their order. */
  #take(): QueuedCommand[] {
    const batch: QueuedCommand[] = [];
    const left: QueuedCommand[] = [];
    const held = new Set(this.#busy);
    const events = new EventsOfBatch();
    for (const waiting of this.#queue.waiting) {
      const target = targetKey(waiting.command);
      if (batch.length === BATCH || held.has(target) || events.areMissedBy(waiting.command)) {
        held.add(target);
        left.push(waiting);
        continue;
      }
      batch.push(waiting);
      events.add(waiting.command);
    }
    this.#queue.waiting = left;
    return batch;
  }

  async #run(batch: QueuedCommand[]): Promise<void> {
    let results: (CommandResult | null)[];
    try {
      results = await this.#commit(batch.map(({ command }) => command));
    } catch (error) {
      // One of them violated a constraint: each is tried alone.
      const alone = batch.length === 1 || error instanceof StoreUnavailable;
      results = batch.map(() => (alone ? { error } : null));
    }
    for (const [index, result] of results.entries()) {
      if (result) settle(batch[index]!, result);
      else await this.#run([batch[index]!]);
    }
  }

  /** Null for a command that turned out to need a transaction of its own. */
  async #commit(commands: Command<unknown>[]): Promise<(CommandResult | null)[]> {
    const { pool, listeners, publisher } = this.#options;
    try {
      const { results, commits } = await pool.transact((transaction) => this.#decide(transaction, commands));
      listeners.tell(commits);
      void publisher.publish(commits);
      return results;
    } catch (error) {
      // The connection may have broken during the commit itself.
      if (error instanceof StoreUnavailable) publisher.lost();
      throw error;
    }
  }

  async #decide(transaction: Transaction, commands: Command<unknown>[]) {
    const { clock, hashEventId } = this.#options;
    const set = new WorkingSet(clock);
    await transaction.carryOut(loadTargets(set, commands, hashEventId));
    await takeSeats(transaction, set, commands, hashEventId);
    set.locked();
    await transaction.carryOut(loadSnapshots(set, commands));
    const results = await decided(set, commands);
    giveBackSeats(transaction, set);
    const pause = turnsAfter(SLICE_MS);
    for (const one of saved(set.stored, set.writes)) {
      transaction.send(one);
      await pause();
    }
    return { results, commits: commitsOf(set.writes) };
  }
}

async function decided(set: WorkingSet, commands: Command<unknown>[]): Promise<(CommandResult | null)[]> {
  const results: (CommandResult | null)[] = [];
  const pause = turnsAfter(SLICE_MS);
  for (const command of commands) {
    results.push(set.decide(command));
    await pause();
  }
  return results;
}
