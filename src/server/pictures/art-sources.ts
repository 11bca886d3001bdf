import {
  assetsOf,
  type BuddyPicture,
  type FindAsset,
  type Look,
  pictureItem as itemPicture,
  pictureOf as pictureWith,
  type PictureItem,
} from '../../art/index.ts';
import type { ItemDefinition, PlainConfiguration } from '../../contract/configuration/configuration.ts';
import type { Parts } from '../context.ts';
import type { World } from '../store/rows.ts';

type Assets = Pick<Parts, 'store'>;

/** What the art needs to know of a buddy that looks like this. Throws a `MissingAsset` where a picture is not there. */
export async function pictureOf(
  parts: Assets,
  world: World,
  document: PlainConfiguration,
  look: Look,
): Promise<BuddyPicture> {
  return pictureWith(document, look, await findersOf(parts, world, assetsOf(document, look)));
}

/** What the art needs to know of an item as a shop card shows it. */
export async function pictureItem(parts: Assets, world: World, item: ItemDefinition): Promise<PictureItem> {
  const ids = item.art && 'asset_id' in item.art ? [item.art.asset_id] : [];
  return itemPicture(item, await findersOf(parts, world, ids));
}

async function findersOf({ store }: Assets, world: World, ids: readonly string[]): Promise<FindAsset> {
  const types = await Promise.all(ids.map((id) => store.assets.mediaType(world, id)));
  // A picture refers to uploads; their bytes are put in where it is served.
  const found = new Map(
    ids.flatMap((id, at) => {
      const media_type = types[at];
      return media_type ? [[id, { media_type, base64: id }]] : [];
    }),
  );
  return (id) => found.get(id);
}
