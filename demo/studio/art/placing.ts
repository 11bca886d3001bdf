import { type FindAsset, placeOn } from '../../../src/art/index.ts';
import {
  type Category,
  SPECIES,
  type Species,
  STAGE_NUMBERS,
  type StageNumber,
} from '../../../src/contract/buddy/art.ts';
import type { Place, PlainConfiguration } from '../../../src/contract/configuration/configuration.ts';
import type { OwnPicture } from './read-picture.ts';

/* Own art as a value: what was dropped, what it is for, where it lies; and the configuration that says so. */

export interface Spot {
  species: Species;
  stage: StageNumber;
}
/** What a move at a spot counts for. */
export const REACHES = ['everywhere', 'species', 'stage', 'only here'] as const;
export type Reach = (typeof REACHES)[number];
type PlaceFor = Place & Partial<Spot>;

export interface OwnArt {
  use: 'item' | 'stage';
  category: Category;
  /** Of an item; and of a stage, by stage. */
  item: OwnPicture | null;
  stages: Partial<Record<StageNumber, OwnPicture>>;
  /** Of the one and of the other. */
  places: Record<OwnArt['use'], readonly PlaceFor[]>;
}

export const NO_ART: OwnArt = {
  use: 'item',
  category: 'head',
  item: null,
  stages: {},
  places: { item: [], stage: [] },
};

export const SPOTS: readonly Spot[] = SPECIES.flatMap((species) => STAGE_NUMBERS.map((stage) => ({ species, stage })));
export const isEmpty = ({ use, item, stages }: OwnArt): boolean =>
  use === 'item' ? item === null : Object.keys(stages).length === 0;

export const placeAt = (art: OwnArt, spot: Spot): Place => placeOn(spot, [...art.places[art.use]]) ?? {};

/**
 * The places after a change at a spot. What is nearer than the change reaches, and within it, changes along, so that what
 * was set there by hand keeps its distance.
 */
export function changedPlaces(art: OwnArt, spot: Spot, reach: Reach, change: (place: Place) => Place): OwnArt {
  const places = art.places[art.use];
  const where: Partial<Spot> = {
    // A stage's own picture is of a species of its own.
    ...((reach === 'species' || reach === 'only here') && art.use === 'item' && { species: spot.species }),
    ...((reach === 'stage' || reach === 'only here') && { stage: spot.stage }),
  };
  const isThere = (one: PlaceFor) => one.species === where.species && one.stage === where.stage;
  const within = (one: PlaceFor) =>
    (where.species === undefined || one.species === where.species) &&
    (where.stage === undefined || one.stage === where.stage);
  const before = places.find(isThere) ?? { ...bare(placeAt(art, spot)) };
  const rest = places
    .filter((one) => !isThere(one))
    .map((one) => (within(one) ? { ...whereOf(one), ...bounded(change(bare(one))) } : one));
  // The first of two that say as much counts.
  const next = [{ ...where, ...bounded(change(bare(before))) }, ...rest];
  return { ...art, places: { ...art.places, [art.use]: next } };
}

const bare = ({ x, y, scale, layer }: PlaceFor): Place => ({
  ...(x !== undefined && { x }),
  ...(y !== undefined && { y }),
  ...(scale !== undefined && { scale }),
  ...(layer !== undefined && { layer }),
});
const whereOf = ({ species, stage }: PlaceFor): Partial<Spot> => ({
  ...(species !== undefined && { species }),
  ...(stage !== undefined && { stage }),
});

/** As the contract has it, and no more digits than anybody sees; what is as it comes is left out. */
function bounded({ x = 0, y = 0, scale = 1, layer }: Place): Place {
  const between = (least: number, most: number, value: number) => Math.max(least, Math.min(most, value));
  const [across, down] = [x, y].map((one) => Math.round(between(-512, 512, one)));
  const size = Math.round(between(0.1, 4, scale) * 100) / 100;
  return {
    ...(across !== 0 && { x: across! }),
    ...(down !== 0 && { y: down! }),
    ...(size !== 1 && { scale: size }),
    ...(layer !== undefined && { layer: Math.round(between(0, 100, layer)) }),
  };
}

const ITEM = 'my_item';
const CREATURE = 'my_creature';
/** What stands in the configuration for the id in the answer to an upload. */
const ID = 'ast_…';

/** The part of a configuration that draws it so; `idOf` names the uploads. */
export function configurationOf(
  art: OwnArt,
  idOf: (what: 'item' | StageNumber) => string = () => ID,
): PlainConfiguration {
  if (art.use === 'stage') {
    const assets = STAGE_NUMBERS.filter((stage) => art.stages[stage]).map((stage) => {
      const place = bare(placeAt(art, { species: SPECIES[0], stage }));
      return { stage, asset_id: idOf(stage), ...(Object.keys(place).length > 0 && { place }) };
    });
    return { species: [{ key: CREATURE, label: nameOf(Object.values(art.stages)[0]), assets }] };
  }
  const places = art.places.item.filter((one, at, all) => all.length > 1 || Object.keys(one).length > 0 || at > 0);
  const [first] = places;
  const isOne = places.length === 1 && first!.species === undefined && first!.stage === undefined;
  const place = isOne ? first! : [...places];
  const item = {
    key: ITEM,
    label: nameOf(art.item),
    description: '',
    category: art.category,
    rarity: 'common' as const,
    price: { type: 'coin' as const, amount: 50 },
    art: { asset_id: idOf('item'), ...(places.length > 0 && { place }) },
  };
  return { items: [item] };
}

const nameOf = (picture: OwnPicture | null | undefined): string =>
  picture?.name.replace(/\.\w+$/, '').slice(0, 60) || 'My picture';

/** All that the art needs to draw it on a spot. */
export function lookAt(art: OwnArt, { species, stage }: Spot) {
  const idOf = (what: 'item' | StageNumber) => `ast_${what}`;
  const find: FindAsset = (id) =>
    id === 'ast_item' ? art.item?.asset : art.stages[Number(id.slice('ast_'.length)) as StageNumber]?.asset;
  return {
    document: configurationOf(art, idOf),
    look: {
      species: art.use === 'stage' ? CREATURE : species,
      stage,
      mood: 'calm' as const,
      equipped: art.use === 'item' ? [ITEM] : [],
    },
    find,
  };
}
