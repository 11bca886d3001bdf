import type { Logger } from '../log.ts';
import type { Millis } from '../../engine/types.ts';
import type { Commit } from './commits.ts';
import type { Command, Outcome } from './command.ts';
import type { Database } from './database.ts';

/**
 * The port. Two adapters, SQLite and PostgreSQL, pass the same contract suite.
 *
 * A buddy changes through `change` alone. Everything else reads, or writes rows that no buddy depends on.
 */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /** For the queries of the rooms. */
  readonly database: Database;

  /**
   * Locks the buddy, answers a repeat from what was stored, else loads the snapshot, runs `decide` under the lock
   * and commits the whole change or nothing. What `decide` throws rejects this command alone. Commands that arrive
   * together share one transaction.
   */
  change<A>(command: Command<A>): Promise<Outcome<A>>;

  /** The hash that an erasure keeps of an event id, so that a repeat is recognised. */
  hashEventId(event_id: string): string;

  /** Calls back after each commit, whichever process made it. Answers a function that removes the listener. */
  onCommit(listener: (commit: Commit) => void): () => void;
  /** Tells every process that a credential has ended. */
  announceRevocation(id: string): Promise<void>;

  /** Writes something: a database that is read-only or full still answers reads. @throws StoreUnavailable */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What both adapters are opened with. */
export interface AdapterOptions {
  clock: () => Millis;
  log: Logger;
  /** The salted hash that `users.erase` leaves of event ids: the same in every process and at every start. */
  hashEventId: (eventId: string) => string;
}

/** Why, in a word that a caller or a monitor can branch on. */
export type UnavailableReason = 'unreachable' | 'full' | 'read_only' | 'busy';

/**
 * The database cannot be reached, is full, takes no writes or was locked for too long. Nothing was written, unless the
 * connection broke during the commit itself: then that is not known, and the caller repeats the call with the same event id
 * or idempotency key.
 */
export class StoreUnavailable extends Error {
  readonly reason: UnavailableReason;

  constructor(
    message: string,
    { reason = 'unreachable', ...options }: ErrorOptions & { reason?: UnavailableReason } = {},
  ) {
    super(message, options);
    this.name = 'StoreUnavailable';
    this.reason = reason;
  }
}
