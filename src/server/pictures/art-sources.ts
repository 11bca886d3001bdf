import type { ArtSource, AssetSource, PictureItem } from '../../art/index.ts';
import { BUILTIN_ITEMS, PLAIN_PIECE, SPECIES, type BuiltinItem, type Species } from '../../contract/art.ts';
import type { Configuration, ItemDefinition, ItemPlace, Place } from '../../contract/configuration.ts';
import type { Parts } from '../context.ts';
import type { World } from '../store/rows.ts';

type Assets = Pick<Parts, 'store'>;

/** What the art needs to know of an item; without `art` it is the plain piece of its category. */
export async function pictureItem(
  parts: Assets,
  world: World,
  item: ItemDefinition,
  wearer?: Wearer,
): Promise<PictureItem> {
  const place = wearer && placeOn(wearer, item.art?.place);
  return {
    item_id: item.key,
    category: item.category,
    label: item.label,
    art: await artOf(parts, world, item),
    ...(place && { place }),
  };
}

export interface Wearer {
  species: string;
  stage: number;
}

/** Of several entries the one that says most of the wearer; of two that say as much, the first. */
function placeOn({ species, stage }: Wearer, places: ItemPlace | undefined): Place | undefined {
  if (!Array.isArray(places)) return places;
  const fitting = places.filter(
    (one) => (one.species === undefined || one.species === species) && (one.stage === undefined || one.stage === stage),
  );
  const says = (one: (typeof places)[number]) => Number(one.species !== undefined) + Number(one.stage !== undefined);
  return fitting.toSorted((a, b) => says(b) - says(a))[0];
}

async function artOf(parts: Assets, world: World, { art, category }: ItemDefinition): Promise<ArtSource> {
  if (art && 'asset_id' in art) return assetSource(parts, world, art.asset_id);
  return { builtin: art && isBuiltin(art.builtin) ? art.builtin : PLAIN_PIECE[category] };
}

const isBuiltin = (name: string): name is BuiltinItem => Object.hasOwn(BUILTIN_ITEMS, name);
export const isBuiltinSpecies = (name: string): name is Species => (SPECIES as readonly string[]).includes(name);

interface StageArt {
  stage_art: AssetSource;
  stage_place: Place | undefined;
}

/** The workspace's own picture of a stage: its own, else that of the closest stage before, else its first. */
export async function stageArt(
  parts: Assets,
  world: World,
  configuration: Configuration,
  species: string,
  stage: number,
): Promise<StageArt | undefined> {
  const definition = configuration.species?.find((one) => one.key === species);
  if (!definition || !('assets' in definition)) return undefined;
  const assets = definition.assets.toSorted((a, b) => a.stage - b.stage);
  const chosen = assets.findLast((asset) => asset.stage <= stage) ?? assets[0]!;
  return { stage_art: await assetSource(parts, world, chosen.asset_id), stage_place: chosen.place };
}

async function assetSource(parts: Assets, world: World, asset_id: string): Promise<AssetSource> {
  const row = await parts.store.assets.byId(world, asset_id);
  if (!row) throw new MissingAsset(asset_id);
  return { asset: { media_type: row.media_type, base64: row.base64 } };
}

export class MissingAsset extends Error {
  constructor(asset_id: string) {
    super(`The configuration draws with the asset ${asset_id}, which does not exist. Upload it or name another.`);
    this.name = 'MissingAsset';
  }
}
