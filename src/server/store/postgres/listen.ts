import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Logger } from '../../log.ts';
import type { Listeners } from '../commits.ts';
import { StoreUnavailable } from '../store.ts';
import { explain } from './failures.ts';
import { clientConfig, reasonOf } from './pool.ts';
import { LISTEN, notification, type CommitMessage } from './publish.ts';
import { HEARTBEAT_MS, Senders } from './senders.ts';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A heartbeat that is not answered in this time shows that the connection is dead. */
const ANSWER_MS = 15_000;
/** How long a message from another connection may take. */
const HEAR_MS = 5_000;

/**
 * Receives the commits of other processes, and publishes a heartbeat of this one every few seconds. A commit that may have
 * been missed is replaced by `resync`: as soon as a broken connection is replaced, and after some missing heartbeats of a
 * process, which may have died before it had published its last commits.
 */
export class Announcements {
  readonly #url: string;
  readonly #listeners: Listeners;
  readonly #log: Logger;
  /** Identifies this process in its messages. */
  readonly sender: string = randomUUID();
  readonly #senders = new Senders();
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

  /** Resolves when the connection listens, and has received what another connection published. */
  async open(): Promise<void> {
    const { promise: heard, resolve } = Promise.withResolvers<true>();
    this.#onOwn = () => resolve(true);
    await this.#connect();
    const { promise: silence, resolve: giveUp } = Promise.withResolvers<false>();
    const timer = setTimeout(giveUp, HEAR_MS, false);
    try {
      await this.#publishOnAnother();
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

  async #publishOnAnother(): Promise<void> {
    const client = new pg.Client(clientConfig(this.#url));
    client.on('error', () => undefined); // rejects the query that is under way
    try {
      await client.connect();
      await client.query(...this.#presence());
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      ...clientConfig(this.#url),
      application_name: 'hatched-buddy listening',
      query_timeout: ANSWER_MS,
    });
    client.on('error', (err) => this.#lost(client, err));
    client.on('end', () => this.#lost(client, undefined));
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
    try {
      await client.connect();
      await client.query(LISTEN);
    } catch (error) {
      await client.end();
      throw explain(error);
    }
    if (this.#closed) return client.end();
    this.#client = client;
    this.#failures = 0;
    // What was published while no connection listened is lost: `#again` follows with `resync`.
    this.#senders.forget();
    this.#beatLater(client);
  }

  /** Also shows whether the connection is alive. */
  #beatLater(client: pg.Client): void {
    this.#timer = setTimeout(() => {
      if (this.#senders.hasDied(performance.now())) this.#listeners.tell([{ kind: 'resync' }]);
      client.query(...this.#presence()).then(
        () => this.#client === client && !this.#closed && this.#beatLater(client),
        (err: unknown) => this.#lost(client, err),
      );
    }, HEARTBEAT_MS).unref();
  }

  #presence(): [text: string, values: unknown[]] {
    const { sql, values } = notification({ sender: this.sender, commits: [] });
    return [sql, [...values]];
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
    // Another program may use the channel.
    if (!heard) return this.#log.warn({}, 'Something that is no commit came over the channel of PostgreSQL.');
    // The listeners of this process were told of its own commits directly.
    if (heard.sender === this.sender) return this.#onOwn();
    if (heard.bye) this.#senders.left(heard.sender);
    else this.#senders.heard(heard.sender, performance.now());
    this.#listeners.tell(heard.commits);
  }
}

function parse(payload: string): CommitMessage | null {
  try {
    const heard = JSON.parse(payload) as CommitMessage | null;
    return Array.isArray(heard?.commits) ? heard : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
