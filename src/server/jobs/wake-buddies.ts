import { wake, type Millis } from '../../engine/index.ts';
import { changeAlive, DONE, type Done } from '../domain/change/alive.ts';
import type { Parts } from '../parts.ts';
import type { BuddyRow } from '../store/rows.ts';
import { jobRequestId } from './request-id.ts';

const AT_ONCE = 100;

/**
 * What happens to buddies by itself: a streak burns at the user's midnight, a face turns sleepy. Answers how many were
 * woken. Several processes may do so at once: who finds the hour gone by has nothing left to do.
 */
export async function wakeDueBuddies(parts: Parts, now: Millis = parts.clock()): Promise<number> {
  const seen = new Set<string>();
  for (;;) {
    const due = await parts.store.buddies.due(now, AT_ONCE);
    const fresh = due.filter((row) => !seen.has(row.buddy_id));
    for (const row of fresh) seen.add(row.buddy_id);
    // Together: they share a commit.
    await Promise.all(fresh.map((row) => wakeOne(parts, row, now).catch(noted(parts, row))));
    // One that stays due comes back in the next round of the job, not in this one.
    if (fresh.length === 0) return seen.size;
  }
}

const noted =
  ({ log }: Parts, { buddy_id }: BuddyRow) =>
  (error: unknown) =>
    log.error({ err: error, buddy_id }, 'A buddy could not be woken');

async function wakeOne(parts: Parts, { customer_id, mode, buddy_id }: BuddyRow, now: Millis): Promise<void> {
  const call = { world: { customer_id, mode }, buddy_id, request_id: jobRequestId(parts, 'wake') };
  await changeAlive<Done>({ ...parts, clock: () => now }, call, {
    decide(on, { buddy }) {
      const isDue = buddy.wake_at !== null && buddy.wake_at <= now;
      return { decision: isDue ? wake(on) : null, answer: () => DONE };
    },
  });
}
