import { nextTurn } from '../turns.ts';
import { performOperations, type OperationParts } from './perform.ts';

/** After that long another worker takes over what a dead one held. */
const LEASE_MS = 30_000;
const AT_ONCE = 20;
/**
 * Pictures that share their transactions. On PostgreSQL a transaction costs several ways to another process; on SQLite it is
 * cheap, and calls would wait for all of the pictures.
 */
const TOGETHER = { sqlite: 1, postgres: AT_ONCE };

/** Draws what waits to be drawn, or was left by a worker that died. Answers how many operations it took. */
export async function drawDue(parts: OperationParts): Promise<number> {
  const claimed = await parts.store.operations.claim(parts.clock(), LEASE_MS, AT_ONCE);
  const waiting = [...new Map(claimed.map((operation) => [operation.buddy_id, operation])).values()];
  while (waiting.length > 0) {
    await performOperations(parts, waiting.splice(0, TOGETHER[parts.store.kind]));
    // Calls have their turn between two pictures.
    await nextTurn();
  }
  return claimed.length;
}

interface Worker {
  /** Waits until the picture under way is finished. */
  stop(): Promise<void>;
}

/** Draws from now on, woken by every commit that leaves something to draw. */
export function startWorker(parts: OperationParts): Worker {
  let running: Promise<void> | null = null;
  let isAwaited = false;
  let isStopped = false;
  const stopListening = parts.store.onCommit((commit) => {
    if (commit.kind === 'operation' || commit.kind === 'resync') wake();
  });
  wake();

  function wake(): void {
    isAwaited = true;
    if (isStopped) return;
    running ??= drain().finally(() => {
      running = null;
      if (isAwaited) wake();
    });
  }

  async function drain(): Promise<void> {
    while (isAwaited && !isStopped) {
      isAwaited = false;
      try {
        if ((await drawDue(parts)) > 0) isAwaited = true;
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
