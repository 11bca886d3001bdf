import { solid, tones, tonesOf } from '../pen/paint.ts';
import type { Rig } from '../body/rig.ts';
import { blob, curve, mirrored, scaled, star } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';
import type { Piece } from './piece.ts';

const GOLD = tones('#ffcb3d', '#e59a1b', '#fff0a6');

/** Cloth that follows the torso down to the hem. */
function cut(id: string, { torso, neck }: Rig, drawing: string, drop = 0): string {
  const { w, hem, top } = torso;
  const x = neck.x;
  return svg`<clipPath id="${id}-cut"><path d="M${x - w} ${top - 20}H${x + w}V${hem + drop - w * 0.05}Q${x} ${hem + drop + w * 0.1} ${x - w} ${hem + drop - w * 0.05}Z"/></clipPath><g clip-path="url(#${id}-cut)">${drawing}</g>`;
}

function hemLine({ torso, neck }: Rig, raise: number, width: number, colour: string): string {
  const { w, hem } = torso;
  return svg`<path d="M${neck.x - w} ${hem - w * 0.05 - raise}Q${neck.x} ${hem + w * 0.1 - raise} ${neck.x + w} ${hem - w * 0.05 - raise}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;
}

const navy = tonesOf('#4a5cc0');
export const striped_sweater: Piece = {
  space: 'canvas',
  sleeve: { tones: navy, cuff: '#39489f', stripe: '#fff3df', length: 0.7 },
  draw(rig) {
    const { cloth, w, top, hem } = rig.torso;
    const step = (hem - top) / 4.4;
    const stripes = [1, 2, 3].map((i) => hemLine(rig, i * step, step * 0.42, '#fff3df')).join('');
    const knitted = solid('sweater', cloth, navy, w * 0.07, stripes + hemLine(rig, w * 0.03, w * 0.1, '#39489f'));
    return cut('sweater', rig, knitted) + rollNeck(rig);
  },
};

/** A thick collar, seen under the chin. */
function rollNeck({ neck: { x, y, w } }: Rig): string {
  const roll = blob([
    [x - w * 0.52, y - 16],
    [x, y - 4],
    [x + w * 0.52, y - 16],
    [x + w * 0.54, y + 4],
    [x, y + 22],
    [x - w * 0.54, y + 4],
  ]);
  return solid('roll-neck', roll, tonesOf('#39489f'), 5);
}

const oilskin = tones('#ffdf4f', '#eeb32b', '#fff3a8');
export const raincoat: Piece = {
  space: 'canvas',
  sleeve: { tones: oilskin, cuff: '#eeb32b', length: 0.76 },
  draw(rig) {
    const { w, top, hem } = rig.torso;
    const { x } = rig.neck;
    const h = hem - top;
    const coat = blob(
      mirrored([
        [0, -1],
        [0.56, -0.96],
        [0.86, -0.3],
        [1.02, 0.5],
        [1.14, 0.98, 0.3],
        [0.6, 1.1],
        [0, 1.13],
      ]).map(([px, py, round]) => [x + px * w * 0.5, top + h * 0.5 + py * h * 0.5, round ?? 1] as const),
    );
    const buttons = [0.36, 0.58, 0.8]
      .map((t) => svg`<circle cx="${x + w * 0.09}" cy="${top + h * t}" r="${w * 0.032}" fill="#3d6fd6"/>`)
      .join('');
    const pockets = [-1, 1]
      .map(
        (side) =>
          svg`<path d="M${x + side * w * 0.3 - w * 0.1} ${top + h * 0.72}h${w * 0.2}v${h * 0.1}q${-w * 0.1} ${h * 0.07} ${-w * 0.2} 0z" fill="#eeb32b"/>`,
      )
      .join('');
    const front = svg`<path d="M${x} ${top}V${hem + w}" stroke="#e0a51f" stroke-width="3.5"/>${pockets}`;
    const collar = [-1, 1]
      .map(
        (side) =>
          svg`<path d="M${x} ${top + h * 0.3}L${x + side * w * 0.34} ${top + h * 0.05}L${x + side * w * 0.4} ${top + h * 0.3}L${x + side * w * 0.2} ${top + h * 0.42}Z" fill="#fff0a0" stroke="#e0a51f" stroke-width="4" stroke-linejoin="round"/>`,
      )
      .join('');
    return solid('raincoat', coat, oilskin, w * 0.06, front) + collar + buttons;
  },
};

const cloth = tones('#ea4256', '#b92a4c', '#ff8088');
/** Flying, seen from behind the shoulder: what nobody takes for a dress. */
const CAPE_ICON = svg`<path d="${blob([
  [150, 128],
  [256, 156],
  [372, 116],
  [418, 300],
  [452, 430, 0.3],
  [372, 400],
  [300, 424, 0.4],
  [220, 388],
  [96, 412, 0.3],
  [118, 280],
])}" fill="#8f1f42"/>${solid(
  'cape-icon',
  blob([
    [150, 116],
    [256, 150],
    [372, 104],
    [430, 250],
    [480, 372, 0.3],
    [392, 346],
    [318, 392, 0.4],
    [232, 346],
    [140, 396, 0.4],
    [60, 372, 0.3],
    [104, 250],
  ]),
  cloth,
  14,
  svg`<path d="${curve([
    [222, 150],
    [214, 260],
    [234, 346],
  ])}${curve([
    [312, 142],
    [352, 240],
    [392, 344],
  ])}" fill="none" stroke="#b92a4c" stroke-width="9" stroke-linecap="round"/>`,
)}${solid(
  'cape-icon-collar',
  blob([
    [132, 104],
    [180, 84],
    [256, 128],
    [336, 80],
    [388, 94],
    [376, 134],
    [256, 186],
    [148, 144],
  ]),
  cloth,
  8,
)}${solid('cape-icon-clasp', star(256, 158, 40, 20), GOLD, 5)}`;

export const hero_cape: Piece = {
  space: 'canvas',
  icon: CAPE_ICON,
  behind({ torso: { w, top, bottom }, neck: { x } }) {
    const h = bottom - top;
    const path = blob([
      [x - w * 0.46, top],
      [x + w * 0.46, top],
      [x + w * 0.74, top + h * 0.24],
      [x + w * 0.96, top + h * 0.52],
      [x + w * 1.2, bottom - h * 0.24, 0.3],
      [x + w * 0.98, bottom - h * 0.14],
      [x + w * 0.84, bottom - 8, 0.4],
      [x + w * 0.4, bottom - 14],
      [x, bottom - 4],
      [x - w * 0.4, bottom - 16],
      [x - w * 0.66, bottom - 4, 0.4],
      [x - w * 0.7, top + h * 0.56],
      [x - w * 0.64, top + h * 0.24],
    ]);
    const folds = [-1, 1]
      .map(
        (side) =>
          svg`<path d="${curve([
            [x + side * w * 0.46 + w * 0.06, top + h * 0.2],
            [x + side * w * 0.56 + w * 0.1, top + h * 0.6],
            [x + side * w * 0.62 + w * 0.18, bottom],
          ])}" fill="none" stroke="#b92a4c" stroke-width="${w * 0.04}" stroke-linecap="round"/>`,
      )
      .join('');
    return solid('cape', path, cloth, w * 0.05, folds);
  },
  draw({ torso: { w, top }, neck: { x, y } }) {
    const collar = solid(
      'cape-collar',
      blob([
        [x - w * 0.5, top - 2],
        [x, y - 10],
        [x + w * 0.5, top - 2],
        [x + w * 0.5, y + 2],
        [x + w * 0.2, y + w * 0.13],
        [x, y + w * 0.17],
        [x - w * 0.2, y + w * 0.13],
        [x - w * 0.5, y + 2],
      ]),
      cloth,
      6,
    );
    return svg`${collar}${solid('cape-clasp', star(x, y + w * 0.1, w * 0.13, w * 0.065), GOLD, 3)}`;
  },
};

