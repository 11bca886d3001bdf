import { nextTurn } from '../turns.ts';
import { performOperations, type OperationParts } from './perform.ts';

/** After that long another worker claims what a worker that died had claimed. */
const LEASE_MS = 30_000;
const CLAIMED_AT_ONCE = 20;
/**
 * Pictures whose writes share transactions. On PostgreSQL that saves round trips. On SQLite, where a transaction blocks the
 * event loop, it would hold up other calls.
 */
const BATCH_SIZE = { sqlite: 1, postgres: CLAIMED_AT_ONCE };

/** Carries out operations that are pending, or that a worker that died has left. Answers how many it claimed. */
export async function drawDue(parts: OperationParts): Promise<number> {
  const claimed = await parts.store.operations.claim(parts.clock(), LEASE_MS, CLAIMED_AT_ONCE);
  const waiting = [...new Map(claimed.map((operation) => [operation.buddy_id, operation])).values()];
  while (waiting.length > 0) {
    await performOperations(parts, waiting.splice(0, BATCH_SIZE[parts.store.kind]));
    // Lets API calls run between two pictures.
    await nextTurn();
  }
  return claimed.length;
}

interface Worker {
  /** Resolves once the pictures under way are finished. */
  stop(): Promise<void>;
}

/** Carries out operations from now on; every commit of an operation wakes it. */
export function startWorker(parts: OperationParts): Worker {
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;
  const stopListening = parts.store.onCommit((commit) => {
    if (commit.kind === 'operation' || commit.kind === 'resync') wake();
  });
  wake();

  function wake(): void {
    isWanted = true;
    if (isStopped) return;
    running ??= drain().finally(() => {
      running = null;
      if (isWanted) wake();
    });
  }

  async function drain(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false;
      try {
        if ((await drawDue(parts)) > 0) isWanted = true;
      } catch (error) {
        parts.log.warn({ err: error }, 'Operations could not be claimed');
      }
    }
  }

  return {
    async stop() {
      isStopped = true;
      stopListening();
      await running;
    },
  };
}
