import {
  BUILTIN_ITEMS,
  type BuiltinItem,
  type Mood,
  PLAIN_PIECE,
  SPECIES,
  type Species,
} from '../contract/buddy/art.ts';
import { STAGE_NUMBERS, type StageNumber } from '../contract/buddy/art.ts';
import type { ItemDefinition, ItemPlace, Place, PlainConfiguration } from '../contract/configuration/configuration.ts';
import type { EggStatus } from '../contract/buddy/eggs.ts';
import { altText } from './alt.ts';
import type { ArtSource, AssetSource, BuddyPicture, EggPicture, EggLook, PictureItem } from './types.ts';

/* From a configuration to a picture: which drawing each key names, and where it lies. */

/** All that a picture depends on beside the configuration; the stage is one that is shown. */
export interface Look {
  species: string;
  stage: number;
  mood: Mood;
  equipped: readonly string[];
}

/** A workspace's own picture by its id; undefined where there is none. */
export type FindAsset = (asset_id: string) => AssetSource['asset'] | undefined;

export class MissingAsset extends Error {
  constructor(asset_id: string) {
    super(`The configuration draws with the asset ${asset_id}, which does not exist. Upload it or name another.`);
    this.name = 'MissingAsset';
  }
}

/** The ids of the own pictures that `pictureOf` will look for. */
export function assetsOf(document: PlainConfiguration, { species, stage, equipped }: Look): string[] {
  const items = wornItems(document, equipped).flatMap(({ art }) => (art && 'asset_id' in art ? [art.asset_id] : []));
  const own = stageAsset(document, species, stage);
  return own ? [...items, own.asset_id] : items;
}

/**
 * What the art needs to know of a buddy that looks like this.
 * @throws MissingAsset where the configuration names a picture that is not there
 */
export function pictureOf(document: PlainConfiguration, look: Look, find: FindAsset): BuddyPicture {
  const { species, stage, mood, equipped } = look;
  const own = stageAsset(document, species, stage);
  return {
    kind: 'buddy',
    species: isBuiltinSpecies(species) ? species : SPECIES[0],
    stage: drawnStage(stage),
    mood,
    items: wornItems(document, equipped).map((item) => pictureItem(item, find, look)),
    ...(own && { stageArt: found(own.asset_id, find), ...(own.place && { stagePlace: own.place }) }),
  };
}

const wornItems = ({ items = [] }: PlainConfiguration, equipped: readonly string[]) =>
  items.filter((item) => equipped.includes(item.key));

interface Wearer {
  species: string;
  stage: number;
}

/** What the art needs to know of an item; without `art` it is the plain piece of its category. */
export function pictureItem(item: ItemDefinition, find: FindAsset, wearer?: Wearer): PictureItem {
  const place = wearer && placeOn(wearer, item.art?.place);
  return {
    item_id: item.key,
    category: item.category,
    label: item.label,
    art: artOf(item, find),
    ...(place && { place }),
  };
}

/** Of several entries the one that says most of the wearer; of two that say as much, the first. */
export function placeOn({ species, stage }: Wearer, places: ItemPlace | undefined): Place | undefined {
  if (!Array.isArray(places)) return places;
  const fitting = places.filter(
    (one) => (one.species === undefined || one.species === species) && (one.stage === undefined || one.stage === stage),
  );
  const says = (one: (typeof places)[number]) => Number(one.species !== undefined) + Number(one.stage !== undefined);
  return [...fitting].sort((a, b) => says(b) - says(a))[0];
}

function artOf({ art, category }: ItemDefinition, find: FindAsset): ArtSource {
  if (art && 'asset_id' in art) return found(art.asset_id, find);
  return { builtin: art && isBuiltin(art.builtin) ? art.builtin : PLAIN_PIECE[category] };
}

function found(asset_id: string, find: FindAsset): AssetSource {
  const asset = find(asset_id);
  if (!asset) throw new MissingAsset(asset_id);
  return { asset };
}

const isBuiltin = (name: string): name is BuiltinItem => Object.hasOwn(BUILTIN_ITEMS, name);
const isBuiltinSpecies = (name: string): name is Species => (SPECIES as readonly string[]).includes(name);

/** The workspace's own picture of a stage: its own, else that of the closest stage before, else its first. */
function stageAsset(document: PlainConfiguration, species: string, stage: number) {
  const definition = document.species?.find((one) => one.key === species);
  if (!definition || !('assets' in definition)) return undefined;
  const assets = [...definition.assets].sort((a, b) => a.stage - b.stage);
  return assets.findLast((asset) => asset.stage <= stage) ?? assets[0]!;
}

function drawnStage(stage: number): StageNumber {
  return STAGE_NUMBERS.findLast((number) => number <= stage) ?? STAGE_NUMBERS[0];
}

const EGG_ART: Record<EggStatus, EggLook> = {
  waiting: 'waiting',
  ready: 'ready',
  hatching: 'cracking',
  hatched: 'cracking',
  cancelled: 'waiting',
};

/** A workspace's own species comes out of an egg of ours. */
export function eggPicture(species: string, status: EggStatus): EggPicture {
  return { kind: 'egg', species: isBuiltinSpecies(species) ? species : SPECIES[0], status: EGG_ART[status] };
}

/** What the picture shows, in words. */
export function describeLook(
  { items = [] }: PlainConfiguration,
  { name, stageLabel, mood, equipped }: Pick<Look, 'mood' | 'equipped'> & { name: string; stageLabel: string },
  language = 'en',
): string {
  const worn = items.filter((item) => equipped.includes(item.key)).map(({ label, category }) => ({ label, category }));
  return altText({ name, stageLabel, mood, items: worn, language });
}
