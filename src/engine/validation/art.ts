import { BUILTIN_ITEM_NAMES, BUILTIN_ITEMS, SPECIES, type BuiltinItem } from '../../contract/buddy/art.ts';
import { ownSpecies } from './keys.ts';
import type { Check } from './report.ts';

function isBuiltin(name: string): name is BuiltinItem {
  return Object.hasOwn(BUILTIN_ITEMS, name);
}

export const artIsKnown: Check = ({ items = [] }, report) => {
  for (const [index, { art }] of items.entries()) {
    if (!art || !('builtin' in art) || isBuiltin(art.builtin)) continue;
    const message = `There is no built-in piece ${art.builtin}. There are: ${BUILTIN_ITEM_NAMES.join(', ')}.`;
    report(`items.${index}.art.builtin`, 'unknown_art', message);
  }
};

export const placesAreKnown: Check = (config, report) => {
  const known = new Set<string>([...SPECIES, ...(config.species ?? []).map(({ key }) => key)]);
  for (const [index, { art }] of (config.items ?? []).entries()) {
    if (!Array.isArray(art?.place)) continue;
    for (const [at, { species }] of art.place.entries()) {
      if (species === undefined || known.has(species)) continue;
      const message = `There is no species ${species}. There are: ${[...known].join(', ')}.`;
      report(`items.${index}.art.place.${at}.species`, 'unknown_reference', message);
    }
  }
};

/** Without a list of species, a buddy may be any of the built-in ones. */
export const choicesAreThere: Check = ({ hatching, species = [] }, report) => {
  const there = species.length || SPECIES.length;
  if (hatching?.choices === undefined || hatching.choices <= there) return;
  const message = `Eggs offer ${hatching.choices} species, and there are ${there}. Add species, or offer fewer.`;
  report('hatching.choices', 'too_few_species', message);
};

export const stagesHaveArt: Check = (config, report) => {
  for (const [index, { key, assets }] of ownSpecies(config)) {
    const drawn = new Set(assets.map(({ stage }) => stage));
    const bare = (config.stages ?? []).map(({ stage }) => stage).filter((stage) => !drawn.has(stage));
    if (bare.length === 0) continue;
    const message = `The species ${key} has no picture for stage ${bare.join(', ')}. Upload one for each stage.`;
    report(`species.${index}.assets`, 'missing_stage_art', message);
  }
};

export const artSuitsItsCategory: Check = ({ items = [] }, report) => {
  for (const [index, { art, category }] of items.entries()) {
    if (!art || !('builtin' in art) || !isBuiltin(art.builtin)) continue;
    const drawnFor = BUILTIN_ITEMS[art.builtin];
    if (drawnFor === category) continue;
    const message = `${art.builtin} is drawn for the category ${drawnFor}, and the item is worn as ${category}.`;
    report(`items.${index}.art.builtin`, 'art_category', message);
  }
};
