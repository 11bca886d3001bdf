import type { Expression } from '../../body/expression.ts';
import { blush, happyEye, squeezedEye, turned } from '../../body/face.ts';
import { INK, mix, solid, type Tones } from '../../pen/paint.ts';
import { at, type Rig, type Wearing } from '../../body/rig.ts';
import { blob, mirrored, placed, scaled, taper, type Point } from '../../pen/shape.ts';
import { svg } from '../../pen/svg.ts';
import { DEEP, CREAM, HORN, GOLD } from './palette.ts';

export function head(rig: Rig, plume: Tones, wearing: Wearing): string {
  const { w, h } = rig.head;
  const [a, b] = [w / 2, h / 2];
  return svg`${rig.stage === 1 && !wearing.categories.has('head') ? down(b, plume) : ''}
    ${solid('head', blob(scaled(skull(rig), a, b)), plume, 12, innerTufts(rig, a, b, DEEP.base))}${turned(rig.expression, features(rig, plume))}`;
}

function features(rig: Rig, plume: Tones): string {
  const [a, b] = [rig.head.w / 2, rig.head.h / 2];
  const { dx, y } = rig.eyes;
  const disc = [-1, 1]
    .map(
      (side) =>
        svg`<ellipse cx="${side * dx * 0.98}" cy="${y + b * 0.06}" rx="${a * 0.47}" ry="${b * 0.57}" fill="${CREAM.base}"/>`,
    )
    .join('');
  return svg`${disc}
    <path d="${blob([
      [0, -b * 0.62, 0.2],
      [a * 0.1, -b * 0.2],
      [0, b * 0.2, 0.2],
      [-a * 0.1, -b * 0.2],
    ])}" fill="${plume.base}"/>
    ${blush(-a * 0.6, b * 0.5, a * 0.12, '#ff8b8b')}${blush(a * 0.6, b * 0.5, a * 0.12, '#ff8b8b')}
    ${owlEye(-1, rig, plume.base)}${owlEye(1, rig, plume.base)}${brows(rig, plume)}${beak(b, a, rig.expression)}`;
}

const radius = ({ stage }: Rig) => at(stage, [32, 31, 30, 28.5, 27.5]);

function owlEye(side: number, rig: Rig, skin: string): string {
  const x = side * rig.eyes.dx;
  const { y } = rig.eyes;
  const r = radius(rig);
  const { eyes, gaze } = rig.expression;
  if (eyes === 'closed') return closedEye(side, rig, skin);
  if (eyes === 'squeezed') return squeezedEye(x, y + 2, r * 0.7, INK, r * 0.28);
  if (eyes === 'happy') return happyEye(x, y + 2, r * 0.82, INK, r * 0.3);
  const [px, py] = [x + gaze.x * r * 0.22, y + gaze.y * r * 0.2];
  return svg`<circle cx="${x}" cy="${y}" r="${r}" fill="${GOLD}"/><circle cx="${x}" cy="${y}" r="${r - 2}" fill="none" stroke="#e99a1f" stroke-width="4"/>
    <circle cx="${px}" cy="${py}" r="${r * 0.7}" fill="${INK}"/><circle cx="${px - r * 0.26}" cy="${py - r * 0.28}" r="${r * 0.26}" fill="#fff"/><circle cx="${px + r * 0.28}" cy="${py + r * 0.3}" r="${r * 0.11}" fill="#fff"/>`;
}

function closedEye(side: number, rig: Rig, skin: string): string {
  const x = side * rig.eyes.dx;
  const { y } = rig.eyes;
  const r = radius(rig);
  return svg`<circle cx="${x}" cy="${y}" r="${r + 1}" fill="${mix(skin, '#ffffff', 0.32)}"/><path d="M${x - r * 0.92} ${y + r * 0.28}q${r * 0.92} ${r * 0.62} ${r * 1.84} 0" fill="none" stroke="${INK}" stroke-width="5.5" stroke-linecap="round"/>`;
}

export function lids(rig: Rig, plume: Tones): string {
  if (rig.expression.eyes !== 'open') return '';
  return turned(rig.expression, closedEye(-1, rig, plume.base) + closedEye(1, rig, plume.base) + brows(rig, plume));
}

