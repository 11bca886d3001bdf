import {
  assetsOf,
  type BuddyPicture,
  type FindAsset,
  type Look,
  pictureItem,
  pictureOf,
  type PictureItem,
} from '../../art/index.ts';
import type { ItemDefinition, PlainConfiguration } from '../../contract/configuration/configuration.ts';
import type { Parts } from '../context.ts';
import type { World } from '../store/rows.ts';

/** What the art needs to draw a buddy of this look. Throws a `MissingAsset` where an upload is missing. */
export async function buddyPictureOf(
  parts: Pick<Parts, 'store'>,
  world: World,
  document: PlainConfiguration,
  look: Look,
): Promise<BuddyPicture> {
  return pictureOf(document, look, await findersOf(parts, world, assetsOf(document, look)));
}

/** What the art needs to draw an item for a shop card. */
export async function itemPictureOf(
  parts: Pick<Parts, 'store'>,
  world: World,
  item: ItemDefinition,
): Promise<PictureItem> {
  const ids = item.art && 'asset_id' in item.art ? [item.art.asset_id] : [];
  return pictureItem(item, await findersOf(parts, world, ids));
}

async function findersOf({ store }: Pick<Parts, 'store'>, world: World, ids: readonly string[]): Promise<FindAsset> {
  const types = await Promise.all(ids.map((id) => store.assets.mediaType(world, id)));
  // A stored picture holds the ids of uploads in place of their bytes; these are put in when it is served (kept/uploads.ts).
  const found = new Map(
    ids.flatMap((id, at) => {
      const media_type = types[at];
      return media_type ? [[id, { media_type, base64: id }]] : [];
    }),
  );
  return (id) => found.get(id);
}
