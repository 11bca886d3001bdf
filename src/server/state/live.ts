import type { Commit } from '../store/commits.ts';
import type { Store } from '../store/store.ts';

/** Listeners by the id of a buddy, an operation or a credential. */
export interface Live {
  /**
   * Calls back after commits that touch the id, once for those that come together, and when messages of other
   * processes were lost for a while. Other listeners of the store come first, so that no cache answers with an old state.
   */
  on(id: string, listener: () => void): () => void;
  /** Calls back when the server stops, or at once where it is stopping already. */
  onClose(listener: () => void): () => void;
  close(): void;
}

export function createLive(store: Pick<Store, 'onCommit'>): Live {
  const listeners = new Map<string, Set<() => void>>();
  const closing = new Set<() => void>();
  /** What has been touched since the listeners were last called. */
  const touched = new Set<string>();
  let closed = false;
  const stopListening = store.onCommit(heard);

  function heard(commit: Commit): void {
    // The dispatcher of webhooks listens to the store itself.
    if (commit.kind === 'deliveries') return;
    const ids = commit.kind === 'resync' ? listeners.keys() : [idOf(commit)];
    for (const id of ids) {
      if (!listeners.has(id)) continue;
      if (touched.size === 0) queueMicrotask(tellOfTouched);
      touched.add(id);
    }
  }

  function tellOfTouched(): void {
    const ids = [...touched];
    touched.clear();
    for (const id of ids) tell(listeners.get(id));
  }

  return {
    on(id, listener) {
      const some = listeners.get(id) ?? new Set();
      listeners.set(id, some.add(listener));
      return () => {
        some.delete(listener);
        if (some.size === 0 && listeners.get(id) === some) listeners.delete(id);
      };
    },
    onClose(listener) {
      if (closed) listener();
      else closing.add(listener);
      return () => closing.delete(listener);
    },
    close() {
      closed = true;
      stopListening();
      tell(closing);
    },
  };
}

function idOf(commit: Exclude<Commit, { kind: 'resync' | 'deliveries' }>): string {
  if (commit.kind === 'buddy') return commit.buddy_id;
  return commit.kind === 'operation' ? commit.operation_id : commit.id;
}

function tell(some: Set<() => void> | undefined): void {
  // A listener may remove itself, or add another, while it is called.
  for (const listener of [...(some ?? [])]) listener();
}
