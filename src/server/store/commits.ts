import type { Logger } from '../log.ts';
import type { DeliveryRow } from './rows.ts';
import { outsideUnit } from './unit/unit.ts';

/** What listeners hear after a commit, whichever process made it. */
export type Commit =
  | { kind: 'buddy'; buddy_id: string; version: number }
  | { kind: 'revoked'; id: string }
  /** The operation was inserted, or has ended. */
  | { kind: 'operation'; operation_id: string }
  /** Owed from now on; told in this process only. Replays and released deliveries come without rows: there may be many. */
  | { kind: 'deliveries'; owed: Pick<DeliveryRow, 'delivery_id' | 'endpoint_id' | 'priority'>[] }
  /** Messages of other processes may have been lost: anything may have changed. */
  | { kind: 'resync' };

/** Who listens to commits in this process. */
export class Listeners {
  readonly #listeners = new Set<(commit: Commit) => void>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  add(listener: (commit: Commit) => void): () => void {
    // Wrapped, so that a function that was added twice is called twice and removed once.
    const entry = (commit: Commit) => listener(commit);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  /** A listener that fails does not stop the others. */
  tell(commits: readonly Commit[]): void {
    // Listeners run outside of the call that happened to start the batch.
    outsideUnit(() => {
      for (const commit of commits) for (const listener of this.#listeners) this.#tellOne(listener, commit);
    });
  }

  #tellOne(listener: (commit: Commit) => void, commit: Commit): void {
    try {
      listener(commit);
    } catch (error) {
      this.#log.error({ err: error, commit }, 'A listener failed on a commit.');
    }
  }
}
