import { blush, eye, type EyeLook, lid, mouth, turned } from '../../body/face.ts';
import { mix, solid, type Tones } from '../../pen/paint.ts';
import { at, type Rig, type Wearing } from '../../body/rig.ts';
import { blob, curve, mirrored, placed, scaled, taper, type Point } from '../../pen/shape.ts';
import { svg } from '../../pen/svg.ts';
import { CORAL, BEARD, HORN } from './palette.ts';

/** Halves of outlines, in fractions of half a width and half a height. */
const HEAD: Point[] = [
  [0, -1],
  [0.42, -0.93],
  [0.75, -0.66],
  [0.92, -0.18],
  [1, 0.34],
  [0.82, 0.8],
  [0.4, 1],
  [0, 1.03],
];

export function head(rig: Rig, skin: Tones, wearing: Wearing): string {
  const { w, h } = rig.head;
  const [a, b] = [w / 2, h / 2];
  const s = rig.stage;
  return svg`${ears(rig)}${wearing.categories.has('head') ? '' : crest(rig) + horns(rig, false)}${s === 5 ? beard(a, b) : ''}
    ${solid('head', blob(scaled(mirrored(HEAD), a, b)), skin, 12, freckles(rig, skin))}
    ${turned(rig.expression, features(rig, skin))}${s === 5 ? whiskers(a, b) : ''}`;
}

function features(rig: Rig, skin: Tones): string {
  const [a, b] = [rig.head.w / 2, rig.head.h / 2];
  const { eyes: e, expression } = rig;
  const look = eyeLook(rig, skin);
  return svg`<ellipse cx="0" cy="${b * 0.5}" rx="${a * 0.56}" ry="${b * 0.38}" fill="${mix(skin.glow, '#ffffff', 0.1)}" opacity=".75"/>
    <ellipse cx="${-a * 0.13}" cy="${b * 0.3}" rx="4.4" ry="3.4" fill="${skin.shade}"/><ellipse cx="${a * 0.13}" cy="${b * 0.3}" rx="4.4" ry="3.4" fill="${skin.shade}"/>
    ${blush(-a * 0.72, b * 0.4, a * 0.14, '#ff9a96')}${blush(a * 0.72, b * 0.4, a * 0.14, '#ff9a96')}
    ${mouth(0, b * 0.52, a * 0.24, expression)}
    ${expression.mouth === 'smile' ? svg`<path d="M${a * 0.1} ${b * 0.52 + a * 0.125}l9 -2 -3 9z" fill="#fff" stroke="#fff" stroke-width="2" stroke-linejoin="round"/>` : ''}
    ${eye('eye-l', -e.dx, e.y, look, expression)}${eye('eye-r', e.dx, e.y, look, expression)}${brows(rig, skin)}`;
}

function eyeLook({ stage }: Rig, skin: Tones): EyeLook {
  return {
    rx: at(stage, [22, 21.5, 21, 20.5, 20]),
    ry: at(stage, [28, 27.5, 27, 26, 25.5]),
    iris: '#8a4a6b',
    lid: skin.base,
  };
}

export function lids(rig: Rig, skin: Tones): string {
  if (rig.expression.eyes !== 'open') return '';
  const { dx, y } = rig.eyes;
  const look = eyeLook(rig, skin);
  return turned(rig.expression, lid(-dx, y, look) + lid(dx, y, look) + brows(rig, skin));
}

function brows(rig: Rig, skin: Tones): string {
  if (rig.stage < 4) return '';
  const { dx, y } = rig.eyes;
  const elder = rig.stage === 5;
  const top = y - (rig.bearing === 'sleepy' ? 24 : 31);
  return [-1, 1]
    .map((side) => {
      const line: Point[] = elder
        ? [
            [side * (dx - 20), top + 3],
            [side * dx, top - 5],
            [side * (dx + 26), top + 2],
            [side * (dx + 44), top + 16],
          ]
        : [
            [side * (dx - 18), top - 1],
            [side * (dx + 2), top - 4],
            [side * (dx + 21), top + 6],
          ];
      return svg`<path d="${taper(line, elder ? [4, 13, 11, 0] : [3, 8, 3])}" fill="${elder ? BEARD.base : skin.shade}"/>`;
    })
    .join('');
}

/** The elder's whiskers; the beard hangs behind the chin. */
function whiskers(a: number, b: number): string {
  const whisker = (side: number) =>
    taper(
      [
        [side * a * 0.16, b * 0.4],
        [side * a * 0.42, b * 0.5],
        [side * a * 0.74, b * 0.76],
        [side * a * 1.02, b * 0.84],
        [side * a * 1.2, b * 0.62],
        [side * a * 1.16, b * 0.44],
      ],
      [7, 12, 12, 9, 6, 0],
    );
  return svg`<path d="${whisker(-1)}${whisker(1)}" fill="${BEARD.base}"/>`;
}

