import { hintOfType } from '../../engine/index.ts';
import type { Parts as AllParts } from '../context.ts';
import type { World } from '../store/rows.ts';

/** Hints at what a developer may have mistyped; in the test world only. */
export async function hintsFor(
  { configs }: Pick<AllParts, 'configs'>,
  world: World,
  type: string,
  judged_by: string | null,
): Promise<string[]> {
  if (world.mode !== 'test') return [];
  const config = judged_by === null ? await configs.published(world) : await configs.get(judged_by);
  const hint = config && hintOfType(config.compiled, type);
  return hint ? [hint] : [];
}
