import { MIDDLE, type Rig } from './rig.ts';
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
