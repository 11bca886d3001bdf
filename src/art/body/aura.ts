import type { Rig } from './rig.ts';
import { svg } from '../pen/svg.ts';

/** What hangs in the air around a mood: sleepy letters, proud sparks. Sits behind companions and beside hats. */
export function aura(rig: Rig, companion: boolean): string {
  const { head, bearing } = rig;
  const x = companion ? Math.max(head.x - head.w * 0.56 - 84, 20) : Math.min(head.x + head.w * 0.56, 420);
  if (bearing === 'sleepy') return letters(x, head.y - head.h * 0.5 + 10);
  if (bearing === 'proud') return sparks(head.x, head.y, head.w);
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

function sparks(x: number, y: number, w: number): string {
  const all = SPARKS.map(([dx, dy, r, fill]) => {
    const [cx, cy] = [x + dx * w, Math.max(y + dy * w, 18)];
    return svg`<path d="M${cx} ${cy - r}Q${cx} ${cy} ${cx + r} ${cy}Q${cx} ${cy} ${cx} ${cy + r}Q${cx} ${cy} ${cx - r} ${cy}Q${cx} ${cy} ${cx} ${cy - r}Z" fill="${fill}"/>`;
  });
  return all.join('');
}
