import { ellipsePath } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';
import { cloud, flower, land, sparkle, starfish, sun, tree, tufts } from './nature.ts';
import { scene } from './scene.ts';

export const sunny_meadow = scene(
  ['#b5e4fb', '#eefaf0'],
  svg`${sun(246, 100, 44)}${cloud(700, 132, 62)}${cloud(906, 214, 52, 0.8)}${cloud(84, 226, 46, 0.75)}${cloud(520, 74, 34, 0.55)}
  ${land(
    [
      [0, 400],
      [170, 330],
      [380, 396],
      [560, 350],
      [760, 390],
      [900, 330],
      [1024, 360],
    ],
    '#cdeeb6',
  )}${tree(118, 440, 46)}${tree(262, 452, 36)}${tree(812, 446, 50)}${tree(936, 448, 38)}
  ${land(
    [
      [0, 470],
      [200, 430],
      [512, 478],
      [800, 424],
      [1024, 460],
    ],
    '#afe19b',
  )}${land(
    [
      [0, 536],
      [260, 506],
      [560, 524],
      [820, 498],
      [1024, 520],
    ],
    '#91d386',
  )}
  ${flower(96, 560, '#ff9db0')}${flower(160, 600, '#fff')}${flower(254, 566, '#c7a8ff')}${flower(776, 556, '#fff')}${flower(824, 600, '#ff9db0')}${flower(930, 566, '#c7a8ff')}
  ${tufts(
    [
      [40, 610],
      [310, 612],
      [712, 606],
      [880, 556],
      [984, 612],
    ],
    '#6abb68',
  )}`,
);

const WAVES = [
  [60, 400],
  [250, 424],
  [330, 384],
  [690, 392],
  [800, 430],
  [930, 398],
] as const;

export const seaside = scene(
  ['#93d8f7', '#e9f8ff'],
  svg`${sun(250, 104, 44)}${cloud(724, 110, 60)}${cloud(900, 196, 40, 0.7)}${cloud(92, 208, 46, 0.8)}
  <path d="M0 336H1024V560H0Z" fill="#6cc7dd"/><path d="M0 336H1024V372H0Z" fill="#8fd8e8"/>
  <path d="M880 336q50 -64 104 -34q60 -20 80 34z" fill="#a8dcb4"/>
  <path d="${WAVES.map(([x, y]) => svg`M${x} ${y}q17 -12 34 0t34 0`).join('')}" fill="none" stroke="#d8f5fa" stroke-width="6" stroke-linecap="round"/>
  <path d="M748 322L810 216V322Z" fill="#fff"/><path d="M818 322V236L862 322Z" fill="#ffb3a0"/><path d="M732 332H878L858 360H754Z" fill="#e4705c"/>
  ${land(
    [
      [0, 500],
      [220, 478],
      [520, 500],
      [820, 472],
      [1024, 494],
    ],
    '#e8fafa',
  )}${land(
    [
      [0, 516],
      [220, 492],
      [520, 514],
      [820, 486],
      [1024, 508],
    ],
    '#f8dfa8',
  )}${land(
    [
      [0, 600],
      [280, 586],
      [640, 606],
      [1024, 584],
    ],
    '#f2d08f',
  )}
  <path d="M794 588c-40 -5 -47 -40 -17 -52 7 -21 38 -21 43 0 31 10 24 47 -12 52z" fill="#ff9f8a"/><path d="M801 586V548M787 583L778 553M815 583L824 553" stroke="#e87c6b" stroke-width="5" stroke-linecap="round"/>
  ${starfish(236, 580, '#ffb054')}<path d="${ellipsePath(140, 556, 10, 6)}${ellipsePath(900, 606, 9, 6)}${ellipsePath(310, 616, 7, 5)}" fill="#fff" fill-opacity=".8"/>`,
);

const STARS = [
  [40, 70, 4],
  [120, 220, 3],
  [96, 330, 3],
  [196, 250, 3],
  [330, 60, 3],
  [372, 180, 2.6],
  [430, 96, 3.4],
  [520, 40, 3],
  [566, 150, 2.6],
  [640, 84, 3.4],
  [700, 190, 3],
  [760, 60, 3],
  [806, 260, 3.4],
  [860, 150, 3],
  [940, 240, 3],
  [980, 84, 3.4],
  [904, 340, 3],
  [288, 320, 2.6],
] as const;

const fir = (x: number, y: number, s: number) =>
  svg`M${x} ${y}l${-30 * s} -3 ${25 * s} ${-42 * s}h${-15 * s}l${27 * s} ${-45 * s} ${27 * s} ${45 * s}h${-15 * s}l${25 * s} ${42 * s}z`;

export const starry_night = scene(
  ['#2a3070', '#7396d8'],
  svg`<path d="M-40 110Q360 230 1080 180V310Q480 310 -40 220Z" fill="#fff" fill-opacity=".05"/>
  <path d="${STARS.map(([x, y, r]) => ellipsePath(x, y, r, r)).join('')}" fill="#fff7d6"/>
  <path d="${sparkle(150, 130, 14)}${sparkle(690, 116, 12)}${sparkle(884, 226, 14)}${sparkle(70, 416, 11)}" fill="#fff2b0"/>
  <circle cx="258" cy="118" r="86" fill="#fff5cf" fill-opacity=".14"/><circle cx="258" cy="118" r="56" fill="#fff1c4"/><circle cx="240" cy="104" r="11" fill="#f0d99c"/><circle cx="276" cy="136" r="14" fill="#f0d99c"/><circle cx="280" cy="92" r="7" fill="#f0d99c"/>
  ${land(
    [
      [0, 400],
      [160, 330],
      [380, 410],
      [600, 366],
      [840, 330],
      [1024, 380],
    ],
    '#5472b8',
  )}${land(
    [
      [0, 480],
      [240, 436],
      [540, 474],
      [800, 430],
      [1024, 466],
    ],
    '#4461a6',
  )}<path d="${fir(96, 500, 1.3)}${fir(250, 478, 1)}${fir(806, 478, 1.2)}${fir(942, 492, 1)}" fill="#344b89"/>
  ${land(
    [
      [0, 540],
      [300, 508],
      [640, 520],
      [1024, 506],
    ],
    '#6482ca',
  )}
  <path d="${ellipsePath(120, 566, 5, 5)}${ellipsePath(236, 600, 4, 4)}${ellipsePath(790, 580, 5, 5)}${ellipsePath(900, 556, 4, 4)}${ellipsePath(300, 548, 3, 3)}" fill="#ffe68a"/>`,
);
