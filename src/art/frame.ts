import { CANVAS } from '../contract/buddy/art.ts';
import { boxOf } from './body/place.ts';
import { rigOf } from './layers.ts';
import type { BuddyPicture, PictureItem, Placement } from './types.ts';

/** Where a drawing lies on the canvas of 512 × 512: its middle, its size, and how far it is turned, in degrees clockwise. */
export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
  turned: number;
}

/** The box that an own drawing of an item is fitted into, as its `place` moves and scales it. */
export function frameOfItem(picture: BuddyPicture, { category, place }: PictureItem): Frame {
  if (picture.stageArt || category === 'background') return moved(place, CANVAS / 2, CANVAS / 2, CANVAS, CANVAS, 0);
  const rig = rigOf(picture);
  const { x, y, w, h, space } = boxOf(rig, category);
  const frame = moved(place, x + w / 2, y + h / 2, w, h, 0);
  if (space === 'canvas') return frame;
  const { head } = rig;
  const turned = (head.tilt * Math.PI) / 180;
  return {
    ...frame,
    x: head.x + frame.x * Math.cos(turned) - frame.y * Math.sin(turned),
    y: head.y + frame.x * Math.sin(turned) + frame.y * Math.cos(turned),
    turned: head.tilt,
  };
}

/** The box of an own stage picture. */
export const frameOfStage = ({ stagePlace }: BuddyPicture): Frame =>
  moved(stagePlace, CANVAS / 2, CANVAS / 2, CANVAS, CANVAS, 0);

function moved(place: Placement | undefined, cx: number, cy: number, w: number, h: number, turned: number): Frame {
  const { x = 0, y = 0, scale = 1 } = place ?? {};
  return { x: cx + x, y: cy + y, width: w * scale, height: h * scale, turned };
}
