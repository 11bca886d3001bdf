import type { Configuration, Finding } from '../../../contract/configuration/configuration.ts';
import type { Parts } from '../../context.ts';
import type { World } from '../../store/rows.ts';

/** Errors for assets that a configuration names and nobody has uploaded. */
export async function missingAssets(
  { store }: Pick<Parts, 'store'>,
  world: World,
  { items = [], species = [] }: Configuration,
): Promise<Finding[]> {
  const named = [
    ...items.flatMap(({ art }, index) =>
      art && 'asset_id' in art ? [{ path: `items.${index}.art.asset_id`, id: art.asset_id }] : [],
    ),
    ...species.flatMap((one, index) =>
      'assets' in one
        ? one.assets.map(({ asset_id }, nth) => ({ path: `species.${index}.assets.${nth}.asset_id`, id: asset_id }))
        : [],
    ),
  ];
  const findings: Finding[] = [];
  for (const { path, id } of named) {
    if (await store.assets.byId(world, id)) continue;
    const message = `There is no asset ${id}. Upload the picture first, and name it by the id in the answer.`;
    findings.push({ path, code: 'unknown_asset', message });
  }
  return findings;
}
