import { compose, composeParts } from '../../art/index.ts';
import type { Mood } from '../../contract/art.ts';
import { shownStage } from '../../engine/index.ts';
import { pictureOf } from './art-sources.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import type { Parts } from '../context.ts';
import type { DrawnPicture } from './pictures.ts';
import type { BuddyRow } from '../store/rows.ts';

export interface Drawn {
  picture: DrawnPicture;
  stage: number;
}

/** The buddy as its row has it. Throws a `MissingAsset` where its configuration names a picture that is not there. */
export async function draw(
  parts: Pick<Parts, 'store'>,
  row: BuddyRow,
  { compiled: { config: document } }: LoadedConfig,
  mood: Mood,
): Promise<Drawn> {
  const stage = shownStage(document, row.state.stage);
  const { species, state } = row;
  const picture = await pictureOf(parts, row, document, { species, stage, mood, equipped: state.equipped });
  return { picture: { whole: compose(picture), ...composeParts(picture) }, stage };
}
