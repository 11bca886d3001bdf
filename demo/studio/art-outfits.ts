import {
  BUILTIN_ITEMS,
  type BuiltinItem,
  type Mood,
  type Species,
  type StageNumber,
} from '../../src/contract/buddy/art.ts';
import { compose, type PictureItem } from '../../src/art/index.ts';

/** Together they show every built-in item at least once, on everybody. */
export const OUTFITS: Record<string, readonly BuiltinItem[]> = {
  Ranch: ['cowboy_hat', 'scarf', 'balloon', 'sunny_meadow'],
  Winter: ['beanie', 'striped_sweater', 'rain_boots', 'daisy'],
  Scholar: ['graduation_cap', 'round_glasses', 'bow_tie', 'storybook'],
  Wizard: ['wizard_hat', 'magic_wand', 'shooting_star', 'starry_night'],
  Hero: ['hero_cape', 'hero_mask', 'rocket_boots', 'floating_islands'],
  Royal: ['golden_crown', 'knight_armor', 'golden_trophy', 'bumblebee'],
  Rain: ['raincoat', 'sunglasses', 'sneakers', 'seaside'],
  Champion: ['champion_medal', 'golden_trophy', 'sunglasses', 'cosy_room'],
};

export function worn(names: readonly BuiltinItem[]): PictureItem[] {
  return names.map((name) => ({
    item_id: `item_${name}`,
    category: BUILTIN_ITEMS[name],
    label: name,
    art: { builtin: name },
  }));
}

export function dressed(
  species: Species,
  stage: StageNumber,
  names: readonly BuiltinItem[] = [],
  mood: Mood = 'calm',
): string {
  return compose({ kind: 'buddy', species, stage, mood, items: worn(names) });
}
