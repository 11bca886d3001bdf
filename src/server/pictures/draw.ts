import { compose, type PictureItem } from '../../art/index.ts';
import { SPECIES, STAGE_NUMBERS, type Mood, type StageNumber } from '../../contract/art.ts';
import { isBuiltinSpecies, pictureItem, stageArt } from './art-sources.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import { shownStage } from '../state/stages.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow } from '../store/rows.ts';

export interface Drawn {
  svg: string;
  stage: number;
}

/** The buddy as its row has it. Throws a `MissingAsset` where its configuration names a picture that is not there. */
export async function draw(
  parts: Pick<Parts, 'store'>,
  row: BuddyRow,
  { row: { document } }: LoadedConfig,
  mood: Mood,
): Promise<Drawn> {
  const { equipped } = row.state;
  const stage = shownStage(document, row.state.stage);
  const worn = (document.items ?? []).filter((item) => equipped.includes(item.key));
  const items: PictureItem[] = [];
  for (const item of worn) items.push(await pictureItem(parts, row, item));
  const own = await stageArt(parts, row, document, row.species, stage);
  const svg = compose({
    kind: 'buddy',
    species: isBuiltinSpecies(row.species) ? row.species : SPECIES[0],
    stage: drawnStage(stage),
    mood,
    items,
    ...(own && { stage_art: own }),
  });
  return { svg, stage };
}

function drawnStage(stage: number): StageNumber {
  return STAGE_NUMBERS.findLast((number) => number <= stage) ?? STAGE_NUMBERS[0];
}
