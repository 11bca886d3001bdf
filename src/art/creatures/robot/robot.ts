import { arms } from '../../body/arm.ts';
import { legs } from '../../body/leg.ts';
import { figure, type Measures } from '../../body/figure.ts';
import { shifted } from '../../pen/paint.ts';
import { at, type Creature, type CreatureParts, type Rig, type Wearing } from '../../body/rig.ts';
import type { Point } from '../../pen/shape.ts';
import { pack, torso, feet, gripper, shoulders } from './body.ts';
import { head, lids } from './head.ts';
import { SHELL, METAL } from './palette.ts';

const TORSO: Point[] = [
  [0, -1],
  [0.5, -0.98],
  [0.84, -0.8],
  [0.98, -0.2],
  [0.96, 0.3],
  [0.8, 0.66],
  [0.52, 0.76],
  [0, 0.78],
];

const ARM: Point[] = [
  [-0.17, -0.1],
  [0, -0.18],
  [0.17, -0.1],
  [0.19, 0.3],
  [0.23, 0.7],
  [0.22, 0.86],
  [0, 0.9],
  [-0.22, 0.86],
  [-0.23, 0.7],
  [-0.19, 0.3],
];

const MEASURES: Measures = {
  species: 'robot',
  head: { w: [206, 206, 202, 198, 196], h: [166, 166, 162, 158, 156] },
  torso: { w: [136, 148, 162, 178, 194], h: [112, 130, 150, 170, 188], outline: TORSO, hem: 0.8 },
  overlap: [18, 16, 14, 12, 12],
  brim: { y: -0.39, w: 0.88, rise: 0.1 },
  eyes: { dx: 0.195, y: -0.02, r: 0.15, width: 0.86 },
  temple: { x: -0.43, y: -0.4 },
  neck: 0.62,
  arms: {
    dx: 0.48,
    y: 0.22,
    length: [52, 62, 74, 86, 96],
    reach: 1,
    hold: 54,
    stretch: [1.2, 1.12, 1.04, 0.96, 0.9],
    sleeved: 8,
  },
  feet: { dx: 0.25, w: [56, 60, 66, 72, 78], h: [30, 32, 36, 40, 44] },
  postures: {
    calm: { tilt: -4, lift: 0, left: 10, right: 14 },
    proud: { tilt: 3, lift: 4, left: 140, right: 140 },
    sleepy: { tilt: 8, lift: -4, left: 2, right: 2 },
    wave: { tilt: 6, lift: 2, left: 10, right: 154 },
    look: { tilt: 4, lift: 0, left: 8, right: 18 },
    laugh: { tilt: -8, lift: 6, left: 44, right: 44 },
  },
};

function draw(rig: Rig, wearing: Wearing): CreatureParts {
  const towards = at(rig.stage, [0.25, 0.12, 0, 0.14, 0.28]);
  const shell = shifted(SHELL, rig.stage < 3 ? '#fff3cf' : '#e8702a', towards);
  return {
    behind: pack(rig),
    torso: legs(rig, wearing, METAL) + torso(rig, shell),
    feet: feet(rig, shell, wearing),
    arms:
      arms(rig, ARM, rig.stage > 1 ? METAL : shell, wearing.sleeve, (place, side, sleeved) =>
        gripper(rig, place, side, shell, sleeved),
      ) + (wearing.sleeve ? '' : shoulders(rig, shell)),
    head: head(rig, shell, wearing),
    over: '',
    lids: lids(rig),
  };
}

export const robot: Creature = { rig: (...how) => figure(MEASURES, ...how), draw };
