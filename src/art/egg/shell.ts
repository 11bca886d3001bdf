import type { Species } from '../../contract/buddy/art.ts';
import { solid, type Tones, tones } from '../pen/paint.ts';
import { blob, ellipsePath, placed, type Point } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';

/** The shell each species hatches from. */
export const SHELL_TONES: Record<Species, Tones> = {
  dragon: tones('#d5f3e2', '#a4d8c4', '#ffffff'),
  owl: tones('#efe6ff', '#c4b2ee', '#ffffff'),
  robot: tones('#fff0cd', '#ecc98a', '#ffffff'),
};

const BOWL: Point[] = [
  [-1, -0.5, 0.1],
  [-0.62, -0.2, 0],
  [-0.36, -0.62, 0],
  [0, -0.22, 0],
  [0.34, -0.66, 0],
  [0.64, -0.24, 0],
  [1, -0.56, 0.1],
  [0.86, 0.24],
  [0.4, 0.66],
  [0, 0.72],
  [-0.4, 0.66],
  [-0.86, 0.24],
];
const CHIP: Point[] = [
  [-0.9, 0.5, 0.4],
  [-0.3, -0.5, 0.2],
  [0.2, -0.1, 0.1],
  [0.6, -0.4, 0.2],
  [0.9, 0.5, 0.4],
];

/** What is left of the egg, beside a fresh hatchling. */
export function shellOnGround(species: Species, ground: number): string {
  const look = SHELL_TONES[species];
  return svg`<path d="${ellipsePath(150, ground + 1, 38, 7)}${ellipsePath(370, ground + 2, 22, 5)}" fill="#2b2440" fill-opacity=".12"/>
    ${solid('shell', blob(placed(BOWL, { x: 150, y: ground - 20, turn: -12, scale: 36 })), look, 6)}${solid('chip', blob(placed(CHIP, { x: 370, y: ground - 8, turn: 6, scale: 20 })), look, 4)}`;
}
