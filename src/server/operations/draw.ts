import { altText, compose, type PictureItem } from '../../art/index.ts';
import { SPECIES, STAGE_NUMBERS, type Mood, type StageNumber } from '../../contract/art.ts';
import { moodAt, type Millis } from '../../engine/index.ts';
import { isBuiltinSpecies, pictureItem, stageArt } from '../domain/art-sources.ts';
import { lookOf } from '../domain/change/look.ts';
import type { LoadedConfig } from '../domain/config-cache.ts';
import { shownStage, stageLabel } from '../domain/state/stages.ts';
import type { Parts } from '../parts.ts';
import type { BuddyRow } from '../store/rows.ts';

export interface Drawn {
  svg: string;
  alt: string;
  mood: Mood;
  stage: number;
  /** What it shows, to be compared with what the buddy looks like by then. */
  look: string;
}

/** The buddy as its row has it now. Throws a `MissingAsset` where its configuration names a picture that is not there. */
export async function draw(
  parts: Pick<Parts, 'store'>,
  row: BuddyRow,
  { row: { document }, compiled }: LoadedConfig,
  now: Millis,
): Promise<Drawn> {
  const { equipped } = row.state;
  const stage = shownStage(document, row.state.stage);
  const worn = (document.items ?? []).filter((item) => equipped.includes(item.key));
  const items: PictureItem[] = [];
  for (const item of worn) items.push(await pictureItem(parts, row, item));
  const own = await stageArt(parts, row, document, row.species, stage);
  const mood = moodAt(row.state, compiled, now);
  const svg = compose({
    kind: 'buddy',
    species: isBuiltinSpecies(row.species) ? row.species : SPECIES[0],
    stage: drawnStage(stage),
    mood,
    items,
    ...(own && { stage_art: own }),
  });
  const alt = altText({ name: row.name, stageLabel: stageLabel(document, stage), items, mood });
  return { svg, alt, mood, stage, look: lookOf(row, mood) };
}

function drawnStage(stage: number): StageNumber {
  return STAGE_NUMBERS.findLast((number) => number <= stage) ?? STAGE_NUMBERS[0];
}
