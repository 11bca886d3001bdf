import { Refusal } from '../../../contract/errors.ts';
import type { Parts } from '../../context.ts';
import type { World } from '../../store/rows.ts';

/**
 * Which audience a call about a user means. Without configured audiences there is one, `default`; a single one needs
 * no naming. A buddy stays in its audience for life, whatever is published later: where the user has one buddy, its
 * audience is meant, and may be named even where the configuration does not have it any more.
 */
export async function resolveAudience(
  parts: Pick<Parts, 'configs' | 'store'>,
  world: World,
  user_id: string,
  given: string | undefined,
): Promise<string> {
  const { now, ever } = await parts.configs.audiences(world);
  if (given !== undefined && now.includes(given)) return given;
  // The usual workspace has one audience.
  if (given === undefined && ever.length === 1) return ever[0]!;

  const there = ever.length > 1 ? await parts.store.buddies.ofUser(world, user_id) : [];
  const homes = new Set(there.map((buddy) => buddy.audience));
  if (given !== undefined) {
    if (homes.has(given)) return given;
    throw new Refusal('unknown_audience', `There is no audience "${given}". There are: ${now.join(', ')}.`);
  }
  if (homes.size === 1) return [...homes][0]!;
  if (now.length === 1 && (homes.size === 0 || homes.has(now[0]!))) return now[0]!;
  const several = homes.size > 1 ? 'more than one buddy' : 'no buddy yet';
  throw new Refusal(
    'missing_audience',
    `Name the audience: this workspace has several (${now.join(', ')}) and the user has ${several}.`,
  );
}
