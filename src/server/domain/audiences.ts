import { Refusal } from '../../contract/errors.ts';
import { DEFAULT_AUDIENCE } from '../../contract/limits.ts';
import type { Parts } from '../parts.ts';
import type { World } from '../store/rows.ts';

/**
 * Which audience a call about a user means. Without configured audiences there is one, `default`; a single one needs
 * no naming; of several the one of the user's only buddy is meant.
 */
export async function resolveAudience(
  parts: Pick<Parts, 'configs' | 'store'>,
  world: World,
  user_id: string,
  given: string | undefined,
): Promise<string> {
  const published = await parts.configs.published(world);
  const configured = (published?.row.document.audiences ?? []).map((audience) => audience.key);
  const known = configured.length > 0 ? configured : [DEFAULT_AUDIENCE];
  if (given !== undefined) {
    if (known.includes(given)) return given;
    throw new Refusal('unknown_audience', `There is no audience "${given}". There are: ${known.join(', ')}.`);
  }
  if (known.length === 1) return known[0]!;
  const [buddy, another] = await parts.store.buddies.ofUser(world, user_id);
  if (buddy && !another) return buddy.audience;
  throw new Refusal(
    'missing_audience',
    `Name the audience: this workspace has several (${known.join(', ')}) and the user has ${another ? 'more than one buddy' : 'no buddy yet'}.`,
  );
}
