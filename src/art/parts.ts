import type { Category, Pose } from '../contract/buddy/art.ts';
import { GROUND, MIDDLE, type Rig } from './body/rig.ts';
import { compose } from './compose.ts';
import { svgDocument } from './document.ts';
import { drawnCreature, inHead, itemLayer, layersOf, rigOf, stacked, wornItems } from './layers.ts';
import { svg } from './pen/svg.ts';
import { composeScene } from './scene.ts';
import type { BuddyPicture } from './types.ts';

/** Room under the feet, for their shadow. */
const BELOW = 26;

/** The picture in parts, laid over each other by the page. Own stage art has no parts: `figure` is the whole picture. */
export interface PictureParts {
  scene: string | null;
  figure: string;
  face: string | null;
  blink: string | null;
  poses: Record<Pose, string> | null;
}

/** `towards` is the category that the pose `look` looks at. */
export function composeParts(picture: BuddyPicture, towards?: Category): PictureParts {
  if (picture.stageArt) return { scene: null, figure: compose(picture), face: null, blink: null, poses: null };
  return {
    scene: composeScene(picture.items),
    figure: composeFigure(picture),
    face: composeFace(picture),
    blink: composeBlink(picture),
    poses: {
      wave: composeFigure(picture, 'wave'),
      look: composeFigure(picture, 'look', towards),
      laugh: composeFigure(picture, 'laugh'),
    },
  };
}

/**
 * The buddy and what it wears, 512 × 512, on nothing; it stands 6 % above the lower edge. `towards` is the category that the pose `look`
 * looks at; otherwise the thing in its hand, else to the side.
 */
export function composeFigure(picture: BuddyPicture, pose?: Pose, towards?: Category): string {
  const rig = rigOf(picture, pose, towards);
  return svgDocument(stacked(layersOf(picture, rig), rig), { box: figureBox(rig) });
}

/** The square of the canvas that a figure shows. */
function figureBox({ reach }: Rig): string {
  return svg`${MIDDLE - reach} ${GROUND + BELOW - reach * 2} ${reach * 2} ${reach * 2}`;
}

/** The head with what is worn on it, cropped to a square, on nothing. */
export function composeFace(picture: BuddyPicture): string {
  const rig = rigOf(picture);
  const { x, y, w } = rig.head;
  const side = w * 1.22;
  const layers = layersOf(picture, rig).filter(({ name }) => !['flame', 'shadow', 'shell', 'aura'].includes(name));
  return svgDocument(stacked(layers, rig), { box: svg`${x - side / 2} ${y - side * 0.54} ${side} ${side}` });
}

/** Closed lids to lay over the figure for a blink, with the glasses over them; null where no open eye is to be seen. */
export function composeBlink(picture: BuddyPicture): string | null {
  if (picture.stageArt) return null;
  const rig = rigOf(picture);
  const { lids } = drawnCreature(picture, rig);
  const face = wornItems(picture).filter(({ category }) => category === 'face');
  if (!lids || face.some(({ art }) => 'builtin' in art && art.builtin === 'sunglasses')) return null;
  const over = face.map((item) => itemLayer(item, rig, false));
  const inside = over.filter(({ space }) => space === 'head').map(({ markup }) => markup);
  return svgDocument(inHead(rig, lids + inside.join('')), { box: figureBox(rig) });
}
