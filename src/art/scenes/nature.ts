import { blob, ellipsePath, type Point } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';

export function cloud(x: number, y: number, size: number, alpha = 0.9, fill = '#fff'): string {
  const s = size;
  return svg`<path d="M${x - s} ${y}a${s * 0.4} ${s * 0.4} 0 0 1 ${s * 0.2} ${-s * 0.7}a${s * 0.5} ${s * 0.5} 0 0 1 ${s * 0.9} ${-s * 0.18}a${s * 0.42} ${s * 0.42} 0 0 1 ${s * 0.64} ${s * 0.3}a${s * 0.3} ${s * 0.3} 0 0 1 ${s * 0.1} ${s * 0.58}z" fill="${fill}" fill-opacity="${alpha}"/>`;
}

const ring = (x: number, y: number, distance: number, r: number) =>
  [0, 72, 144, 216, 288]
    .map((turn) => {
      const angle = (turn * Math.PI) / 180;
      return ellipsePath(x + Math.sin(angle) * distance, y - Math.cos(angle) * distance, r, r);
    })
    .join('');

export function flower(x: number, y: number, fill: string): string {
  return svg`<path d="M${x} ${y + 5}v20" stroke="#5da85c" stroke-width="5" stroke-linecap="round"/><path d="${ring(x, y, 9, 7)}" fill="${fill}"/><circle cx="${x}" cy="${y}" r="5.6" fill="#ffd45e"/>`;
}

/** Five arms around a hub. */
export function starfish(x: number, y: number, fill: string): string {
  return svg`<path d="${ring(x, y, 15, 9)}M${x - 12} ${y - 12}h24v24h-24z" fill="${fill}"/>`;
}

export function sun(x: number, y: number, r: number): string {
  return svg`<circle cx="${x}" cy="${y}" r="${r * 1.7}" fill="#fff6cc" fill-opacity=".6"/><circle cx="${x}" cy="${y}" r="${r}" fill="#ffdf7e"/>`;
}

/** A round tree on the ground at (x, y). */
export function tree(x: number, y: number, r: number, dark = '#86cf86', light = '#9edc97'): string {
  return svg`<path d="M${x} ${y}v${-r * 1.1}" stroke="#8a6a4f" stroke-width="${r * 0.26}" stroke-linecap="round"/><circle cx="${x}" cy="${y - r * 1.7}" r="${r}" fill="${dark}"/><circle cx="${x - r * 0.3}" cy="${y - r * 1.95}" r="${r * 0.62}" fill="${light}"/>`;
}

export function tufts(at: readonly (readonly [x: number, y: number])[], colour: string): string {
  return svg`<path d="${at.map(([x, y]) => svg`M${x - 7} ${y}l7 -18 7 18`).join('')}" fill="none" stroke="${colour}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** Land under a line of hills, given from left to right. */
export function land(line: readonly (readonly [x: number, y: number])[], fill: string, alpha = 1): string {
  const points: Point[] = [[-80, line[0]![1]], ...line, [1104, line.at(-1)![1]], [1104, 760, 0], [-80, 760, 0]];
  return svg`<path d="${blob(points)}" fill="${fill}"${alpha < 1 && svg` fill-opacity="${alpha}"`}/>`;
}

export function sparkle(x: number, y: number, r: number): string {
  return svg`M${x} ${y - r}Q${x} ${y} ${x + r} ${y}Q${x} ${y} ${x} ${y + r}Q${x} ${y} ${x - r} ${y}Q${x} ${y} ${x} ${y - r}Z`;
}
