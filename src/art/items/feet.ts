import { solid, tones, tonesOf } from '../pen/paint.ts';
import { at, type Rig } from '../body/rig.ts';
import { blob, type Point } from '../pen/shape.ts';
import { num, svg } from '../pen/svg.ts';
import type { Piece } from './piece.ts';

/** Footwear is drawn once, 100 wide with the sole at y = 0, and put on both feet; `side` is -1 at the viewer's left. */
function pair(shoe: (side: -1 | 1) => string): Piece {
  const foot = ({ stage, feet }: Rig, middle: number, side: -1 | 1) => {
    const wide = Math.round(feet.w * 1.06) / 100;
    const high = Math.min(wide, at(stage, [0.42, 0.46, 0.5, 0.55, 0.6]));
    return `<g transform="translate(${num(middle + side * feet.dx)} ${feet.y}) scale(${wide} ${high.toFixed(2)})">${shoe(side)}</g>`;
  };
  return { space: 'canvas', draw: (rig) => foot(rig, rig.neck.x, -1) + foot(rig, rig.neck.x, 1) };
}

const SHOE: Point[] = [
  [-40, -44],
  [-26, -60],
  [0, -64],
  [26, -60],
  [40, -44],
  [51, -22],
  [48, -2, 0.5],
  [-48, -2, 0.5],
  [-51, -22],
];

const canvas = tonesOf('#f2545b');
export const sneakers = pair(
  (side) => svg`
  ${solid(`sneaker${side}`, blob(SHOE), canvas, 6, '<ellipse cx="0" cy="-8" rx="35" ry="25" fill="#fff5e6"/>')}
  <path d="M-16 -50Q0 -44 16 -50M-17 -39Q0 -33 17 -39" fill="none" stroke="#fff" stroke-width="5.5" stroke-linecap="round"/>
  ${solid(`sole${side}`, 'M-46 -14Q0 -5 46 -14Q53 -14 53 -7Q53 2 44 2L-44 2Q-53 2 -53 -7Q-53 -14 -46 -14Z', tones('#fffaf0', '#dccbb6', '#ffffff'), 3)}`,
);

const rubber = tonesOf('#4aa3f0');
export const rain_boots = pair(
  (side) => svg`
  ${solid(
    `boot${side}`,
    blob([
      [-36, -92, 0.2],
      [36, -92, 0.2],
      [34, -56],
      [46, -34],
      [52, -12],
      [48, 0, 0.4],
      [-48, 0, 0.4],
      [-52, -12],
      [-46, -34],
      [-34, -56],
    ]),
    rubber,
    7,
    '<path d="M-60 -9H60V9H-60Z" fill="#2d6fc0"/><path d="M-60 -96H60V-78H-60Z" fill="#fff"/>',
  )}
  <path d="M-26 -50Q-38 -36 -38 -24" fill="none" stroke="#fff" stroke-opacity=".75" stroke-width="6" stroke-linecap="round"/>`,
);

const chrome = tones('#dfe6f4', '#97a5c4', '#ffffff');
export const rocket_boots = pair((side) => {
  const fin: Point[] = [
    [side * 34, -60, 0.3],
    [side * 66, -34],
    [side * 76, -2, 0.3],
    [side * 40, -14, 0.4],
  ];
  return svg`<path d="${blob([
    [side * 44, -12],
    [side * 70, -8],
    [side * 84, 16, 0.4],
    [side * 64, 8, 0.5],
    [side * 58, 26, 0.2],
    [side * 46, 6],
  ])}" fill="#ff9b3d"/><path d="${blob([
    [side * 48, -10],
    [side * 64, -6],
    [side * 66, 8, 0.4],
    [side * 54, 8],
  ])}" fill="#ffe27a"/>
  ${solid(`rfin${side}`, blob(fin), tonesOf('#f2545b'), 4)}
  ${solid(
    `rocket${side}`,
    blob([
      [-34, -84, 0.2],
      [34, -84, 0.2],
      [32, -52],
      [44, -32],
      [50, -12],
      [46, 0, 0.4],
      [-46, 0, 0.4],
      [-50, -12],
      [-44, -32],
      [-32, -52],
    ]),
    chrome,
    7,
    '<path d="M-60 -90H60V-70H-60ZM-60 -10H60V9H-60Z" fill="#f2545b"/>',
  )}
  <circle cx="0" cy="-40" r="12" fill="#f2545b"/><circle cx="0" cy="-40" r="6.5" fill="#ffe27a"/>`;
});
