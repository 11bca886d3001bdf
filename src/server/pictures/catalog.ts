import { compose, itemThumbnail, type EggStatus as EggArt } from '../../art/index.ts';
import { SPECIES, type Species } from '../../contract/art.ts';
import type { EggStatus } from '../../contract/eggs.ts';
import type { Parts } from '../context.ts';
import { isBuiltinSpecies, MissingAsset, pictureItem } from './art-sources.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import type { CatalogPictures } from './catalog-pictures.ts';
import { storePicture } from './pictures.ts';

const EGG_ART: Record<EggStatus, EggArt> = {
  waiting: 'waiting',
  ready: 'ready',
  hatching: 'cracking',
  hatched: 'cracking',
  cancelled: 'waiting',
};

export function createCatalogPictures(parts: Pick<Parts, 'store' | 'clock'>): CatalogPictures {
  const items = new WeakMap<LoadedConfig, Promise<ReadonlyMap<string, string>>>();
  const eggs = new Map<string, Promise<string>>();

  return {
    items(config) {
      const drawn = items.get(config) ?? drawItems(parts, config);
      items.set(config, drawn);
      drawn.catch(() => items.delete(config));
      return drawn;
    },
    egg(species, status) {
      const name = `${species} ${EGG_ART[status]}`;
      const drawn = eggs.get(name) ?? storePicture(parts, drawEgg(species, EGG_ART[status]));
      eggs.set(name, drawn);
      drawn.catch(() => eggs.delete(name));
      return drawn;
    },
  };
}

async function drawItems(
  parts: Pick<Parts, 'store' | 'clock'>,
  { row }: LoadedConfig,
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const item of row.document.items ?? []) {
    const { art, category } = await pictureItem(parts, row, item).catch((error: unknown) => {
      // A shop stays open when one of its pictures is gone.
      if (error instanceof MissingAsset) return pictureItem(parts, row, { ...item, art: undefined });
      throw error;
    });
    hashes.set(item.key, await storePicture(parts, itemThumbnail(art, category)));
  }
  return hashes;
}

/** A workspace's own species comes out of an egg of ours. */
function drawEgg(species: string, status: EggArt): string {
  const shell: Species = isBuiltinSpecies(species) ? species : SPECIES[0];
  return compose({ kind: 'egg', species: shell, status });
}
