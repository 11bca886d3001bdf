import { nextTurn } from '../turns.ts';
import type { Parts as AllParts } from '../context.ts';
import type { BuddyRow, EggRow } from '../store/rows.ts';
import type { Change, Snapshot } from '../store/command.ts';
import { answerIn } from '../change/alive.ts';
import { changeBuddy, loadedConfig } from '../change/changing.ts';
import { moveBuddyToZone } from '../buddies/zone.ts';
import { noSuchEgg } from './eggs.ts';
import { countersOfReplay } from './replay.ts';
import { EVENTS_AT_ONCE, operationOf, hatchStep, type Begun, type HatchStep } from './step.ts';

export type HatchParts = Pick<AllParts, 'store' | 'configs' | 'ids' | 'clock'>;

interface HatchProgress {
  operation_id: string;
  buddy: BuddyRow | null;
  /** Null: nothing was done, because the egg has hatched, or another process is hatching it. */
  left: HatchStep['left'] | null;
}

const DONE_BEFORE = { buddy: null, left: null };

type Hatching = Snapshot & { egg: EggRow };

/** Deliveries that are released in one transaction. */
const RELEASED_AT_ONCE = 250;

/** Runs one step of a hatching. `from` says where it begins; null: there is nothing to do. */
export async function runHatchStep(
  parts: HatchParts,
  { customer_id, mode, egg_id, user_id, audience, config_version_id }: EggRow,
  from: (snapshot: Hatching) => Begun | null,
): Promise<HatchProgress> {
  const answer = { operation_id: operationOf(egg_id) };
  let left: HatchProgress['left'] = null;
  const outcome = await changeBuddy<typeof answer>(parts, {
    world: { customer_id, mode },
    target: { seat: { user_id, audience }, newBuddyId: parts.ids('buddy') },
    loadEgg: egg_id,
    loadOpenOperations: true,
    loadUnclaimedEvents: EVENTS_AT_ONCE,
    counters: (_buddy, _now, waiting) => countersOfReplay(loadedConfig(parts, config_version_id), waiting),
    decide(snapshot): Change<typeof answer> {
      left = null;
      const { egg } = snapshot;
      if (!egg) throw noSuchEgg(egg_id);
      const begun = from({ ...snapshot, egg });
      if (!begun) return { answer };
      const step = hatchStep(parts, snapshot, begun, loadedConfig(parts, config_version_id));
      left = step.left;
      return { ...step.rows, answer };
    },
  });
  return { ...answerIn(outcome), ...(outcome.kind === 'changed' ? { buddy: outcome.buddy, left } : DONE_BEFORE) };
}

/** Runs the remaining steps of a hatching, until it is stopped; a later call or job goes on from there. */
export async function continueHatching(
  parts: HatchParts,
  egg: EggRow,
  begun: Pick<HatchProgress, 'buddy' | 'left'> & { request_id: string },
  isStopped: () => boolean,
): Promise<void> {
  const { request_id } = begun;
  let { buddy, left } = begun;
  while (left === 'events' && !isStopped()) {
    // Lets API calls run in between.
    await nextTurn();
    ({ buddy, left } = await runHatchStep(parts, egg, (snapshot) => resumed(snapshot, request_id)));
  }
  if (!buddy || !left || left === 'events') return;
  await catchUpZone(parts, egg, buddy, request_id);
  while (left === 'deliveries' && !isStopped()) {
    await nextTurn();
    if (await parts.store.eggs.release(egg, buddy.buddy_id, parts.clock(), RELEASED_AT_ONCE)) return;
  }
}

/** Null where another process has finished it meanwhile. */
function resumed({ egg, buddy, openOperations }: Hatching, request_id: string): Begun | null {
  if (!egg.replay || egg.buddy_id !== null) return null;
  return { egg, buddy, request_id: openOperations[0]?.request_id ?? request_id };
}

/** The user's time zone may have changed since the hatching began. */
async function catchUpZone(
  parts: HatchParts,
  { customer_id, mode, user_id }: EggRow,
  { buddy_id, state }: BuddyRow,
  request_id: string,
): Promise<void> {
  const world = { customer_id, mode };
  const user = await parts.store.users.get(world, user_id);
  if (user && user.time_zone !== state.zones.at(-1)?.zone)
    await moveBuddyToZone(parts, world, buddy_id, user, request_id);
}
