import { solid, tones, tonesOf } from '../pen/paint.ts';
import type { Rig } from '../body/rig.ts';
import { blob, curve, ellipsePath, roundRect, star } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';
import type { Piece } from './piece.ts';

/** Hats are drawn 200 wide at the brim, the brim line at y = 0, and scaled to the head that wears them. */
function hat(drawing: string): Piece {
  return {
    space: 'head',
    draw: ({ brim }: Rig) =>
      svg`<g transform="translate(0 ${brim.y}) scale(${Math.round(brim.w / 2) / 100})">${drawing}</g>`,
  };
}

const GOLD = tones('#ffcb3d', '#e59a1b', '#fff0a6');

const wool = tonesOf('#ef5b5b');
export const beanie = hat(svg`
  ${solid('beanie-pom', ellipsePath(0, -92, 25, 24), tones('#fff3df', '#e8cfae', '#ffffff'), 6)}
  ${solid(
    'beanie',
    blob([
      [-99, 4, 0.4],
      [-92, -40],
      [-54, -80],
      [0, -92],
      [54, -80],
      [92, -40],
      [99, 4, 0.4],
    ]),
    wool,
    10,
    svg`<path d="M-110 -34Q0 -60 110 -34V-14Q0 -40 -110 -14Z" fill="#fff3df"/>`,
  )}
  ${solid(
    'beanie-cuff',
    blob([
      [-102, -12],
      [0, -28],
      [102, -12],
      [106, 8],
      [98, 24],
      [0, 8],
      [-98, 24],
      [-106, 8],
    ]),
    tonesOf('#d94452'),
    5,
    svg`<path d="M-84 -20v50M-63 -24v50M-42 -27v50M-21 -29v50M0 -30v50M21 -29v50M42 -27v50M63 -24v50M84 -20v50" stroke="#b93248" stroke-width="4"/>`,
  )}`);

const felt = tones('#c98546', '#a0612c', '#e6ad72');
export const cowboy_hat = hat(svg`
  ${solid(
    'cowboy-brim',
    blob([
      [-142, -34, 0.6],
      [-104, -16],
      [0, -18],
      [104, -16],
      [142, -34, 0.6],
      [128, 0],
      [74, 22],
      [0, 29],
      [-74, 22],
      [-128, 0],
    ]),
    felt,
    7,
  )}
  ${solid(
    'cowboy-crown',
    blob([
      [-74, 2, 0.3],
      [-68, -44],
      [-54, -86],
      [-26, -92],
      [0, -76],
      [26, -92],
      [54, -86],
      [68, -44],
      [74, 2, 0.3],
      [0, 14],
    ]),
    felt,
    9,
    svg`<path d="M-90 -26Q0 -10 90 -26V-4Q0 14 -90 -4Z" fill="#7a3b2a"/><path d="${curve([
      [0, -78],
      [-5, -58],
      [0, -40],
    ])}" fill="none" stroke="#a0612c" stroke-width="5" stroke-linecap="round"/>`,
  )}
  <path d="${star(0, -8, 17, 8)}" fill="${GOLD.base}"/>`);

const gown = tones('#3a3f7d', '#292c5c', '#5d64b0');
export const graduation_cap = hat(svg`
  ${solid(
    'cap',
    blob([
      [-84, -40, 0.3],
      [0, -60],
      [84, -40, 0.3],
      [88, 6, 0.5],
      [0, 20],
      [-88, 6, 0.5],
    ]),
    gown,
    7,
  )}
  ${solid('cap-board', 'M0 -98Q4 -98 10 -96L134 -60Q140 -57 134 -54L8 -17Q0 -15 -8 -17L-134 -54Q-140 -57 -134 -60L-10 -96Q-4 -98 0 -98Z', gown, 4)}
  <path d="M0 -58Q60 -52 96 -42V-6" fill="none" stroke="${GOLD.base}" stroke-width="6" stroke-linecap="round"/><ellipse cx="0" cy="-58" rx="11" ry="6" fill="${GOLD.base}"/>
  ${solid(
    'tassel',
    blob([
      [90, -10],
      [102, -10],
      [108, 22, 0.4],
      [96, 25],
      [84, 22, 0.4],
    ]),
    GOLD,
    3,
  )}`);

const velvet = tones('#4458d6', '#2f3aa0', '#7d8ff2');
export const wizard_hat = hat(svg`
  ${solid('wizard-brim', ellipsePath(0, 2, 138, 28), velvet, 6)}
  ${solid(
    'wizard',
    blob([
      [-86, 4, 0.4],
      [-62, -60],
      [-30, -112],
      [10, -138],
      [54, -136, 0.5],
      [42, -114],
      [46, -80],
      [66, -40],
      [86, 4, 0.4],
      [0, 20],
    ]),
    velvet,
    10,
    svg`<path d="M-100 -22Q0 0 100 -22V0Q0 28 -100 0Z" fill="${GOLD.base}"/><path d="${star(-20, -66, 17, 8)}${star(28, -92, 11, 5)}${star(34, -44, 12, 6)}" fill="#ffe27a"/><circle cx="4" cy="-104" r="4" fill="#ffe27a"/><circle cx="-46" cy="-36" r="4" fill="#ffe27a"/>`,
  )}
  <path d="${roundRect(-17, -11, 34, 26, 6)}" fill="none" stroke="#fff2b8" stroke-width="6"/>`);

export const golden_crown = hat(svg`
  ${ellipse(0, -34, 76, 16, '#b87412')}
  ${solid(
    'crown',
    blob([
      [-82, -6, 0.3],
      [-90, -82, 0.2],
      [-60, -48, 0.3],
      [-46, -100, 0.2],
      [-20, -56, 0.3],
      [0, -108, 0.2],
      [20, -56, 0.3],
      [46, -100, 0.2],
      [60, -48, 0.3],
      [90, -82, 0.2],
      [82, -6, 0.3],
      [0, 14],
    ]),
    GOLD,
    8,
    svg`<path d="M-100 -22Q0 0 100 -22V-10Q0 12 -100 -10Z" fill="${GOLD.shade}"/>`,
  )}
  ${[
    [-89, -80, '#ff6f7d'],
    [-46, -98, '#5cc8f2'],
    [0, -106, '#ff6f7d'],
    [46, -98, '#5cc8f2'],
    [89, -80, '#ff6f7d'],
  ]
    .map(([x, y, fill]) => gem(Number(x), Number(y), 8.5, String(fill)))
    .join('')}
  ${gem(0, -32, 13, '#ff5470')}${gem(-48, -36, 8, '#5cc8f2')}${gem(48, -36, 8, '#5cc8f2')}`);

function ellipse(x: number, y: number, rx: number, ry: number, fill: string): string {
  return svg`<path d="${ellipsePath(x, y, rx, ry)}" fill="${fill}"/>`;
}

function gem(x: number, y: number, r: number, fill: string): string {
  return svg`<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/><circle cx="${x - r * 0.3}" cy="${y - r * 0.3}" r="${r * 0.32}" fill="#fff" fill-opacity=".85"/>`;
}
