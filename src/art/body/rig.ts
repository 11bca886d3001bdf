import type { Category, Species, StageNumber } from '../../contract/buddy/art.ts';
import type { Bearing, Expression, Gaze } from './expression.ts';
import type { Tones } from '../pen/paint.ts';

/** Everybody stands on this line. */
export const GROUND = 462;
export const MIDDLE = 256;

/** How a bearing holds the body. Arm angles: degrees outwards from hanging straight down; short arms are raised less. */
export interface Posture {
  tilt: number;
  lift: number;
  left: number;
  right: number;
}

/**
 * A creature's measures at one stage: where things sit and how wide it is there. Items are fitted to it.
 * `head`, `brim`, `eyes` and `temple` are in the head's own coordinates, the origin at its centre.
 */
export interface Rig {
  species: Species;
  stage: StageNumber;
  bearing: Bearing;
  expression: Expression;
  head: { x: number; y: number; w: number; h: number; tilt: number };
  /** The line a hat rests on: its height, the head's width there, and the height of the skull above it. */
  brim: { y: number; w: number; rise: number };
  /** `dx` from the middle to each eye, `r` what a lens must cover, `width` of the face for masks. */
  eyes: { dx: number; y: number; r: number; width: number };
  /** Beside the head at the viewer's left, where a flower is tucked in. */
  temple: { x: number; y: number };
  neck: { x: number; y: number; w: number };
  /** `cloth` is the outline a garment follows, `hem` the height where it ends. */
  torso: { path: string; cloth: string; top: number; bottom: number; w: number; hem: number };
  /** `stretch`: how much longer an arm is that holds or waves something clear of the head. */
  arms: {
    dx: number;
    y: number;
    length: number;
    left: number;
    right: number;
    stretch: { left: number; right: number };
  };
  feet: { dx: number; y: number; w: number; h: number };
  /** The paw that holds things, and how large they are in it. */
  grip: { x: number; y: number; scale: number };
  /** How far to each side of the middle a figure of this stage shows the canvas: the young are shown nearer. */
  reach: number;
  /** Free air at the upper right, for companions. */
  friend: { x: number; y: number; scale: number };
}

/** What a garment does to the arms: the drawing follows every pose. */
export interface Sleeve {
  tones: Tones;
  cuff: string;
  /** Share of the arm it covers. */
  length: number;
  stripe?: string;
  /** A plate over the shoulder. */
  pad?: Tones;
}

/** What an outfit does to how a creature stands. */
export interface Outfit {
  /** Something is in its left hand. */
  holding?: boolean;
  /** It wears footwear, and stands higher in it. */
  shod?: boolean;
  /** Its arms are in sleeves, and hang a little off the body. */
  sleeved?: boolean;
}

export interface Wearing {
  categories: ReadonlySet<Category>;
  sleeve?: Sleeve;
}

/** The creature's parts, from back to front; items are laid between them. */
export interface CreatureParts {
  behind: string;
  torso: string;
  feet: string;
  arms: string;
  head: string;
  /** What pierces a hat, or lies over it; in the head's coordinates. */
  over: string;
  /** Closed lids over the open eyes, and what lies over them; in the head's coordinates, '' where no eye is open. */
  lids: string;
}

export interface Creature {
  /** `gaze` is where the pose `look` looks. */
  rig(stage: StageNumber, bearing: Bearing, outfit: Outfit, gaze?: Gaze): Rig;
  draw(rig: Rig, wearing: Wearing): CreatureParts;
}

/** A value for each stage, hatchling to elder. */
export type PerStage = readonly [number, number, number, number, number];

export function at(stage: StageNumber, table: PerStage): number {
  return table[stage - 1] as number;
}
