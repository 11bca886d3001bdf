import { solid, tones, tonesOf } from '../pen/paint.ts';
import { at, MIDDLE, type PerStage, type Rig } from '../body/rig.ts';
import { blob, roundRect, star } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';
import type { Piece } from './piece.ts';

/** Held things are drawn around the paw at (0, 0) and grow with it; `turn` leans them away from the large heads of the young. */
function held(drawing: string, turn: PerStage): Piece {
  return {
    space: 'canvas',
    draw: ({ grip, stage }: Rig) =>
      svg`<g transform="translate(${grip.x} ${grip.y}) rotate(${at(stage, turn)}) scale(${grip.scale})">${drawing}</g>`,
  };
}

const GOLD = tones('#ffcb3d', '#e59a1b', '#fff0a6');

const skin = tonesOf('#f2545b');
/** The balloon finds free air beside the head. */
export const balloon: Piece = {
  space: 'canvas',
  frame: (rig) => {
    const { x, y, r } = air(rig);
    return [x - r * 1.9, y - r * 1.5, r * 3.8];
  },
  draw(rig) {
    const { grip } = rig;
    const { x, y, r } = air(rig);
    const body = blob([
      [x, y - r * 1.16],
      [x + r * 0.86, y - r * 0.5],
      [x + r * 0.8, y + r * 0.4],
      [x + r * 0.1, y + r * 1.08],
      [x - r * 0.1, y + r * 1.08],
      [x - r * 0.8, y + r * 0.4],
      [x - r * 0.86, y - r * 0.5],
    ]);
    return svg`<path d="M${x} ${y + r * 1.1}Q${x + r * 0.4} ${(y + grip.y) / 2 + 10} ${grip.x} ${grip.y + 6}" fill="none" stroke="#8d89a8" stroke-width="2.8"/>
      <path d="M${x} ${y + r}l${r * 0.16} ${r * 0.24}h${-r * 0.32}z" fill="${skin.shade}" stroke="${skin.shade}" stroke-width="3" stroke-linejoin="round"/>${solid('balloon', body, skin, r * 0.16)}
      <path d="M${x - r * 0.5} ${y - r * 0.3}Q${x - r * 0.44} ${y - r * 0.7} ${x - r * 0.14} ${y - r * 0.84}" fill="none" stroke="#fff" stroke-opacity=".85" stroke-width="${r * 0.13}" stroke-linecap="round"/>`;
  },
};

function air({ grip, head }: Rig): { x: number; y: number; r: number } {
  const r = 46 * grip.scale;
  return {
    x: Math.max(r + 10, Math.min(grip.x - 8, MIDDLE - head.w / 2 - r - 16)),
    y: Math.max(head.y - 4, r * 1.2 + 10),
    r,
  };
}

export const storybook = held(
  svg`<g transform="translate(-16 -40)">${solid('book-back', roundRect(-45, -40, 94, 82, 8), tonesOf('#c93f6b'), 4)}
  <path d="${roundRect(-40, -35, 86, 72, 4)}" fill="#fff6e3"/><path d="M40 -30V32M35 -30V32" stroke="#e6d3b5" stroke-width="2.4"/>
  ${solid('book', roundRect(-49, -40, 84, 80, 8), tonesOf('#e75480'), 5, '<path d="M-49 -44h15v90h-15z" fill="#b93668"/>')}
  <path d="${star(4, 2, 23, 11)}" fill="#ffe27a"/><path d="M-20 -28h46M-12 30h32" stroke="#ffd0dc" stroke-width="5" stroke-linecap="round"/></g>`,
  [-9, -9, -9, -9, -9],
);

export const magic_wand = held(
  svg`<path d="M0 22V-74" stroke="#6b4630" stroke-width="11" stroke-linecap="round"/><path d="M-2 18V-64" stroke="#94674a" stroke-width="4" stroke-linecap="round"/>
  <radialGradient id="wand-light"><stop stop-color="#fff3b0" stop-opacity=".9"/><stop offset=".45" stop-color="#ffe27a" stop-opacity=".45"/><stop offset="1" stop-color="#ffd45e" stop-opacity="0"/></radialGradient><circle cx="0" cy="-92" r="66" fill="url(#wand-light)"/>${solid('wand-star', star(0, -92, 34, 17), GOLD, 5)}
  <path d="${sparkle(-40, -122, 12)}${sparkle(42, -124, 10)}${sparkle(-38, -62, 7)}" fill="#ffe27a"/>`,
  [-34, -28, -20, -12, -4],
);

export const golden_trophy = held(
  svg`<path d="M-34 -88C-70 -92 -66 -44 -22 -46M34 -88C70 -92 66 -44 22 -46" fill="none" stroke="${GOLD.shade}" stroke-width="9"/>
  ${solid(
    'trophy-foot',
    blob([
      [-7, -36, 0.3],
      [7, -36, 0.3],
      [9, -8],
      [30, 4, 0.4],
      [30, 16, 0.2],
      [-30, 16, 0.2],
      [-30, 4, 0.4],
      [-9, -8],
    ]),
    GOLD,
    4,
  )}
  <path d="${roundRect(-36, 10, 72, 18, 5)}" fill="#6b4630"/>
  ${solid(
    'trophy',
    blob([
      [-42, -104, 0.2],
      [42, -104, 0.2],
      [38, -66],
      [20, -38],
      [0, -30],
      [-20, -38],
      [-38, -66],
    ]),
    GOLD,
    7,
    '<path d="M-50 -108h100v11h-100z" fill="#fff0a6"/>',
  )}
  <path d="${star(0, -72, 18, 9)}" fill="#fff8d6"/>`,
  [-8, -5, -2, 0, 0],
);

function sparkle(x: number, y: number, r: number): string {
  return svg`M${x} ${y - r}Q${x} ${y} ${x + r} ${y}Q${x} ${y} ${x} ${y + r}Q${x} ${y} ${x - r} ${y}Q${x} ${y} ${x} ${y - r}Z`;
}
