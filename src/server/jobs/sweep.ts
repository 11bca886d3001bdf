import { setImmediate as nextTurn } from 'node:timers/promises';
import { LIMITS } from '../../contract/limits.ts';
import type { Millis } from '../../engine/index.ts';
import type { Parts } from '../parts.ts';

const DAY_MS = 24 * 3600_000;
/** Tokens of a session are refused by their own date; its row stays a while for whoever looks. */
const KEEP_SESSIONS_MS = DAY_MS;

/** Short transactions: others write in between. What one round leaves over, the next one takes. */
const BATCH = 500;
const MOST_BATCHES = 200;

/** Forgets what is kept for a time once that is over. Answers how many rows went. */
export async function sweep(
  { store, settings, clock }: Pick<Parts, 'store' | 'settings' | 'clock'>,
  now: Millis = clock(),
): Promise<number> {
  const keys = await store.idempotency.deleteBefore(now - LIMITS.idempotency_ttl_ms);
  const sessions = await store.sessions.deleteExpired(now - KEEP_SESSIONS_MS);
  const counters = await inBatches((limit) => store.buddies.forgetCounters(now, limit));
  const recorded = now - settings.keep_deliveries_days * DAY_MS;
  const deliveries = await inBatches((limit) => store.deliveries.deleteEnded(recorded, limit));
  return keys + sessions + counters + deliveries;
}

async function inBatches(remove: (limit: number) => Promise<number>): Promise<number> {
  let removed = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const count = await remove(BATCH);
    removed += count;
    if (count < BATCH) break;
    // SQLite answers without a pause; the sockets want theirs.
    await nextTurn();
  }
  return removed;
}
