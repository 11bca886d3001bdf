import { egg } from './egg/egg.ts';
import { svgDocument } from './document.ts';
import { layersOf, rigOf, stacked } from './layers.ts';
import { wholeScene } from './scene.ts';
import type { BuddyPicture, EggPicture } from './types.ts';

/** The whole picture as an SVG document of 512 × 512; the same picture gives the same bytes. */
export function compose(picture: BuddyPicture | EggPicture): string {
  if (picture.kind === 'egg') return svgDocument(egg(picture));
  const rig = rigOf(picture);
  return svgDocument(wholeScene(picture) + stacked(layersOf(picture, rig), rig));
}
