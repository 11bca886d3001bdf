import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Logger } from '../../log.ts';
import type { Listeners } from '../commits.ts';
import type { Commit } from '../commits.ts';
import { StoreUnavailable } from '../store.ts';
import { explain } from './failures.ts';
import { clientConfig, reasonOf, type SetStatement } from './pool.ts';

const CHANNEL = 'hatched_commits';
/** The server takes 8000 bytes. */
const PAYLOAD = 7_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A connection that died without a word shows by not answering this. */
const PROBE_MS = 15_000;
/** How long word from another connection may take. */
const HEAR_MS = 5_000;

/** Hears what other processes commit, and says what this one does. */
export class Announcements {
  readonly #url: string;
  readonly #listeners: Listeners;
  readonly #log: Logger;
  readonly #sender = randomUUID();
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #closed = false;
  #onOwn: () => void = () => undefined;

  constructor(url: string, listeners: Listeners, log: Logger) {
    this.#url = url;
    this.#listeners = listeners;
    this.#log = log;
  }

  /** Resolves when the first connection listens, and hears what is said on another. */
  async open(): Promise<void> {
    const { promise: heard, resolve } = Promise.withResolvers<true>();
    this.#onOwn = () => resolve(true);
    await this.#connect();
    const { promise: silence, resolve: giveUp } = Promise.withResolvers<false>();
    const timer = setTimeout(giveUp, HEAR_MS, false);
    try {
      await this.#sayOnAnother();
      if (await Promise.race([heard, silence])) return;
    } catch (error) {
      await this.close();
      throw explain(error);
    } finally {
      clearTimeout(timer);
    }
    await this.close();
    throw new StoreUnavailable(
      'DATABASE_URL leads through a pooler in transaction or statement mode: LISTEN and prepared statements do not work there. Use session mode, or PostgreSQL itself (docs/operating.md).',
    );
  }

  async #sayOnAnother(): Promise<void> {
    const client = new pg.Client(clientConfig(this.#url));
    client.on('error', () => undefined); // rejects the query that is under way
    try {
      await client.connect();
      await client.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify({ sender: this.#sender, commits: [] })]);
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#client?.end();
  }

  /** To be run inside the transaction: the server tells the others when it commits. */
  notify(commits: readonly Commit[]): SetStatement {
    // Deliveries are sent by whoever owes them; what that one does not get done, the others find by themselves.
    const told = commits.filter(({ kind }) => kind !== 'deliveries');
    const payloads = [...inParts(told)].map((part) => JSON.stringify({ sender: this.#sender, commits: part }));
    return {
      sql: `SELECT pg_notify('${CHANNEL}', payload) FROM unnest($1::text[]) AS payload`,
      values: [payloads],
    };
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({ ...clientConfig(this.#url), query_timeout: PROBE_MS });
    client.on('error', (err) => this.#lost(client, err));
    client.on('end', () => this.#lost(client, undefined));
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      await client.end();
      throw explain(error);
    }
    if (this.#closed) return client.end();
    this.#client = client;
    this.#failures = 0;
    this.#probeLater(client);
  }

  #probeLater(client: pg.Client): void {
    this.#timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => this.#client === client && !this.#closed && this.#probeLater(client),
        (err: unknown) => this.#lost(client, err),
      );
    }, PROBE_MS).unref();
  }

  #lost(client: pg.Client, err: unknown): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = undefined;
    this.#log.warn(reasonOf(err), 'The connection that listens for other processes broke; it is made anew.');
    client.end().catch((error: unknown) => this.#log.debug(reasonOf(error), 'The broken connection did not close.'));
    this.#again();
  }

  #again(): void {
    clearTimeout(this.#timer);
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures++);
    this.#timer = setTimeout(() => {
      if (this.#closed) return;
      this.#connect().then(
        () => this.#listeners.tell([{ kind: 'resync' }]),
        (err: unknown) => {
          this.#log.warn(reasonOf(err), 'PostgreSQL cannot be listened to yet.');
          this.#again();
        },
      );
    }, pause).unref();
  }

  #hear(payload: string): void {
    const heard = parse(payload);
    // Somebody else may talk on the channel.
    if (!heard) return this.#log.warn({}, 'Something that is no commit came over the channel of PostgreSQL.');
    // Its own commits this process has told already.
    if (heard.sender === this.#sender) this.#onOwn();
    else this.#listeners.tell(heard.commits);
  }
}

function parse(payload: string): { sender: string; commits: Commit[] } | null {
  try {
    const heard = JSON.parse(payload) as { sender: string; commits: Commit[] } | null;
    return Array.isArray(heard?.commits) ? heard : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
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
