import { solid, tones, tonesOf } from '../pen/paint.ts';
import type { Rig } from '../body/rig.ts';
import { blob, ellipsePath, star } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';
import type { Piece } from './piece.ts';

/** Neck pieces are drawn for shoulders 120 wide, the chin at y = 0; the head is laid over them. */
function neck(drawing: string): Piece {
  return {
    space: 'canvas',
    draw: ({ neck: { x, y, w }, torso }: Rig) => {
      const size = Math.min(w / 120, (torso.hem - y + 12) / 95);
      return svg`<g transform="translate(${x} ${y}) scale(${Math.max(size, w / 160).toFixed(2)})">${drawing}</g>`;
    },
  };
}

const knit = tonesOf('#f2545b');
export const scarf = neck(svg`
  ${solid(
    'scarf-end',
    blob([
      [20, 8],
      [52, 4],
      [60, 50],
      [64, 88, 0.3],
      [30, 92, 0.3],
      [26, 50],
    ]),
    knit,
    5,
    '<path d="M10 64l70 -4v12l-70 4zM10 40l70 -4v10l-70 4z" fill="#ffe9c9"/>',
  )}
  <path d="M33 90v12M42 90v12M51 89v12M60 88v12" stroke="${knit.shade}" stroke-width="5" stroke-linecap="round"/>
  ${solid(
    'scarf',
    blob([
      [-76, -30],
      [0, -14],
      [76, -30],
      [84, -8],
      [64, 14],
      [0, 28],
      [-64, 14],
      [-84, -8],
    ]),
    knit,
    7,
    '<path d="M-62 -40l-10 70h14l10 -70zM-22 -40l-8 80h14l8 -80zM18 -40l6 80h14l-6 -80zM56 -40l12 70h14l-12 -70z" fill="#ffe9c9"/>',
  )}`);

const silk = tonesOf('#5b6cf0');
export const bow_tie = neck(svg`
  ${[-1, 1]
    .map((side) =>
      solid(
        `bow${side}`,
        blob([
          [side * 4, 14, 0.4],
          [side * 30, -6],
          [side * 56, -10],
          [side * 62, 15],
          [side * 56, 40],
          [side * 30, 36],
        ]),
        silk,
        5,
        `<circle cx="${side * 38}" cy="4" r="5" fill="#c9d1ff"/><circle cx="${side * 48}" cy="24" r="5" fill="#c9d1ff"/><circle cx="${side * 26}" cy="22" r="4" fill="#c9d1ff"/>`,
      ),
    )
    .join('')}
  ${solid('bow-knot', ellipsePath(0, 15, 14, 16), silk, 4)}`);

const gold = tones('#ffcb3d', '#e59a1b', '#fff0a6');
export const champion_medal = neck(svg`
  <path d="M-58 -26L-10 52H8L-36 -30Z" fill="#3f7be0"/><path d="M58 -26L10 52H-8L36 -30Z" fill="#5b95f5"/><path d="M-48 -28L-2 50h5L-42 -29Z" fill="#fff" fill-opacity=".75"/><path d="M48 -28L2 50h-5L42 -29Z" fill="#fff" fill-opacity=".75"/>
  ${solid('medal', ellipsePath(0, 72, 32, 32), gold, 5)}<circle cx="0" cy="72" r="23" fill="none" stroke="${gold.shade}" stroke-width="3"/><path d="${star(0, 73, 17, 8)}" fill="#fff6cf"/>`);
