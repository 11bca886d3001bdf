import type { Logger } from '../log.ts';
import type { DeliveryRow } from './rows.ts';
import { outsideUnit } from './unit/unit.ts';

/** What listeners hear after a commit, whichever process made it. */
export type Commit =
  | { kind: 'buddy'; buddy_id: string; version: number }
  | { kind: 'revoked'; id: string }
  /** It was inserted or it ended. */
  | { kind: 'operation'; operation_id: string }
  /** Owed from now on; heard in this process alone. Replays have no rows here: there may be many. */
  | { kind: 'deliveries'; owed: Pick<DeliveryRow, 'delivery_id' | 'endpoint_id' | 'priority'>[] }
  /** Messages of other processes were lost for a while: anything may have changed. */
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

  /** A listener that fails does not stop the others: the commits are made. */
  tell(commits: readonly Commit[]): void {
    // What listeners do belongs to no call, though a call may have started the batch.
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
