import { solid, type Tones } from '../pen/paint.ts';
import { roundRect } from '../pen/shape.ts';
import { GROUND, MIDDLE, type Rig, type Wearing } from './rig.ts';

/** Legs that reach from the body down into footwear; bare feet stand close under it and need none. */
export function legs({ torso, feet }: Rig, { categories }: Wearing, tones: Tones): string {
  if (!categories.has('feet')) return '';
  const w = feet.w * 0.52;
  const top = torso.bottom - 34;
  return [-1, 1]
    .map((side) =>
      solid(`shin${side}`, roundRect(MIDDLE + side * feet.dx - w / 2, top, w, GROUND - top - 8, 8), tones, 5),
    )
    .join('');
}
