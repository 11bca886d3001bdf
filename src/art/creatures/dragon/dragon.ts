import { arms } from '../../body/arm.ts';
import { legs } from '../../body/leg.ts';
import { figure, type Measures } from '../../body/figure.ts';
import { shifted } from '../../pen/paint.ts';
import { at, type Creature, type CreatureParts, type Rig, type Wearing } from '../../body/rig.ts';
import type { Point } from '../../pen/shape.ts';
import { wings, tail, torso, feet, claws } from './body.ts';
import { head, horns, lids } from './head.ts';
import { SKIN } from './palette.ts';

const TORSO: Point[] = [
  [0, -1],
  [0.5, -0.96],
  [0.7, -0.5],
  [0.93, 0.1],
  [1, 0.55],
  [0.82, 0.93],
  [0.4, 1],
  [0, 1],
];

const ARM: Point[] = [
  [-0.22, -0.1],
  [0.02, -0.24],
  [0.26, -0.06],
  [0.29, 0.32],
  [0.25, 0.72],
  [0.2, 0.98],
  [0, 1.08],
  [-0.2, 0.98],
  [-0.25, 0.72],
  [-0.29, 0.32],
];

const MEASURES: Measures = {
  species: 'dragon',
  head: { w: [216, 214, 210, 204, 200], h: [180, 178, 174, 168, 164] },
  torso: { w: [140, 154, 168, 186, 204], h: [118, 138, 160, 184, 206], outline: TORSO, hem: 0.84 },
  overlap: [34, 32, 30, 30, 30],
  brim: { y: -0.3, w: 0.84, rise: 0.2 },
  eyes: { dx: 0.23, y: -0.04, r: 0.155, width: 0.9 },
  temple: { x: -0.4, y: -0.34 },
  neck: 0.62,
  arms: {
    dx: 0.37,
    y: 0.32,
    length: [44, 54, 64, 76, 86],
    reach: 0.86,
    hold: 70,
    stretch: [1.3, 1.26, 1.2, 1.14, 1.1],
    sleeved: 8,
  },
  feet: { dx: 0.33, w: [58, 63, 68, 74, 82], h: [32, 35, 38, 42, 46] },
  postures: {
    calm: { tilt: -3, lift: 0, left: 16, right: 20 },
    proud: { tilt: 2, lift: 5, left: 118, right: 118 },
    sleepy: { tilt: 7, lift: -5, left: 4, right: 4 },
    wave: { tilt: 5, lift: 2, left: 16, right: 122 },
    look: { tilt: 4, lift: 0, left: 12, right: 24 },
    laugh: { tilt: -7, lift: 6, left: 46, right: 46 },
  },
};

function draw(rig: Rig, wearing: Wearing): CreatureParts {
  const towards = at(rig.stage, [0.16, 0.08, 0, 0.08, 0.16]);
  const skin = shifted(SKIN, rig.stage < 3 ? '#c8ffe0' : '#0b7d7a', towards);
  return {
    behind: wings(rig) + tail(rig, skin),
    torso: legs(rig, wearing, skin) + torso(rig, skin),
    feet: wearing.categories.has('feet') ? '' : feet(rig, skin),
    arms: arms(rig, ARM, skin, wearing.sleeve, (place) => claws(place, rig.arms.length)),
    head: head(rig, skin, wearing),
    over: wearing.categories.has('head') ? horns(rig, true) : '',
    lids: lids(rig, skin),
  };
}

export const dragon: Creature = { rig: (...how) => figure(MEASURES, ...how), draw };
