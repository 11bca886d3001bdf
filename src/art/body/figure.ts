import type { Species, StageNumber } from '../../contract/buddy/art.ts';
import { armPlace } from './arm.ts';
import { expressionOf, type Gaze } from './expression.ts';
import type { Bearing } from './expression.ts';
import { at, GROUND, MIDDLE, type Outfit, type PerStage, type Posture, type Rig } from './rig.ts';
import { blob, mirrored, type Point, scaled } from '../pen/shape.ts';

/** A species in figures: pixels where it is `PerStage`, else shares of the head's or the torso's size. */
export interface Measures {
  species: Species;
  head: { w: PerStage; h: PerStage };
  torso: { w: PerStage; h: PerStage; outline: readonly Point[]; hem: number };
  /** How far the chin hangs over the shoulders. */
  overlap: PerStage;
  brim: { y: number; w: number; rise: number };
  eyes: { dx: number; y: number; r: number; width: number };
  temple: { x: number; y: number };
  neck: number;
  arms: { dx: number; y: number; length: PerStage; reach: number; hold: number; stretch: PerStage; sleeved: number };
  feet: { dx: number; w: PerStage; h: PerStage };
  postures: Record<Bearing, Posture>;
}

/** Short arms raised as high as long ones would vanish behind the head. */
const RAISE: PerStage = [0.74, 0.8, 0.88, 0.95, 1];
const GRIP: PerStage = [0.74, 0.82, 0.9, 0.97, 1.04];
/** How much higher one stands in shoes. */
const SOLES: PerStage = [12, 14, 16, 18, 20];
const REACH: PerStage = [212, 220, 230, 243, 256];
const FRIEND: PerStage = [0.82, 0.86, 0.9, 0.95, 1];

/** Stands the figure on the ground: legs up, head last. */
export function figure(
  m: Measures,
  stage: StageNumber,
  bearing: Bearing,
  { holding = false, shod = false, sleeved = false }: Outfit,
  gaze?: Gaze,
): Rig {
  const [w, h] = [at(stage, m.head.w), at(stage, m.head.h)];
  const [torsoW, torsoH] = [at(stage, m.torso.w), at(stage, m.torso.h)];
  const bottom = GROUND - 6 - (shod ? at(stage, SOLES) : 0);
  const top = bottom - torsoH;
  const chin = top + at(stage, m.overlap);
  const pose = m.postures[bearing];
  const stretch = at(stage, m.arms.stretch);
  const spread = (angle: number) => (sleeved && angle < 30 ? angle + m.arms.sleeved : angle);
  const raised = (angle: number) => (angle > 90 ? angle * at(stage, RAISE) : angle);
  const rig: Rig = {
    species: m.species,
    stage,
    bearing,
    expression: expressionOf(bearing, gaze),
    head: { x: MIDDLE, y: chin - h / 2 - pose.lift, w, h, tilt: pose.tilt },
    brim: { y: h * m.brim.y, w: w * m.brim.w, rise: h * m.brim.rise },
    eyes: { dx: w * m.eyes.dx, y: h * m.eyes.y, r: w * m.eyes.r, width: w * m.eyes.width },
    temple: { x: w * m.temple.x, y: h * m.temple.y },
    neck: { x: MIDDLE, y: chin, w: torsoW * m.neck },
    torso: {
      path: torso(m, torsoW, torsoH, top),
      cloth: torso(m, torsoW * 1.06, torsoH, top),
      top,
      bottom,
      w: torsoW,
      hem: top + torsoH * m.torso.hem,
    },
    arms: {
      dx: torsoW * m.arms.dx,
      y: top + torsoH * m.arms.y,
      length: at(stage, m.arms.length),
      left: holding ? m.arms.hold : spread(raised(pose.left)),
      right: spread(raised(pose.right)),
      stretch: { left: holding || pose.left > 100 ? stretch : 1, right: pose.right > 100 ? stretch : 1 },
    },
    feet: { dx: torsoW * m.feet.dx, y: GROUND, w: at(stage, m.feet.w), h: at(stage, m.feet.h) },
    grip: { x: 0, y: 0, scale: at(stage, GRIP) },
    reach: at(stage, REACH),
    friend: { x: MIDDLE + w * 0.5 + 52, y: chin - h * 0.94, scale: at(stage, FRIEND) },
  };
  const [paw] = armPlace(rig, 'left')([[0, m.arms.reach]]) as [Point];
  return { ...rig, grip: { ...rig.grip, x: paw[0], y: paw[1] } };
}

function torso(m: Measures, w: number, h: number, top: number): string {
  return blob(scaled(mirrored(m.torso.outline), w / 2, h / 2, MIDDLE, top + h / 2));
}
