import { DEFAULT_AUDIENCE } from '../../src/contract/limits.ts';
import type { Parts } from '../../src/server/context.ts';
import type { BuddyRow, World } from '../../src/server/store/rows.ts';

/** A living buddy, made without an egg: for tests that only need somebody to be there. */
export async function makeBuddy(
  parts: Parts,
  world: World,
  user_id: string,
  audience: string = DEFAULT_AUDIENCE,
): Promise<BuddyRow> {
  const { customer_id, mode } = world;
  const outcome = await parts.store.change({
    world: { customer_id, mode },
    target: { seat: { user_id, audience }, newBuddyId: parts.ids('buddy') },
    decide: ({ buddy }) => ({ buddy: { ...buddy, status: 'alive', name: 'Pip', species: 'dragon' }, answer: null }),
  });
  if (outcome.kind !== 'changed') throw new Error(`There is a buddy of ${user_id} already.`);
  return outcome.buddy;
}
