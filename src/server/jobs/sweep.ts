import { nextTurn } from '../turns.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Millis } from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import { HOUR_MS } from '../webhooks/health/counts.ts';
import { healthQueries } from '../webhooks/health/queries.ts';

const DAY_MS = 24 * 3600_000;
/** Tokens of a session are refused by their own date; its row stays a while, for operators. */
const KEEP_SESSIONS_MS = DAY_MS;

/** Open pages and sent messages may show a picture for a while after it was replaced. */
const KEEP_PICTURES_MS = 7 * DAY_MS;

/** The health report looks back one day. */
const KEEP_COUNTS_MS = 3 * DAY_MS;

/** Short transactions, so that others can write in between. What one round leaves, the next one removes. */
const BATCH = 500;
const MOST_BATCHES = 200;

/** Forgets what is kept for a time once that is over. Answers how many rows went. */
export async function sweep(
  { store, settings, clock }: Pick<Parts, 'store' | 'settings' | 'clock'>,
  now: Millis = clock(),
): Promise<number> {
  const recorded = now - settings.keepDeliveriesDays * DAY_MS;
  const removals = [
    (limit: number) => store.idempotency.deleteBefore(now - LIMITS.idempotencyTtlMs, limit),
    (limit: number) => store.sessions.deleteExpired(now - KEEP_SESSIONS_MS, limit),
    (limit: number) => store.buddies.forgetCounters(now, limit),
    (limit: number) => store.deliveries.deleteEnded(recorded, limit),
    () => store.releases.deleteBefore(now),
    (limit: number) => store.pictures.sweep(now - KEEP_PICTURES_MS, limit),
    () => healthQueries(store.database).deleteBefore(Math.floor((now - KEEP_COUNTS_MS) / HOUR_MS)),
  ];
  let removed = 0;
  const failures: unknown[] = [];
  for (const remove of removals) {
    removed += await inBatches(remove).catch((error: unknown) => {
      failures.push(error); // the others have their turn first
      return 0;
    });
  }
  if (failures.length > 0) throw failures[0];
  return removed;
}

async function inBatches(remove: (limit: number) => Promise<number>): Promise<number> {
  let removed = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const count = await remove(BATCH);
    removed += count;
    if (count < BATCH) break;
    // SQLite answers in the same turn; calls have theirs in between.
    await nextTurn();
  }
  return removed;
}
