import type { Species } from '../../contract/buddy/art.ts';
import { CREATURES } from '../creatures/index.ts';
import { INK, solid, tones } from '../pen/paint.ts';
import { blob, curve, ellipsePath, mirrored, type Point, scaled, star } from '../pen/shape.ts';
import { SHELL_TONES } from './shell.ts';
import { svg } from '../pen/svg.ts';
import type { EggPicture } from '../types.ts';

const EGG: Point[] = [
  [0, -1],
  [0.42, -0.86],
  [0.78, -0.36],
  [0.96, 0.2],
  [0.9, 0.62],
  [0.56, 0.94],
  [0, 1.02],
];
const [X, Y, RX, RY] = [256, 292, 118, 150];

const dots = (at: readonly (readonly [number, number, number])[]) =>
  at.map(([x, y, r]) => ellipsePath(x, y, r, r * 0.92)).join('');
const scale = (x: number, y: number, s: number) => svg`M${x - s} ${y}q0 ${s * 1.1} ${s} ${s * 1.1}t${s} ${-s * 1.1}z`;

/** Marks on the shell hint at who is inside. */
const MARKS: Record<Species, string> = {
  dragon: svg`<path d="${[
    [206, 236],
    [250, 262],
    [304, 228],
    [182, 304],
    [226, 330],
    [284, 310],
    [334, 290],
    [200, 384],
    [258, 390],
    [316, 366],
  ]
    .map(([x, y], i) => scale(x!, y!, 15 + (i % 3) * 3))
    .join('')}" fill="#4fc6a0"/><path d="${[
    [284, 190],
    [160, 352],
    [346, 346],
  ]
    .map(([x, y]) => scale(x!, y!, 14))
    .join('')}" fill="#ff9f80"/>`,
  owl: svg`<path d="${dots([
    [214, 214, 13],
    [282, 196, 9],
    [316, 250, 17],
    [184, 286, 17],
    [246, 268, 11],
    [300, 330, 13],
    [216, 350, 19],
    [340, 316, 9],
    [268, 398, 15],
    [168, 350, 9],
    [338, 376, 13],
  ])}" fill="#9c80e6"/><path d="${dots([
    [252, 226, 6],
    [276, 292, 7],
    [188, 240, 6],
    [250, 364, 6],
  ])}" fill="#ffc63f"/>`,
  robot: svg`<path d="M120 262Q256 304 392 262V306Q256 350 120 306Z" fill="#ffc24a"/><path d="M120 274Q256 316 392 274" fill="none" stroke="#ea9a2c" stroke-width="4"/><path d="${dots(
    [
      [170, 300, 6],
      [213, 313, 6],
      [256, 317, 6],
      [299, 313, 6],
      [342, 300, 6],
    ],
  )}" fill="#28264a"/><path d="${star(294, 220, 22, 11)}" fill="#35b6c9"/><path d="${dots([
    [200, 384, 11],
    [312, 384, 11],
    [256, 400, 11],
  ])}" fill="#ffd888"/>`,
};

export function egg({ species, status }: EggPicture): string {
  const tilt = { waiting: -4, ready: 3, cracking: 0 }[status];
  const body = status === 'cracking' ? cracked(species) : whole(species, status === 'ready');
  return svg`${status === 'ready' ? halo() : ''}${nestBack()}<g transform="rotate(${tilt} 256 440)">${body}</g>${nestFront()}`;
}

const outline = blob(scaled(mirrored(EGG), RX, RY, X, Y));

function whole(species: Species, ready: boolean): string {
  const line = ready
    ? svg`<path d="M228 168l16 20 -12 13 22 19 -6 14M340 244l-16 10 9 15" fill="none" stroke="${INK}" stroke-opacity=".7" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>`
    : '';
  return solid('egg', outline, SHELL_TONES[species], 14, MARKS[species]) + line + shine();
}