const GAPE = { open: 0.38, laugh: 0.5, snore: 0.27 };

function beak(b: number, a: number, { mouth }: Expression): string {
  const y = b * 0.3;
  const lower =
    mouth === 'smile'
      ? ''
      : svg`<path d="${blob([
          [-a * 0.1, y + 4, 0.4],
          [a * 0.1, y + 4, 0.4],
          [0, y + a * GAPE[mouth], 0.7],
        ])}" fill="${mouth === 'snore' ? HORN.shade : '#8a2f3f'}"/>`;
  return (
    lower +
    solid(
      'beak',
      blob([
        [-a * 0.13, y - a * 0.04],
        [0, y - a * 0.13],
        [a * 0.13, y - a * 0.04],
        [a * 0.03, y + a * 0.2, 0.6],
        [-a * 0.03, y + a * 0.2, 0.6],
      ]),
      HORN,
      4,
    )
  );
}

/** A chick is round and fluffy at the cheeks. */
const CHICK: Point[] = [
  [0, -1],
  [0.46, -0.93],
  [0.8, -0.64],
  [0.96, -0.1],
  [0.97, 0.3],
  [1.03, 0.52, 0.5],
  [0.93, 0.66, 0.7],
  [0.86, 0.84, 0.5],
  [0.66, 0.9, 0.6],
  [0.34, 1],
  [0, 1.02],
];

/** Grown, tufts of feathers stand at the sides of the skull's dome: what makes it an owl from afar. */
function skull({ stage }: Rig): Point[] {
  if (stage === 1) return mirrored(CHICK);
  const tip = at(stage, [0, 1.2, 1.32, 1.42, 1.52]);
  return mirrored([
    [0, -1.03],
    [0.32, -0.99],
    [0.54, -0.92],
    [0.74, -(0.98 + (tip - 1) * 0.5)],
    [0.99, -tip, 0.2],
    [0.93, -0.84],
    [0.97, -0.42],
    [1.01, 0],
    [0.98, 0.4],
    [0.72, 0.84],
    [0.34, 1],
    [0, 1.02],
  ]);
}

function innerTufts({ stage }: Rig, a: number, b: number, colour: string): string {
  if (stage === 1) return '';
  const tip = at(stage, [0, 1.1, 1.2, 1.28, 1.36]);
  return [-1, 1]
    .map(
      (side) =>
        svg`<path d="${taper(
          scaled(
            [
              [0.68, -0.76],
              [0.79, -0.98],
              [0.95, -tip],
            ],
            side * a,
            b,
          ),
          [3, a * 0.15, 0],
        )}" fill="${colour}"/>`,
    )
    .join('');
}

function down(b: number, plume: Tones): string {
  return [-26, 0, 26]
    .map(
      (turn) =>
        svg`<path d="${taper(
          placed(
            [
              [0, 0.4],
              [0.1, -0.4],
              [0.34, -0.9],
            ],
            { y: -b * 1.02, turn, scale: 28 },
          ),
          [10, 9, 0],
        )}" fill="${plume.base}"/>`,
    )
    .join('');
}

/** Raised in the middle: kind, not cross. The elder's are long and white. */
function brows(rig: Rig, plume: Tones): string {
  if (rig.stage < 4) return '';
  const { dx, y } = rig.eyes;
  const elder = rig.stage === 5;
  const lift = rig.bearing === 'sleepy' ? 7 : 0;
  return [-1, 1]
    .map((side) => {
      const line: Point[] = elder
        ? [
            [side * 10, y - 40 + lift],
            [side * dx * 0.8, y - 52 + lift],
            [side * (dx + 30), y - 46 + lift],
            [side * (dx + 54), y - 28 + lift],
            [side * (dx + 62), y - 4 + lift],
          ]
        : [
            [side * (dx - 24), y - 41 + lift],
            [side * dx, y - 46 + lift],
            [side * (dx + 26), y - 34 + lift],
          ];
      return svg`<path d="${taper(line, elder ? [5, 17, 17, 12, 0] : [4, 9, 3])}" fill="${elder ? CREAM.glow : plume.shade}"/>`;
    })
    .join('');
}
