import { blob, ellipsePath, type Point } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';
import { cloud, sparkle } from './nature.ts';

/** Everything above a line of hills, a little paler than what is below it. */
function above(line: readonly (readonly [x: number, y: number])[], white: number): string {
  const points: Point[] = [[-80, -80, 0], [1104, -80, 0], [1104, line[0]![1]], ...line, [-80, line.at(-1)![1]]];
  return svg`<path d="${blob(points)}" fill="#fff" fill-opacity="${white}"/>`;
}

const bush = (x: number, y: number, r: number) =>
  [
    [0, 0, 1],
    [-1.1, 0.3, 0.7],
    [1.05, 0.25, 0.76],
  ]
    .map(([dx, dy, size]) => ellipsePath(x + dx! * r, y + dy! * r, r * size!, r * size!))
    .join('');

/**
 * For who owns no background: white alone, thinner towards the ground, so that sky and hills are shades of the colour they
 * are laid over.
 */
export const plain = svg`<path d="M0 0H1024V640H0Z" fill="#fff" fill-opacity=".1"/>
  ${above(
    [
      [1024, 522],
      [820, 500],
      [560, 524],
      [260, 508],
      [0, 536],
    ],
    0.2,
  )}<path d="${bush(150, 500, 40)}${bush(884, 490, 46)}" fill="#fff" fill-opacity=".12"/>${above(
    [
      [1024, 462],
      [800, 428],
      [540, 474],
      [240, 430],
      [0, 470],
    ],
    0.3,
  )}${above(
    [
      [1024, 390],
      [850, 336],
      [620, 372],
      [420, 410],
      [190, 340],
      [0, 404],
    ],
    0.4,
  )}
  <circle cx="246" cy="112" r="80" fill="#fff" fill-opacity=".35"/><circle cx="246" cy="112" r="48" fill="#fff" fill-opacity=".75"/>${cloud(720, 128, 62, 0.75)}${cloud(916, 214, 48, 0.6)}${cloud(80, 236, 50, 0.6)}
  <path d="${ellipsePath(512, 592, 290, 34)}" fill="#fff" fill-opacity=".16"/>
  <path d="${sparkle(664, 236, 11)}${sparkle(352, 214, 9)}${ellipsePath(130, 580, 7, 7)}${ellipsePath(246, 606, 6, 6)}${ellipsePath(790, 600, 7, 7)}${ellipsePath(906, 572, 6, 6)}" fill="#fff" fill-opacity=".7"/>`;
