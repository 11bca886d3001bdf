import type { Logger } from '../../log.ts';
import type { Commit } from '../commits.ts';
import { reasonOf, type Pool, type SetStatement } from './pool.ts';

const CHANNEL = 'hatched_commits';
/** The server takes 8000 bytes. */
const PAYLOAD = 7_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const RESYNC: Commit = { kind: 'resync' };

/** What goes over the channel. Without commits it says that the sender is there. */
export interface Message {
  sender: string;
  commits: Commit[];
  /** The sender ends, and has published everything. */
  bye?: true;
}

export const LISTEN = `LISTEN ${CHANNEL}`;

/**
 * PostgreSQL lets transactions with a NOTIFY commit one at a time, in all processes together, each waiting for the disk.
 * So this is a transaction of its own, and does not wait for the disk: what it publishes is committed already.
 */
export function notification(message: Message): SetStatement {
  const parts = message.commits.length === 0 ? [[]] : [...inParts(message.commits)];
  return {
    sql: `SELECT set_config('synchronous_commit', 'off', true), pg_notify('${CHANNEL}', payload)
      FROM unnest($1::text[]) AS payload`,
    values: [parts.map((commits) => JSON.stringify({ ...message, commits }))],
  };
}

/**
 * Publishes to the other processes what this one has committed; what gathers meanwhile goes together. Where a message
 * was lost, they are sent `resync`; where this process dies before it has published, they notice (listen.ts).
 */
export class Publisher {
  readonly #pool: Pick<Pool, 'query'>;
  readonly #log: Logger;
  readonly #sender: string;
  #queue: Commit[] = [];
  /** Resolves when what gathers now has been published. */
  #published = Promise.withResolvers<void>();
  #publishing: Promise<void> | undefined;
  #failures = 0;
  #closed = false;
  #wake: () => void = () => undefined;

  constructor(pool: Pick<Pool, 'query'>, sender: string, log: Logger) {
    this.#pool = pool;
    this.#sender = sender;
    this.#log = log;
  }

  /** Resolves when it has been published, or has failed and will be followed by `resync`. */
  publish(commits: readonly Commit[]): Promise<void> {
    // Deliveries are sent by the process that recorded them; what it does not get done, the others find by themselves.
    const others = commits.filter(({ kind }) => kind !== 'deliveries');
    if (others.length === 0) return Promise.resolve();
    this.#queue.push(...others);
    const { promise } = this.#published;
    this.#start();
    return promise;
  }

  /** Nobody knows what has been committed: the others have to look at everything anew. */
  lost(): void {
    this.#queue = [RESYNC];
    this.#start();
  }

  /** Publishes what is left, and that this process ends; where the database is away, nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    await this.#publishing;
    const last: Message = { sender: this.#sender, commits: [], bye: true };
    await this.#pool
      .query(notification(last))
      .catch((error: unknown) => this.#log.debug(reasonOf(error), 'The end of this process could not be published.'));
  }

  #start(): void {
    if (this.#queue.length === 0) return;
    this.#publishing ??= this.#publishAll().finally(() => (this.#publishing = undefined));
  }

  async #publishAll(): Promise<void> {
    while (this.#queue.length > 0) {
      const commits = this.#queue;
      const { resolve } = this.#published;
      this.#queue = [];
      this.#published = Promise.withResolvers();
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