const steel = tones('#cfd8ea', '#8795b6', '#ffffff');
const plate = tones('#aab6d0', '#7886aa', '#dbe3f2');
export const knight_armor: Piece = {
  space: 'canvas',
  sleeve: { tones: steel, cuff: GOLD.base, length: 0.6, pad: steel },
  draw(full) {
    // It ends above the feet, which would hide its skirt.
    const { top, hem: low } = full.torso;
    const rig = { ...full, torso: { ...full.torso, hem: low - (low - top) * 0.1 } };
    const { cloth: outline, w, hem } = rig.torso;
    const { x } = rig.neck;
    const h = hem - top;
    const skirt = [-1.5, -0.5, 0.5, 1.5].map((i) => tasset(i, x + i * w * 0.25, hem, w, h)).join('');
    const gloss = svg`<path d="M${x - w * 0.36} ${top}L${x - w * 0.2} ${top}L${x - w * 0.26} ${hem}L${x - w * 0.42} ${hem}Z" fill="#fff" fill-opacity=".5"/><path d="M${x} ${top}V${hem}" stroke="${plate.shade}" stroke-opacity=".55" stroke-width="3"/>`;
    const belt = hemLine(rig, h * 0.17, w * 0.085, GOLD.base) + hemLine(rig, h * 0.145, w * 0.02, GOLD.shade);
    const rivets = [-0.36, 0.36].map(
      (dx) => svg`<circle cx="${x + dx * w}" cy="${top + h * 0.6}" r="${w * 0.02}" fill="${plate.shade}"/>`,
    );
    const shield = scaled(SHIELD, w * 0.15, w * 0.17, x, top + h * 0.55);
    const rim = scaled(SHIELD, w * 0.185, w * 0.205, x, top + h * 0.55);
    return svg`${skirt}${cut('armor', rig, solid('armor', outline, steel, w * 0.08, gloss + belt + rivets.join('')), -h * 0.1)}
      ${solid('gorget', gorget(x, top + h * 0.13, w), GOLD, 5)}
      <path d="${blob(rim)}" fill="${GOLD.base}"/>${solid('crest-plate', blob(shield), tonesOf('#e0506a'), 4)}<path d="${star(x, top + h * 0.54, w * 0.08, w * 0.038)}" fill="${GOLD.glow}"/>`;
  },
};

const SHIELD = mirrored([
  [0, -1],
  [0.8, -0.8, 0.4],
  [0.8, 0.1],
  [0, 1, 0.3],
]);

/** One plate of the skirt. */
function tasset(i: number, x: number, hem: number, w: number, h: number): string {
  const low = hem + h * (0.08 - Math.abs(i) * 0.02);
  return solid(
    `tasset${i + 1.5}`,
    blob([
      [x - w * 0.145, hem - h * 0.18],
      [x + w * 0.145, hem - h * 0.18],
      [x + w * 0.135, low],
      [x - w * 0.135, low],
    ]),
    plate,
    5,
  );
}

function gorget(x: number, y: number, w: number): string {
  return blob([
    [x - w * 0.42, y - w * 0.12],
    [x, y - w * 0.02],
    [x + w * 0.42, y - w * 0.12],
    [x + w * 0.4, y],
    [x, y + w * 0.12],
    [x - w * 0.4, y],
  ]);
}
