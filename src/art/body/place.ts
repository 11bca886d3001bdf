import { CANVAS, type Category } from '../../contract/buddy/art.ts';
import type { Rig } from './rig.ts';

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
  /** How a drawing of another shape settles in the box. */
  align: 'xMidYMid' | 'xMidYMax' | 'xMidYMin';
  space: 'canvas' | 'head';
}

/** Where a workspace's own drawing of a category goes on this creature. */
export function boxOf(rig: Rig, category: Category): Box {
  const { torso, neck, feet, grip, brim, eyes, friend } = rig;
  const around = (x: number, y: number, w: number, h: number, space: Box['space'] = 'canvas'): Box => ({
    x: x - w / 2,
    y: y - h / 2,
    w,
    h,
    align: 'xMidYMid',
    space,
  });
  switch (category) {
    case 'background':
      return around(CANVAS / 2, CANVAS / 2, CANVAS, CANVAS);
    case 'body':
      return {
        ...around(neck.x, (torso.top + torso.bottom) / 2, torso.w * 1.24, torso.bottom - torso.top),
        align: 'xMidYMin',
      };
    case 'feet':
      return { ...around(neck.x, feet.y - feet.h * 0.6, feet.dx * 2 + feet.w * 1.2, feet.h * 1.3), align: 'xMidYMax' };
    case 'hand':
      return around(grip.x, grip.y - 24 * grip.scale, 112 * grip.scale, 112 * grip.scale);
    case 'neck':
      return { ...around(neck.x, neck.y + neck.w * 0.16, neck.w * 1.3, neck.w * 0.8), align: 'xMidYMin' };
    case 'face':
      return around(0, eyes.y, eyes.width * 1.06, eyes.r * 2.7, 'head');
    case 'head':
      return { ...around(0, brim.y + brim.w * (0.12 - 0.45), brim.w * 1.36, brim.w * 0.9, 'head'), align: 'xMidYMax' };
    case 'accessory':
      return around(Math.min(friend.x, 452), Math.max(friend.y, 58), 92 * friend.scale, 92 * friend.scale);
  }
}
