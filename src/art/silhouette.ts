import type { Category } from '../contract/buddy/art.ts';
import { layersOf, rigOf, stacked } from './layers.ts';
import { svgDocument } from './document.ts';
import { INK } from './pen/paint.ts';
import { itemThumbnail } from './thumbnail.ts';
import type { ArtSource, BuddyPicture } from './types.ts';

/** The figure as one dark shape: what is still to come. */
export function composeSilhouette(picture: BuddyPicture): string {
  const rig = rigOf(picture);
  const layers = layersOf(picture, rig).filter(({ name }) => !['flame', 'shadow', 'shell', 'aura'].includes(name));
  return svgDocument(darkened(stacked(layers, rig)));
}

/** The item of a shop card as one dark shape. */
export function itemSilhouette(art: ArtSource, category: Category): string {
  return itemThumbnail(art, category).replace(
    /(<svg[^>]*>)(.*)(<\/svg>)$/s,
    (_, open: string, inside: string, close: string) => open + darkened(inside) + close,
  );
}

const [r, g, b] = [1, 3, 5].map((at) => (Number.parseInt(INK.slice(at, at + 2), 16) / 255).toFixed(3));

/** Keeps the outline, and makes every colour the house\u2019s dark one. */
function darkened(inside: string): string {
  return `<filter id="dark" color-interpolation-filters="sRGB" x="0" y="0" width="1" height="1"><feColorMatrix values="0 0 0 0 ${r} 0 0 0 0 ${g} 0 0 0 0 ${b} 0 0 0 1 0"/></filter><g filter="url(#dark)">${inside}</g>`;
}
