import { CANVAS, SCENE_SIZE } from '../contract/buddy/art.ts';
import { svgDocument } from './document.ts';
import { image, sceneOf } from './layers.ts';
import { roundRect } from './pen/shape.ts';
import { svg } from './pen/svg.ts';
import { plain, SCENES } from './scenes/index.ts';
import type { ArtSource, BuddyPicture, PictureItem } from './types.ts';

/**
 * What lies behind the figure, 1024 × 640: the background among the items, an uploaded one cropped to cover. Without one
 * it is drawn in translucent white and ink, and takes the colour of whatever it is laid over.
 */
export function composeScene(items: readonly PictureItem[]): string {
  const art = sceneOf(items)?.art;
  return svgDocument(art ? scene(art) : plain, SCENE_SIZE);
}

/** The middle of the scene, behind the figure of a whole picture; nothing where there is no background. */
export function wholeScene({ items, stageArt }: BuddyPicture): string {
  const art = sceneOf(items)?.art;
  if (!art) return '';
  if ('asset' in art) return image(art, 0, 0, CANVAS, CANVAS, stageArt ? 'xMidYMid' : 'xMidYMid slice');
  return croppedScene(art);
}

/** The scene's middle as a square with round corners. */
export function croppedScene(art: ArtSource): string {
  const scale = CANVAS / SCENE_SIZE.height;
  const shift = (CANVAS - SCENE_SIZE.width * scale) / 2;
  return svg`<clipPath id="frame"><path d="${roundRect(0, 0, CANVAS, CANVAS, 44)}"/></clipPath><g clip-path="url(#frame)"><g transform="translate(${shift} 0) scale(${scale})">${scene(art)}</g></g>`;
}

function scene(art: ArtSource): string {
  if ('asset' in art) return image(art, 0, 0, SCENE_SIZE.width, SCENE_SIZE.height, 'xMidYMid slice');
  return SCENES[art.builtin] ?? plain;
}
