import type { BuiltinItem } from '../../contract/buddy/art.ts';
import * as accessory from './accessory.ts';
import * as body from './body.ts';
import * as face from './face.ts';
import * as feet from './feet.ts';
import * as hand from './hand.ts';
import * as head from './head.ts';
import * as neck from './neck.ts';
import type { Piece } from './piece.ts';

/** Every drawing exported by the category files, under the name configurations use; scenes are in `scenes/`. */
export const PIECES: Partial<Record<BuiltinItem, Piece>> = {
  ...body,
  ...feet,
  ...hand,
  ...neck,
  ...face,
  ...head,
  ...accessory,
};
