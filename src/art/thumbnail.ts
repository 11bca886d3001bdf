import { CANVAS, type Category } from '../contract/buddy/art.ts';
import { sleeves } from './body/arm.ts';
import { svgDocument } from './document.ts';
import { image } from './layers.ts';
import { croppedScene } from './scene.ts';
import { CREATURES } from './creatures/index.ts';
import { PIECES } from './items/index.ts';
import type { Rig } from './body/rig.ts';
import type { Point } from './pen/shape.ts';
import { svg } from './pen/svg.ts';
import type { ArtSource } from './types.ts';

/** What of the canvas a shop card shows of each category: [x, y, side] on the mannequin. */
function frame(rig: Rig, category: Category): [x: number, y: number, side: number] {
  const { head, brim, eyes, torso, neck, feet, grip, friend } = rig;
  const around = (x: number, y: number, side: number): [number, number, number] => [x - side / 2, y - side / 2, side];
  switch (category) {
    case 'background':
      return [0, 0, CANVAS];
    case 'body':
      return around(neck.x, (torso.top + torso.hem) / 2 + 6, torso.w * 1.62);
    case 'feet':
      return around(neck.x, feet.y - feet.h * 0.9, feet.dx * 2 + feet.w * 1.85);
    case 'hand':
      return around(grip.x - 12, grip.y - 46, 170);
    case 'neck':
      return around(neck.x, neck.y + neck.w * 0.24, neck.w * 1.6);
    case 'face':
      return around(head.x, head.y + eyes.y, eyes.width * 1.2);
    case 'head':
      return around(head.x, head.y + brim.y - brim.w * 0.24, brim.w * 1.55);
    case 'accessory':
      return around(friend.x, friend.y, 150);
  }
}

/** The mannequin's arm: only its sleeves are seen. */
const ARM: Point[] = [
  [-0.24, -0.08],
  [0.02, -0.24],
  [0.26, -0.04],
  [0.27, 0.4],
  [0.23, 0.9],
  [0, 1.06],
  [-0.23, 0.9],
  [-0.27, 0.4],
];

function mannequin(category: Category): Rig {
  const rig = CREATURES.owl.rig(3, 'calm', { holding: category === 'hand' });
  // Boots are kept low on small bodies; the mannequin has grown feet, close together.
  if (category === 'feet') return { ...rig, stage: 5, feet: { ...rig.feet, w: 57 } };
  return category === 'body' ? { ...rig, arms: { ...rig.arms, dx: rig.arms.dx * 0.9, left: 26, right: 26 } } : rig;
}

/** The item alone, framed for a shop card. */
export function itemThumbnail(art: ArtSource, category: Category): string {
  if ('asset' in art) return svgDocument(image(art, 24, 24, 464, 464));
  const piece = PIECES[art.builtin];
  if (!piece) return svgDocument(croppedScene(art));
  const rig = mannequin(category);
  if (piece.icon) return svgDocument(piece.icon);
  const drawn = (piece.behind?.(rig) ?? '') + piece.draw(rig) + (piece.sleeve ? sleeves(rig, ARM, piece.sleeve) : '');
  const inside =
    piece.space === 'head' ? svg`<g transform="translate(${rig.head.x} ${rig.head.y})">${drawn}</g>` : drawn;
  const own = piece.frame?.(rig);
  const offset = piece.space === 'head' ? rig.head : { x: 0, y: 0 };
  const [x, y, side] = own ? [own[0] + offset.x, own[1] + offset.y, own[2]] : frame(rig, category);
  return svgDocument(inside, { box: svg`${x} ${y} ${side} ${side}` });
}
