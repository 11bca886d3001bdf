import type { Logger } from '../../log.ts';
import type { Commit } from '../commits.ts';
import { reasonOf, type Pool, type SetStatement } from './pool.ts';

const CHANNEL = 'hatched_commits';
/** PostgreSQL limits a payload to 8000 bytes. */
const PAYLOAD = 7_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const RESYNC: Commit = { kind: 'resync' };

/** What is sent over the channel. Without commits it is a heartbeat. */
export interface CommitMessage {
  sender: string;
  commits: Commit[];
  /** The sender stops, and has published everything. */
  bye?: true;
}

export const LISTEN = `LISTEN ${CHANNEL}`;

/**
 * PostgreSQL lets transactions with a NOTIFY commit one at a time, in all processes together, each waiting for the disk.
 * So this is a transaction of its own, and does not wait for the disk: what it publishes is committed already.
 */
export function notification(message: CommitMessage): SetStatement {
  const parts = message.commits.length === 0 ? [[]] : [...inParts(message.commits)];
  return {
    sql: `SELECT set_config('synchronous_commit', 'off', true), pg_notify('${CHANNEL}', payload)
      FROM unnest($1::text[]) AS payload`,
    values: [parts.map((commits) => JSON.stringify({ ...message, commits }))],
  };
}

/**
 * Publishes this process's commits to the others; commits that arrive during a query are sent together in the next. Where
 * one fails, `resync` follows; where this process dies before it has published, the others notice (listen.ts).
 */
export class Publisher {
  readonly #pool: Pick<Pool, 'query'>;
  readonly #log: Logger;
  readonly #sender: string;
  #queue: Commit[] = [];
  /** Resolves when what is queued now has been published. */
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
    // Deliveries are sent by the process that recorded them; the others find what it leaves in the table.
    const others = commits.filter(({ kind }) => kind !== 'deliveries');
    if (others.length === 0) return Promise.resolve();
    this.#queue.push(...others);
    const { promise } = this.#published;
    this.#start();
    return promise;
  }

  /** Whether something was committed is not known: the others have to reload everything. */
  lost(): void {
    this.#queue = [RESYNC];
    this.#start();
  }

  /** Publishes what is left, and that this process stops. Does nothing where the database is unavailable. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    await this.#publishing;
    const last: CommitMessage = { sender: this.#sender, commits: [], bye: true };
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
