import type { BuiltinItem, Category, Mood, Species, StageNumber } from '../contract/buddy/art.ts';

export interface AssetSource {
  asset: { media_type: 'image/svg+xml' | 'image/png' | 'image/webp'; base64: string };
}
export type ArtSource = { builtin: BuiltinItem } | AssetSource;

/** Moves a drawing by units of the canvas, scales it about its middle, and lays it at another depth. */
export interface Placement {
  x?: number | undefined;
  y?: number | undefined;
  scale?: number | undefined;
  layer?: number | undefined;
}

export interface PictureItem {
  item_id: string;
  category: Category;
  label: string;
  art: ArtSource;
  place?: Placement;
}

export interface BuddyPicture {
  kind: 'buddy';
  species: Species;
  stage: StageNumber;
  mood: Mood;
  items: readonly PictureItem[];
  stageArt?: AssetSource;
  /** Where own stage art lies; items of a smaller depth than its layer are drawn behind it. */
  stagePlace?: Placement;
}

export type EggLook = 'waiting' | 'ready' | 'cracking';

export interface EggPicture {
  kind: 'egg';
  species: Species;
  status: EggLook;
}
