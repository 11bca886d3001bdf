import { LRUCache } from 'lru-cache';
import { compose, composeParts } from '../../art/index.ts';
import type { Mood } from '../../contract/buddy/art.ts';
import { lookOf, shownStage } from '../../engine/index.ts';
import { buddyPictureOf } from './art-sources.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import type { Parts } from '../context.ts';
import { keptPicture, type KeptPicture } from './pictures.ts';
import type { BuddyRow } from '../store/rows.ts';

export interface Drawn {
  picture: KeptPicture;
  stage: number;
}

/**
 * The last pictures that were drawn, by the look: many buddies look the same, above all those of a species that have just
 * hatched, and composing a picture takes milliseconds.
 */
const drawn = new LRUCache<string, Drawn & { config: LoadedConfig }>({ max: 50 });

/** Draws the buddy of the row. Throws a `MissingAsset` where its configuration names an upload that is missing. */
export async function draw(
  parts: Pick<Parts, 'store'>,
  row: BuddyRow,
  config: LoadedConfig,
  mood: Mood,
): Promise<Drawn> {
  const look = lookOf(row, mood);
  const known = drawn.get(look);
  if (known?.config === config) return known;
  const fresh = await drawAnew(parts, row, config, mood);
  drawn.set(look, { ...fresh, config });
  return fresh;
}

async function drawAnew(
  parts: Pick<Parts, 'store'>,
  row: BuddyRow,
  { compiled: { config: document } }: LoadedConfig,
  mood: Mood,
): Promise<Drawn> {
  const stage = shownStage(document, row.state.stage);
  const { species, state } = row;
  const picture = await buddyPictureOf(parts, row, document, { species, stage, mood, equipped: state.equipped });
  return { picture: keptPicture({ whole: compose(picture), ...composeParts(picture) }), stage };
}
