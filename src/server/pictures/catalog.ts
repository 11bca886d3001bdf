import { compose, composeSilhouette, eggPicture, itemThumbnail, MissingAsset } from '../../art/index.ts';
import type { Parts } from '../context.ts';
import { itemPictureOf, buddyPictureOf } from './art-sources.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import type { CatalogPictures } from './catalog-pictures.ts';
import { storePicture } from './pictures.ts';

export function createCatalogPictures(parts: Pick<Parts, 'store' | 'clock'>): CatalogPictures {
  const items = new WeakMap<LoadedConfig, Promise<ReadonlyMap<string, string>>>();
  const eggs = new Map<string, Promise<string>>();
  const silhouettes = new WeakMap<LoadedConfig, Map<string, Promise<string | null>>>();

  return {
    items(config) {
      const drawn = items.get(config) ?? drawItems(parts, config);
      items.set(config, drawn);
      drawn.catch(() => items.delete(config));
      return drawn;
    },
    egg(species, status) {
      const picture = eggPicture(species, status);
      const name = `${picture.species} ${picture.status}`;
      const drawn = eggs.get(name) ?? storePicture(parts, compose(picture));
      eggs.set(name, drawn);
      drawn.catch(() => eggs.delete(name));
      return drawn;
    },
    silhouette(config, species, stage) {
      const known = silhouettes.get(config) ?? new Map<string, Promise<string | null>>();
      silhouettes.set(config, known);
      const name = `${species} ${stage}`;
      const drawn = known.get(name) ?? drawSilhouette(parts, config, species, stage);
      known.set(name, drawn);
      drawn.catch(() => known.delete(name));
      return drawn;
    },
  };
}

async function drawItems(
  parts: Pick<Parts, 'store' | 'clock'>,
  { row, compiled }: LoadedConfig,
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const item of compiled.config.items ?? []) {
    const { art, category } = await itemPictureOf(parts, row, item).catch((error: unknown) => {
      // One missing upload must not take the whole shop down.
      if (error instanceof MissingAsset) return itemPictureOf(parts, row, { ...item, art: undefined });
      throw error;
    });
    hashes.set(item.key, await storePicture(parts, itemThumbnail(art, category)));
  }
  return hashes;
}

async function drawSilhouette(
  parts: Pick<Parts, 'store' | 'clock'>,
  { row, compiled: { config } }: LoadedConfig,
  species: string,
  stage: number,
): Promise<string | null> {
  try {
    const picture = await buddyPictureOf(parts, row, config, { species, stage, mood: 'calm', equipped: [] });
    return await storePicture(parts, composeSilhouette(picture));
  } catch (error) {
    if (error instanceof MissingAsset) return null;
    throw error;
  }
}
