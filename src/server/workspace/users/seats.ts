import { Refusal } from '../../../contract/errors.ts';
import { DONE, type Done } from '../../change/alive.ts';
import type { Parts as AllParts } from '../../context.ts';
import { createEgg } from '../../eggs/eggs.ts';
import type { BuddyRow, World } from '../../store/rows.ts';
import { outsideUnit } from '../../store/unit/unit.ts';
import { resolveAudience } from '../configuration/audiences.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'clock' | 'ids'>;

interface NamedSeat {
  user_id: string;
  /** Undefined where the workspace or the user's only buddy decides. */
  audience: string | undefined;
}

/** The row of the user's seat; made where there is none, with an egg in it where that is wanted. */
export async function openSeat(
  parts: Parts,
  world: World,
  input: NamedSeat & { ensure_egg?: boolean | undefined },
): Promise<BuddyRow> {
  const { user_id } = input;
  const audience = await resolveAudience(parts, world, user_id, input.audience);
  return outsideUnit(async () => {
    if (input.ensure_egg) await createEgg(parts, world, { user_id, audience, ensure: true });
    const outcome = await parts.store.change<Done>({
      world,
      target: { seat: { user_id, audience }, newBuddyId: parts.ids('buddy') },
      decide: () => ({ answer: DONE }),
    });
    if (outcome.kind !== 'changed') throw new Error('A seat is opened by no event and no repeat.');
    return outcome.buddy;
  });
}

/** The row of a seat that has been used. Browsers may ask for it, and create none. */
export async function knownSeat(
  parts: Pick<Parts, 'store' | 'configs'>,
  world: World,
  { user_id, audience }: NamedSeat,
): Promise<BuddyRow> {
  const seat = { user_id, audience: await resolveAudience(parts, world, user_id, audience) };
  const row = await parts.store.buddies.inSeat(world, seat);
  if (row) return row;
  throw new Refusal('resource_not_found', `Nobody knows the user "${user_id}" in the audience "${seat.audience}".`);
}
