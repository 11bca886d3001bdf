import type { BuiltinItem, Category, Mood, Species, StageNumber } from '../contract/art.ts';

export interface AssetSource {
  asset: { media_type: 'image/svg+xml' | 'image/png' | 'image/webp'; base64: string };
}
export type ArtSource = { builtin: BuiltinItem } | AssetSource;

export interface PictureItem {
  item_id: string;
  category: Category;
  label: string;
  art: ArtSource;
}

export interface BuddyPicture {
  kind: 'buddy';
  species: Species;
  stage: StageNumber;
  mood: Mood;
  items: readonly PictureItem[];
  stage_art?: AssetSource;
}

export type EggStatus = 'waiting' | 'ready' | 'cracking';

export interface EggPicture {
  kind: 'egg';
  species: Species;
  status: EggStatus;
}
