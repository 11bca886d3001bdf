import type { z } from 'zod';
import type { userAnswer, userInput } from '../../../contract/events.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Parts as AllParts } from '../../context.ts';
import type { World } from '../../store/rows.ts';
import { outsideUnit } from '../../store/unit/unit.ts';
import { DONE, type Done } from '../../change/alive.ts';
import { moveBuddyToZone, officialZone } from '../../buddies/zone.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'clock' | 'ids'>;

/** Sets where the user lives, for all of the user's buddies, those too that have yet to hatch. */
export async function putUser(
  parts: Parts,
  world: World,
  user_id: string,
  input: z.output<typeof userInput>,
  request_id: string,
): Promise<z.output<typeof userAnswer>> {
  const row = { ...world, user_id, time_zone: officialZone(input.time_zone), updated_at: parts.clock() };
  await parts.store.users.put(row);
  for (const { buddy_id, status } of await parts.store.buddies.seatsOfUser(world, user_id)) {
    const move = () =>
      status === 'alive' ? moveBuddyToZone(parts, world, buddy_id, row, request_id) : touchSeat(parts, world, buddy_id);
    await outsideUnit(move).catch(unlessGone);
  }
  return { user_id, time_zone: row.time_zone };
}

/** Raises the version of a seat, so that its streams send it again. */
async function touchSeat({ store }: Pick<Parts, 'store'>, world: World, buddy_id: string): Promise<void> {
  await store.change<Done>({
    world,
    target: { buddy_id },
    decide: ({ buddy, now }) => ({ buddy: { ...buddy, updated_at: now }, answer: DONE }),
  });
}

/** A buddy may be archived while its user moves. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'resource_not_found')) throw error;
}

/** Erases the user everywhere. Ledger sums stay, and what is needed to keep an old event from paying again. */
export async function eraseUser(parts: Parts & Pick<AllParts, 'shown'>, world: World, user_id: string): Promise<void> {
  const erased = await parts.store.users.erase(world, user_id, parts.store.hashEventId, parts.clock());
  if (!erased) throw unknownUser(user_id);
  parts.shown.forgetAll();
}

/** Everything that is held about the user. */
export async function exportUser(parts: Parts, world: World, user_id: string): Promise<Record<string, unknown>> {
  const held = await parts.store.users.export(world, user_id);
  const isKnown = Object.values(held).some((rows) => Array.isArray(rows) && rows.length > 0);
  if (!isKnown && !(await parts.store.users.get(world, user_id))) throw unknownUser(user_id);
  return held;
}

function unknownUser(user_id: string): Refusal {
  return new Refusal('resource_not_found', `Nothing is held about the user "${user_id}".`);
}
