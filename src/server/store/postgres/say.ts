import type { Logger } from '../../log.ts';
import type { Commit } from '../commits.ts';
import { reasonOf, type Pool, type SetStatement } from './pool.ts';

const CHANNEL = 'hatched_commits';
/** The server takes 8000 bytes. */
const PAYLOAD = 7_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const RESYNC: Commit = { kind: 'resync' };

/** What goes over the channel. */
export interface Word {
  sender: string;
  commits: Commit[];
  /** The sender ends, and has said all. */
  bye?: true;
}

export const LISTEN = `LISTEN ${CHANNEL}`;

/**
 * PostgreSQL lets transactions with a NOTIFY commit one at a time, in all processes together, each waiting for the disk.
 * So this is a transaction of its own, and waits for no disk: what it tells of is committed already.
 */
export function notification(word: Word): SetStatement {
  const parts = word.commits.length === 0 ? [[]] : [...inParts(word.commits)];
  return {
    sql: `SELECT set_config('synchronous_commit', 'off', true), pg_notify('${CHANNEL}', payload)
      FROM unnest($1::text[]) AS payload`,
    values: [parts.map((commits) => JSON.stringify({ ...word, commits }))],
  };
}

/**
 * Says to the other processes what this one has committed: what gathers while it speaks goes together. Where it was not
 * heard, they are told to look at everything anew; and where it dies before it has spoken, they notice (listen.ts).
 */
export class Sayer {
  readonly #pool: Pick<Pool, 'query'>;
  readonly #log: Logger;
  readonly #sender: string;
  #queue: Commit[] = [];
  /** When what gathers now has been spoken. */
  #spoken = Promise.withResolvers<void>();
  #speaking: Promise<void> | undefined;
  #failures = 0;
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(pool: Pick<Pool, 'query'>, sender: string, log: Logger) {
    this.#pool = pool;
    this.#sender = sender;
    this.#log = log;
  }

  /** Resolves when it has been said, or failed and is to be made good. */
  say(commits: readonly Commit[]): Promise<void> {
    // Deliveries are sent by whoever owes them; what that one does not get done, the others find by themselves.
    const told = commits.filter(({ kind }) => kind !== 'deliveries');
    if (told.length === 0) return Promise.resolve();
    this.#queue.push(...told);
    const { promise } = this.#spoken;
    this.#speak();
    return promise;
  }

  /** Nobody can tell what has been committed. */
  lost(): void {
    this.#queue = [RESYNC];
    this.#speak();
  }

  /** Says what is left, and goodbye; to a database that is away it says nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    await this.#speaking;
    const last: Word = { sender: this.#sender, commits: [], bye: true };
    await this.#pool
      .query(notification(last))
      .catch((error: unknown) => this.#log.debug(reasonOf(error), 'No goodbye.'));
  }

  #speak(): void {
    if (this.#queue.length === 0) return;
    this.#speaking ??= this.#sayAll().finally(() => (this.#speaking = undefined));
  }

  async #sayAll(): Promise<void> {
    while (this.#queue.length > 0) {
      const commits = this.#queue;
      const { resolve } = this.#spoken;
      this.#queue = [];
      this.#spoken = Promise.withResolvers();
      try {
        await this.#pool.query(notification({ sender: this.#sender, commits }));
        this.#failures = 0;
        resolve();
      } catch (error) {
        resolve();
        if (this.#closed) return;
        this.#log.warn(reasonOf(error), 'The other processes could not be told of commits; it is tried again.');
        await this.#pause();
        this.#queue = [RESYNC];
      }
    }
  }

  #pause(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures++));
    this.#wake = () => {
      clearTimeout(timer);
      resolve();
    };
    return promise;
  }
}

function* inParts(commits: readonly Commit[]): Generator<Commit[]> {
  let part: Commit[] = [];
  let size = 0;
  for (const commit of commits) {
    const length = JSON.stringify(commit).length + 1;
    if (size + length > PAYLOAD && part.length > 0) {
      yield part;
      part = [];
      size = 0;
    }
    part.push(commit);
    size += length;
  }
  if (part.length > 0) yield part;
}
