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
  type Verdict,
  type Waiting,
} from '../change/queue.ts';
import { saved } from '../change/save.ts';
import { WorkingSet } from '../change/working-set.ts';
import { commitsOf } from '../change/writes.ts';
import type { Pool, Session } from './pool.ts';
import { giveBackSeats, takeSeats } from './seats.ts';
import type { Publisher } from './publish.ts';

interface Options extends ChangeOptions {
  pool: Pool;
  publisher: Publisher;
}

/** Batches at most, each on a connection of its own. */
export const MOST_BATCHES = 4;
/** A batch that runs so long waits for a lock that another process holds, or for a slow disk: another may start beside it. */
const LATE_MS = 50;
/** While commands decide and rows are encoded nobody is answered, so that after so long others have a turn. */
const SLICE_MS = 1;

/**
 * Set-wise commits: while a batch is under way, commands collect for the next. Several at once would be a little faster,
 * but they keep the database's processors from those who read. Two batches of this process never hold the same buddy;
 * against other processes the locks of the database decide.
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

  /** Carries out what is waiting and takes no more. */
  async close(): Promise<void> {
    this.#queue.close();
    this.#start();
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** What arrives in the same turn goes together. */
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

  /** The commands that may run now, in the order of arrival; of one buddy none overtakes another. */
  #take(): Waiting[] {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
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

  async #run(batch: Waiting[]): Promise<void> {
    let verdicts: (Verdict | null)[];
    try {
      verdicts = await this.#commit(batch.map(({ command }) => command));
    } catch (error) {
      // One of them violated a constraint: each is tried alone.
      const alone = batch.length === 1 || error instanceof StoreUnavailable;
      verdicts = batch.map(() => (alone ? { error } : null));
    }
    for (const [index, verdict] of verdicts.entries()) {
      if (verdict) settle(batch[index]!, verdict);
      else await this.#run([batch[index]!]);
    }
  }

  /** Null for a command that turned out to need a transaction of its own. */
  async #commit(commands: Command<unknown>[]): Promise<(Verdict | null)[]> {
    const { pool, listeners, publisher } = this.#options;
    try {
      const { verdicts, commits } = await pool.transact((session) => this.#decide(session, commands));
      listeners.tell(commits);
      void publisher.publish(commits);
      return verdicts;
    } catch (error) {
      // The connection may have broken during the commit itself.
      if (error instanceof StoreUnavailable) publisher.lost();
      throw error;
    }
  }

  async #decide(session: Session, commands: Command<unknown>[]) {
    const { clock, hashEventId } = this.#options;
    const set = new WorkingSet(clock);
    await session.carryOut(loadTargets(set, commands, hashEventId));
    await takeSeats(session, set, commands, hashEventId);
    set.locked();
    await session.carryOut(loadSnapshots(set, commands));
    const verdicts = await decided(set, commands);
    giveBackSeats(session, set);
    const othersTurn = turnsAfter(SLICE_MS);
    for (const one of saved(set.stored, set.writes)) {
      session.send(one);
      await othersTurn();
    }
    return { verdicts, commits: commitsOf(set.writes) };
  }
}

async function decided(set: WorkingSet, commands: Command<unknown>[]): Promise<(Verdict | null)[]> {
  const verdicts: (Verdict | null)[] = [];
  const othersTurn = turnsAfter(SLICE_MS);
  for (const command of commands) {
    verdicts.push(set.decide(command));
    await othersTurn();
  }
  return verdicts;
}
