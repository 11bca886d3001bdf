import { type BuddyPicture, compose, composeParts, type PictureItem } from '../../art/index.ts';
import { SPECIES, STAGE_NUMBERS, type Mood, type StageNumber } from '../../contract/art.ts';
import { isBuiltinSpecies, pictureItem, stageArt } from './art-sources.ts';
import type { Configuration } from '../../contract/configuration.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import { shownStage } from '../state/stages.ts';
import type { Parts } from '../context.ts';
import type { DrawnPicture } from './pictures.ts';
import type { BuddyRow, World } from '../store/rows.ts';

export interface Drawn {
  picture: DrawnPicture;
  stage: number;
}

/** The buddy as its row has it. Throws a `MissingAsset` where its configuration names a picture that is not there. */
export async function draw(
  parts: Pick<Parts, 'store'>,
  row: BuddyRow,
  { row: { document } }: LoadedConfig,
  mood: Mood,
): Promise<Drawn> {
  const stage = shownStage(document, row.state.stage);
  const { species, state } = row;
  const picture = await pictureOf(parts, row, document, { species, stage, mood, equipped: state.equipped });
  return { picture: { whole: compose(picture), ...composeParts(picture) }, stage };
}

/** All that a picture depends on beside the configuration; the stage is one that is shown. */
export interface Look {
  species: string;
  stage: number;
  mood: Mood;
  equipped: readonly string[];
}

/** What the art needs to know of a buddy that looks like this. */
export async function pictureOf(
  parts: Pick<Parts, 'store'>,
  world: World,
  document: Configuration,
  { species, stage, mood, equipped }: Look,
): Promise<BuddyPicture> {
  const worn = (document.items ?? []).filter((item) => equipped.includes(item.key));
  const items: PictureItem[] = [];
  for (const item of worn) items.push(await pictureItem(parts, world, item, { species, stage }));
  const own = await stageArt(parts, world, document, species, stage);
  return {
    kind: 'buddy',
    species: isBuiltinSpecies(species) ? species : SPECIES[0],
    stage: drawnStage(stage),
    mood,
    items,
    ...(own && { stage_art: own.stage_art, ...(own.stage_place && { stage_place: own.stage_place }) }),
  };
}

function drawnStage(stage: number): StageNumber {
  return STAGE_NUMBERS.findLast((number) => number <= stage) ?? STAGE_NUMBERS[0];
}
