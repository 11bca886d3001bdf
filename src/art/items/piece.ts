import type { Rig, Sleeve } from '../body/rig.ts';

type CropBox = readonly [x: number, y: number, side: number];

/**
 * A built-in item. `draw` gives what lies in front; `behind` what shows behind the creature (a cape's back).
 * Pieces in `head` space are drawn around the head's centre and move with it; the others in canvas coordinates.
 */
export interface Piece {
  space: 'canvas' | 'head';
  draw(rig: Rig): string;
  behind?(rig: Rig): string;
  sleeve?: Sleeve;
  /** What a shop card shows, on 512 × 512, where the worn drawing alone does not tell what it is. */
  icon?: string;
  /** The square a shop card shows, [x, y, side] in the piece's space; each category has its own otherwise. */
  frame?(rig: Rig): CropBox;
}