function beard(a: number, b: number): string {
  const path = blob([
    [-a * 0.66, b * 0.6],
    [a * 0.66, b * 0.6],
    [a * 0.7, b * 1.04],
    [a * 0.62, b * 1.3, 0.4],
    [a * 0.46, b * 1.24],
    [a * 0.34, b * 1.6, 0.4],
    [a * 0.18, b * 1.46],
    [0, b * 1.84, 0.4],
    [-a * 0.18, b * 1.46],
    [-a * 0.34, b * 1.6, 0.4],
    [-a * 0.46, b * 1.24],
    [-a * 0.62, b * 1.3, 0.4],
    [-a * 0.7, b * 1.04],
  ]);
  const strands = svg`<path d="${curve([
    [-a * 0.24, b * 1.08],
    [-a * 0.22, b * 1.24],
    [-a * 0.26, b * 1.4],
  ])}${curve([
    [a * 0.1, b * 1.08],
    [a * 0.08, b * 1.3],
    [a * 0.02, b * 1.58],
  ])}" fill="none" stroke="${BEARD.shade}" stroke-width="4" stroke-linecap="round"/>`;
  return solid('beard', path, BEARD, 6, strands);
}

function freckles(rig: Rig, skin: Tones): string {
  const b = rig.head.h / 2;
  const size = at(rig.stage, [0, 0, 5, 6, 7]);
  if (!size) return '';
  return [
    [-26, -0.62],
    [0, -0.72],
    [26, -0.62],
  ]
    .map(([x, y]) => svg`<circle cx="${x}" cy="${y! * b}" r="${size}" fill="${skin.shade}" fill-opacity=".5"/>`)
    .join('');
}

/** Horns grow beside the crest; through a hat they come out at its sides, and its holes lie in shade. */
export function horns(rig: Rig, throughHat: boolean): string {
  const { w, h } = rig.head;
  const size = at(rig.stage, [16, 30, 46, 64, 84]);
  const thick = at(rig.stage, [20, 22, 25, 28, 31]);
  return [-1, 1]
    .map((side) => {
      const x = side * w * (throughHat ? 0.31 : 0.27);
      const y = -h * (throughHat ? 0.38 : 0.42);
      const line: Point[] = [
        [x, y + 14],
        [x + side * size * 0.36, y - size * 0.42],
        [x + side * size * 0.42, y - size * 0.85],
        [x + side * size * 0.28, y - size * 1.12],
      ];
      const rings =
        size > 40
          ? [0.3, 0.56]
              .map(
                (t) =>
                  svg`<path d="${curve([
                    [x + side * (size * t * 0.8 - thick * 0.62), y - size * t + 2],
                    [x + side * size * t * 0.9, y - size * t - 5],
                    [x + side * (size * t * 0.7 + thick * 0.7), y - size * t + 8],
                  ])}" fill="none" stroke="${HORN.shade}" stroke-width="3.4"/>`,
              )
              .join('')
          : '';
      const hole = throughHat
        ? svg`<ellipse cx="${x}" cy="${y + 13}" rx="${thick * 0.62}" ry="6" fill="#2b2440" fill-opacity=".35"/>`
        : '';
      return hole + solid(`horn${side}`, taper(line, [thick, thick * 0.8, thick * 0.42, 0]), HORN, 5, rings);
    })
    .join('');
}

function ears(rig: Rig): string {
  const { w, h } = rig.head;
  const size = at(rig.stage, [30, 38, 46, 50, 52]);
  const lift = at(rig.stage, [0.06, 0.06, 0.08, 0.13, 0.17]);
  const fin: Point[] = [
    [-0.3, -0.3, 0.4],
    [0.5, -0.66],
    [1.02, -0.72, 0],
    [0.92, -0.28],
    [0.98, 0, 0],
    [0.76, 0.18],
    [0.72, 0.44, 0],
    [0.3, 0.3],
    [-0.3, 0.2, 0.4],
  ];
  return [-1, 1]
    .map((side) =>
      solid(
        `ear${side}`,
        blob(placed(fin, { x: side * w * 0.44, y: -h * lift, scale: size, flip: side < 0 })),
        CORAL,
        4,
      ),
    )
    .join('');
}

function crest(rig: Rig): string {
  const size = at(rig.stage, [16, 18, 22, 26, 30]);
  const y = -rig.head.h * 0.47;
  const spike = (x: number, scale: number, turn: number) =>
    blob(
      placed(
        [
          [-0.6, 0.6, 0.3],
          [-0.3, -0.4],
          [0, -1, 0.2],
          [0.3, -0.4],
          [0.6, 0.6, 0.3],
        ],
        { x, y, scale: size * scale, turn },
      ),
    );
  return [spike(-size * 0.9, 0.72, -18), spike(size * 0.9, 0.72, 18), spike(0, 1.05, 0)]
    .map((path, i) => solid(`crest${i}`, path, CORAL, 3))
    .join('');
}
