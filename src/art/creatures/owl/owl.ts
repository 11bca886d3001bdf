import { arms } from '../../body/arm.ts';
import { legs } from '../../body/leg.ts';
import { figure, type Measures } from '../../body/figure.ts';
import { shifted } from '../../pen/paint.ts';
import { at, type Creature, type CreatureParts, type Rig, type Wearing } from '../../body/rig.ts';
import type { Point } from '../../pen/shape.ts';
import { tailFeathers, torso, feet, quills } from './body.ts';
import { head, lids } from './head.ts';
import { HORN, PLUME } from './palette.ts';

const TORSO: Point[] = [
  [0, -1],
  [0.56, -0.94],
  [0.86, -0.42],
  [1, 0.12],
  [0.94, 0.6],
  [0.66, 0.95],
  [0.3, 1.02],
  [0, 1.03],
];

const WING: Point[] = [
  [-0.16, -0.14],
  [0.1, -0.2],
  [0.33, 0.08],
  [0.39, 0.46],
  [0.36, 0.74],
  [0.3, 0.92],
  [0.17, 0.9, 0.3],
  [0.1, 1.04],
  [-0.04, 0.96, 0.3],
  [-0.12, 1.02],
  [-0.22, 0.86, 0.4],
  [-0.3, 0.5],
  [-0.28, 0.15],
];

const MEASURES: Measures = {
  species: 'owl',
  head: { w: [212, 212, 210, 208, 208], h: [172, 172, 170, 168, 166] },
  torso: { w: [150, 164, 178, 194, 210], h: [122, 142, 166, 190, 212], outline: TORSO, hem: 0.86 },
  overlap: [42, 40, 38, 38, 38],
  brim: { y: -0.31, w: 0.82, rise: 0.17 },
  eyes: { dx: 0.215, y: -0.02, r: 0.18, width: 0.94 },
  temple: { x: -0.42, y: -0.36 },
  neck: 0.68,
  arms: {
    dx: 0.44,
    y: 0.3,
    length: [56, 68, 82, 98, 110],
    reach: 0.84,
    hold: 62,
    stretch: [1.16, 1.1, 1.04, 1, 1],
    sleeved: 14,
  },
  feet: { dx: 0.21, w: [50, 54, 58, 62, 68], h: [22, 24, 26, 28, 30] },
  postures: {
    calm: { tilt: 3, lift: 0, left: 8, right: 8 },
    proud: { tilt: -2, lift: 5, left: 128, right: 128 },
    sleepy: { tilt: -8, lift: -5, left: 0, right: 0 },
    wave: { tilt: -5, lift: 2, left: 8, right: 146 },
    look: { tilt: -4, lift: 0, left: 6, right: 14 },
    laugh: { tilt: 7, lift: 6, left: 40, right: 40 },
  },
};

function draw(rig: Rig, wearing: Wearing): CreatureParts {
  const towards = at(rig.stage, [0.22, 0.12, 0, 0.1, 0.2]);
  const plume = shifted(PLUME, rig.stage < 3 ? '#efe4ff' : '#4a35a0', towards);
  return {
    behind: tailFeathers(rig),
    torso: legs(rig, wearing, HORN) + torso(rig, plume),
    feet: wearing.categories.has('feet') ? '' : feet(rig),
    arms: arms(rig, WING, plume, wearing.sleeve, (place, _side, sleeved) =>
      sleeved ? '' : quills(place, plume.shade),
    ),
    head: head(rig, plume, wearing),
    over: '',
    lids: lids(rig, plume),
  };
}

export const owl: Creature = { rig: (...how) => figure(MEASURES, ...how), draw };
