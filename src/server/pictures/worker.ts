import { nextTurn } from '../turns.ts';
import type { OperationRow } from '../store/rows.ts';
import { performOperations, type OperationParts } from './perform.ts';

/** After that long another worker takes over what a dead one held. */
const LEASE_MS = 30_000;
const AT_ONCE = 20;
/** While PostgreSQL is waited for, others can be drawn. SQLite answers in the same turn. */
const LANES = { sqlite: 1, postgres: 4 };

/** Draws what waits to be drawn, or was left by a worker that died. Answers how many operations it took. */
export async function drawDue(parts: OperationParts): Promise<number> {
  const claimed = await parts.store.operations.claim(parts.clock(), LEASE_MS, AT_ONCE);
  const buddies = new Map<string, OperationRow>(claimed.map((operation) => [operation.buddy_id, operation]));
  const waiting = [...buddies.values()];
  const lane = async () => {
    for (let operation = waiting.shift(); operation; operation = waiting.shift()) {
      await drawOne(parts, operation);
      // Calls have their turn between two pictures.
      await nextTurn();
    }
  };
  await Promise.all(Array.from({ length: LANES[parts.store.kind] }, lane));
  return claimed.length;
}

async function drawOne(
  parts: OperationParts,
  { customer_id, mode, buddy_id, request_id }: OperationRow,
): Promise<void> {
  await performOperations(parts, { customer_id, mode }, buddy_id).catch((error: unknown) => {
    // The lease runs out, and then it is tried again.
    parts.log.error({ err: error, buddy_id, request_id }, 'A picture was not finished');
  });
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
