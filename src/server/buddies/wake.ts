import { nextTurn } from '../turns.ts';
import { Refusal } from '../../contract/errors.ts';
import { wake, type Millis } from '../../engine/index.ts';
import { changeAlive, DONE, type Done } from '../change/alive.ts';
import type { Parts as AllParts } from '../context.ts';
import type { DueBuddy } from './queries.ts';
import { StoreUnavailable } from '../store/store.ts';
import { jobRequestId } from '../jobs/request-id.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'ids' | 'clock' | 'log' | 'random'>;

/** A commit of so many delays other calls by a few milliseconds. */
const AT_ONCE = 25;
/** A buddy that cannot be woken is tried again after that long. */
const PUT_BACK_MS = 60_000;

/**
 * What happens to buddies by itself: a streak burns at the user's midnight, a face turns sleepy. Answers how many buddies
 * were due. Several processes may do so at once: a buddy that another one has woken is not due any more. Each is tried
 * once in a round, so that one that cannot be woken does not keep the others waiting.
 */
export async function wakeDueBuddies(parts: Parts): Promise<number> {
  const now = parts.clock();
  let count = 0;
  for (let last: DueBuddy | undefined; ;) {
    const due = await parts.store.buddies.due(now, AT_ONCE, last);
    // Together: they share a commit.
    await Promise.all(due.map((buddy) => wakeOrPutBack(parts, buddy, now)));
    count += due.length;
    if (due.length < AT_ONCE) return count;
    last = due.at(-1);
    // SQLite answers in the same turn; calls have theirs in between.
    await nextTurn();
  }
}

async function wakeOrPutBack(parts: Parts, buddy: DueBuddy, now: Millis): Promise<void> {
  try {
    await wakeOne(parts, buddy);
  } catch (error) {
    // The store is away: the job runs again.
    if (error instanceof StoreUnavailable) throw error;
    // Archived since.
    if (error instanceof Refusal && error.code === 'resource_not_found') return;
    parts.log.error({ err: error, buddy_id: buddy.buddy_id }, 'A buddy could not be woken; it is tried again');
    await putBack(parts, buddy, now).catch((again: unknown) =>
      parts.log.error({ err: again, buddy_id: buddy.buddy_id }, 'A buddy that could not be woken stays due'),
    );
  }
}

async function wakeOne(parts: Parts, { customer_id, mode, buddy_id }: DueBuddy): Promise<void> {
  const call = { world: { customer_id, mode }, buddy_id, request_id: jobRequestId(parts, 'wake'), isSwept: true };
  await changeAlive<Done>(parts, call, {
    decide(on, { buddy }) {
      const isDue = buddy.wake_at !== null && buddy.wake_at <= on.now;
      return { decision: isDue ? wake(on) : null, answer: () => DONE };
    },
  });
}

async function putBack({ store }: Parts, { customer_id, mode, buddy_id, wake_at }: DueBuddy, now: Millis) {
  await store.change<Done>({
    world: { customer_id, mode },
    target: { buddy_id },
    decide({ buddy }) {
      if (buddy.wake_at !== wake_at) return { answer: DONE };
      return { buddy: { ...buddy, wake_at: now + PUT_BACK_MS }, answer: DONE };
    },
  });
}
