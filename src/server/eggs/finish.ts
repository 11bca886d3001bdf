import { Refusal } from '../../contract/errors.ts';
import type { Millis } from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import { jobRequestId } from '../jobs/request-id.ts';
import type { EggRow } from '../store/rows.ts';
import { StoreUnavailable } from '../store/store.ts';
import { continueHatching, type HatchParts } from './hatching.ts';

type FinishParts = HatchParts & Pick<Parts, 'log' | 'random'>;

/** A process that works on a hatching writes several times a second. After so long without a write no process does. */
const LEFT_MS: Millis = 2000;
const AT_ONCE = 20;

/**
 * Goes on with hatchings that a call, or a process, has left unfinished. Two processes may work on the same one: each step
 * begins where the last one ended.
 */
export async function finishHatchings(parts: FinishParts, isStopped: () => boolean = () => false): Promise<void> {
  for (const egg of await parts.store.eggs.inReplay(parts.clock() - LEFT_MS, AT_ONCE)) {
    if (isStopped()) return;
    await finish(parts, egg, isStopped).catch((error: unknown) => tryLater(parts, egg, error));
  }
}

async function finish(parts: FinishParts, egg: EggRow, isStopped: () => boolean): Promise<void> {
  const { customer_id, mode, buddy_id } = egg;
  const buddy = buddy_id === null ? null : await parts.store.buddies.rowById({ customer_id, mode }, buddy_id);
  const left = buddy ? 'deliveries' : 'events';
  await continueHatching(parts, egg, { buddy, left, request_id: jobRequestId(parts, 'hatch') }, isStopped);
}

async function tryLater({ store, clock, log }: FinishParts, egg: EggRow, error: unknown): Promise<void> {
  // Without a store there is nothing to go on with: the job runs again.
  if (error instanceof StoreUnavailable) throw error;
  // Its user was erased.
  if (error instanceof Refusal && error.code === 'resource_not_found') return;
  log.error({ err: error, egg_id: egg.egg_id }, 'A hatching could not be finished; it is tried again');
  await store.eggs.putBack(egg, clock());
}