function shine(): string {
  return svg`<path d="${curve([
    [178, 262],
    [194, 214],
    [222, 182],
  ])}" fill="none" stroke="#fff" stroke-opacity=".85" stroke-width="15" stroke-linecap="round"/><circle cx="172" cy="296" r="8" fill="#fff" fill-opacity=".85"/>`;
}

const RIM: Point[] = [
  [120, 250, 0],
  [160, 276, 0],
  [184, 250, 0],
  [212, 290, 0],
  [244, 254, 0],
  [276, 292, 0],
  [308, 254, 0],
  [332, 278, 0],
  [354, 248, 0],
  [400, 258, 0],
];

/** The cap lifts, and the hatchling looks out from under it. */
function cracked(species: Species): string {
  const line = (points: readonly Point[]) => points.map(([x, y]) => svg`${x} ${y}`).join('L');
  const rig = CREATURES[species].rig(1, 'calm', {});
  const { head } = CREATURES[species].draw(rig, { categories: new Set(['head']) });
  return svg`<clipPath id="low"><path d="M${line(RIM)}V520H100Z"/></clipPath><clipPath id="cap-cut"><path d="M100 90H420V250L${line([...RIM].reverse())}Z"/></clipPath>
    <path d="${ellipsePath(X, 274, 97, 30)}" fill="#3a2b52"/><g transform="translate(${X} 228) rotate(-3) scale(.86)">${head}</g>
    <g clip-path="url(#low)">${solid('egg', outline, SHELL_TONES[species], 14, MARKS[species])}</g>
    <g transform="translate(34 -112) rotate(16 256 240)"><g clip-path="url(#cap-cut)">${solid('cap', outline, SHELL_TONES[species], 14, MARKS[species])}</g><path d="${curve(
      [
        [184, 232],
        [198, 206],
        [222, 182],
      ],
    )}" fill="none" stroke="#fff" stroke-opacity=".85" stroke-width="15" stroke-linecap="round"/></g>`;
}

const STRAW = tones('#e2b36d', '#b98443', '#f6d79c');

function nestBack(): string {
  return svg`<ellipse cx="256" cy="470" rx="176" ry="16" fill="${INK}" fill-opacity=".14"/><path d="${ellipsePath(256, 412, 160, 40)}" fill="#96683a"/>`;
}

function nestFront(): string {
  const bowl = blob([
    [88, 404, 0.5],
    [160, 430],
    [256, 438],
    [352, 430],
    [424, 404, 0.5],
    [408, 448],
    [344, 474],
    [256, 480],
    [168, 474],
    [104, 448],
  ]);
  const straws = svg`<path d="M96 424q80 34 170 26M130 452q90 30 200 6M416 424q-70 36 -160 32M180 440q90 24 190 0M108 440q40 30 110 34M400 446q-50 26 -120 28" fill="none" stroke="#c8914c" stroke-width="5" stroke-linecap="round"/>`;
  return svg`${solid('nest', bowl, STRAW, 8, straws)}<path d="M92 410l-22 -14M104 430l-30 2M420 410l22 -16M410 432l30 0M150 428l-14 -18M366 428l14 -20M220 436l-6 -14M300 436l8 -14" stroke="${STRAW.base}" stroke-width="6" stroke-linecap="round"/>`;
}

function halo(): string {
  const rays = Array.from({ length: 9 }, (_, i) => {
    const angle = Math.PI * (0.98 + i * 0.13);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return svg`M${X + cos * 172} ${Y - 20 + sin * 172}L${X + cos * (i % 2 ? 206 : 222)} ${Y - 20 + sin * (i % 2 ? 206 : 222)}`;
  });
  return svg`<circle cx="${X}" cy="${Y - 20}" r="166" fill="#ffe9a3" fill-opacity=".4"/><circle cx="${X}" cy="${Y - 20}" r="142" fill="#fff0b8"/><path d="${rays.join('')}" stroke="#ffd25e" stroke-width="11" stroke-linecap="round"/>`;
}
