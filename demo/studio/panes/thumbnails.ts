import { type BuddyPicture, composeFace, composeFigure, itemThumbnail } from '../../../src/art/index.ts';
import { BUILTIN_ITEMS, type BuiltinItem } from '../../../src/contract/buddy/art.ts';
import type { Setup } from '../page/setup.ts';

/* Small pictures of what can be chosen; each is drawn once. */

const urls = new Map<string, string>();

function urlOf(key: string, draw: () => string): string {
  const url = urls.get(key) ?? URL.createObjectURL(new Blob([draw()], { type: 'image/svg+xml' }));
  urls.set(key, url);
  return url;
}

type Look = Pick<Setup, 'species' | 'stage' | 'mood'>;
const pictureOf = ({ species, stage, mood }: Look): BuddyPicture => ({
  kind: 'buddy',
  species,
  stage,
  mood,
  items: [],
});

export const faceUrl = (look: Look): string =>
  urlOf(`face ${look.species} ${look.stage} ${look.mood}`, () => composeFace(pictureOf(look)));

export const figureUrl = (look: Look): string =>
  urlOf(`figure ${look.species} ${look.stage} ${look.mood}`, () => composeFigure(pictureOf(look)));

export const itemUrl = (item: BuiltinItem): string =>
  urlOf(`item ${item}`, () => itemThumbnail({ builtin: item }, BUILTIN_ITEMS[item]));
