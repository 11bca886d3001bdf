import { blob, type Point, scaled } from '../pen/shape.ts';
import { GROUND, MIDDLE, type Rig } from './rig.ts';
import { svg } from '../pen/svg.ts';

/** What hangs in the air around a mood: sleepy letters, proud sparks. Sits behind companions and beside hats. */
export function aura(rig: Rig, companion: boolean): string {
  const { head, bearing } = rig;
  const { reach } = rig;
  const x = companion
    ? Math.max(head.x - head.w * 0.56 - 78, MIDDLE - reach + 12)
    : Math.min(head.x + head.w * 0.56, MIDDLE + reach - 98);
  if (bearing === 'sleepy') return letters(x, head.y - head.h * 0.5 + (companion ? 26 : 10));
  if (bearing === 'proud') return sparks(rig);
  return '';
}

function letters(x: number, y: number): string {
  const z = (dx: number, dy: number, size: number) =>
    svg`<path d="M${x + dx} ${y + dy}h${size}l${-size} ${size}h${size}" fill="none" stroke="#fff" stroke-width="${size * 0.62}" stroke-linejoin="round" stroke-linecap="round"/><path d="M${x + dx} ${y + dy}h${size}l${-size} ${size}h${size}" fill="none" stroke="#6d74c9" stroke-width="${size * 0.28}" stroke-linejoin="round" stroke-linecap="round"/>`;
  return z(0, 14, 15) + z(24, -16, 21) + z(56, -54, 28);
}

/** Tongues of a flame around the body, in halves of its width and of its height. */
const FLAME: Point[] = [
  [0, -1.12, 0.35],
  [0.2, -0.78],
  [0.42, -0.96, 0.35],
  [0.56, -0.5],
  [0.84, -0.62, 0.35],
  [0.92, -0.02],
  [1, 0.4],
  [0.72, 0.9],
  [0, 1],
  [-0.74, 0.9],
  [-1, 0.42],
  [-0.88, 0],
  [-0.9, -0.5, 0.35],
  [-0.6, -0.36],
  [-0.5, -0.86, 0.35],
  [-0.24, -0.66],
];

/** A day of a milestone sets the air around it on fire. */
export function flame(rig: Rig): string {
  if (rig.bearing !== 'proud') return '';
  const { head, reach } = rig;
  const top = Math.max(head.y - head.h * 0.5 - 30, GROUND + 26 - reach * 2 + 30);
  const middle = (top + GROUND) / 2;
  const [a, b] = [Math.min(head.w * 0.84, reach - 12), (GROUND - top) / 2];
  const tongue = (size: number, fill: string, alpha: number) =>
    svg`<path d="${blob(scaled(FLAME, a * size, b * size, MIDDLE, middle + b * (1 - size)))}" fill="${fill}" fill-opacity="${alpha}"/>`;
  return tongue(1, '#ff9a3d', 0.55) + tongue(0.88, '#ffc24a', 0.75) + tongue(0.74, '#ffe9a0', 0.9);
}

const SPARKS = [
  [-0.78, -0.42, 13, '#ffc93d'],
  [-0.92, -0.02, 9, '#ff8f7a'],
  [0.8, -0.46, 15, '#ffc93d'],
  [0.96, -0.08, 9, '#6fc7f2'],
  [-0.62, -0.72, 8, '#6fc7f2'],
  [0.6, -0.78, 9, '#ff8f7a'],
] as const;

function sparks({ head: { x, y, w }, reach }: Rig): string {
  const all = SPARKS.map(([dx, dy, r, fill]) => {
    const side = Math.sign(dx) * Math.min(Math.abs(dx * w), reach - r - 5);
    const [cx, cy] = [x + side, Math.max(y + dy * w, 18)];
    return svg`<path d="M${cx} ${cy - r}Q${cx} ${cy} ${cx + r} ${cy}Q${cx} ${cy} ${cx} ${cy + r}Q${cx} ${cy} ${cx - r} ${cy}Q${cx} ${cy} ${cx} ${cy - r}Z" fill="${fill}"/>`;
  });
  return all.join('');
}
