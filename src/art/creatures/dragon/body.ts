import { solid, type Tones } from '../../pen/paint.ts';
import { at, GROUND, MIDDLE, type Rig } from '../../body/rig.ts';
import { blob, ellipsePath, placed, taper, type Point } from '../../pen/shape.ts';
import { svg } from '../../pen/svg.ts';
import { SKIN, BELLY, CORAL, MEMBRANE, HORN } from './palette.ts';

const WING: Point[] = [
  [0, 0.1, 0],
  [0.12, -0.42],
  [0.34, -0.86, 0.4],
  [0.7, -0.98],
  [1.1, -0.8, 0],
  [0.98, -0.5],
  [0.98, -0.14, 0],
  [0.78, -0.1],
  [0.66, 0.18, 0],
  [0.48, 0.12],
  [0.3, 0.32, 0],
  [0.12, 0.3],
];

export function wings(rig: Rig): string {
  const size = at(rig.stage, [50, 76, 104, 130, 150]);
  const { top, w } = rig.torso;
  const one = (flip: boolean) => {
    const side = flip ? -1 : 1;
    const turn = side * (rig.bearing === 'sleepy' ? 24 : rig.bearing === 'proud' ? 10 : 4);
    const where = { x: MIDDLE + side * w * 0.22, y: top + w * 0.34, turn, scale: size, flip };
    const put = (points: Point[]) => placed(points, where);
    const id = flip ? 'wing-l' : 'wing-r';
    const bone = (points: Point[], widths: number[]) =>
      svg`<path d="${taper(put(points), widths)}" fill="${SKIN.shade}"/>`;
    return svg`${solid(id, blob(put(WING)), MEMBRANE, size * 0.06)}
      ${bone(
        [
          [0.3, -0.8],
          [0.6, -0.4],
          [0.66, 0.16],
        ],
        [size * 0.05, size * 0.04, 0],
      )}
      ${bone(
        [
          [0.34, -0.86],
          [0.74, -0.6],
          [0.98, -0.16],
        ],
        [size * 0.05, size * 0.04, 0],
      )}
      ${bone(
        [
          [0, 0.06],
          [0.12, -0.42],
          [0.33, -0.86],
          [0.7, -0.96],
          [1.1, -0.8],
        ],
        [size * 0.12, size * 0.11, size * 0.1, size * 0.07, 0],
      )}`;
  };
  return one(true) + one(false);
}

export function tail(rig: Rig, skin: Tones): string {
  const reach = at(rig.stage, [62, 82, 104, 124, 140]);
  const { w } = rig.torso;
  const x = MIDDLE + w * 0.2;
  const y = GROUND - 26;
  const thick = at(rig.stage, [30, 36, 42, 48, 54]);
  const end: Point = [x + reach * 1.06, y - reach * 0.52];
  const path = taper(
    [[x, y], [x + reach * 0.5, y + 14], [x + reach * 0.92, y - 4], [...end]],
    [thick * 1.2, thick * 0.86, thick * 0.56, thick * 0.2],
  );
  const leaf = placed(
    [
      [0, 0.2, 0.4],
      [-0.5, -0.1],
      [-0.42, -0.45],
      [0, -1.05, 0.2],
      [0.42, -0.45],
      [0.5, -0.1],
    ],
    { x: end[0], y: end[1], turn: 14, scale: at(rig.stage, [22, 28, 34, 40, 46]) },
  );
  return solid('leaf', blob(leaf), CORAL, 4) + solid('tail', path, skin, 6);
}

export function torso(rig: Rig, skin: Tones): string {
  const { path, top, bottom, w } = rig.torso;
  const h = bottom - top;
  const cy = top + h * 0.56;
  const belly = ellipsePath(MIDDLE, cy, w * 0.32, h * 0.44);
  const scutes = [0.5, 0.66, 0.82]
    .map((share) => {
      const y = top + h * share;
      return svg`<path d="M${MIDDLE - w * 0.34} ${y - 4}Q${MIDDLE} ${y + h * 0.06} ${MIDDLE + w * 0.34} ${y - 4}" fill="none" stroke="${BELLY.shade}" stroke-width="${w * 0.022}" clip-path="url(#belly)"/>`;
    })
    .join('');
  return solid('torso', path, skin, w * 0.08) + solid('belly', belly, BELLY, w * 0.04) + scutes;
}

export function feet(rig: Rig, skin: Tones): string {
  const { dx, y, w, h } = rig.feet;
  return [-1, 1]
    .map((side) => {
      const x = MIDDLE + side * dx;
      const path = blob([
        [x - w * 0.42, y - h * 0.78],
        [x, y - h * 1.02],
        [x + w * 0.42, y - h * 0.78],
        [x + w * 0.52, y - h * 0.3],
        [x + w * 0.3, y],
        [x - w * 0.3, y],
        [x - w * 0.52, y - h * 0.3],
      ]);
      const toes = [-0.3, 0, 0.3].map(
        (t) =>
          svg`<ellipse cx="${x + t * w + side * w * 0.04}" cy="${y - h * 0.12}" rx="${w * 0.1}" ry="${h * 0.17}" fill="${HORN.base}"/>`,
      );
      return solid(`foot${side}`, path, skin, 5) + toes.join('');
    })
    .join('');
}

/** Round little claws along the edge of the paw, like those of the feet. */
export function claws(place: (points: readonly Point[]) => Point[], size: number): string {
  const tips = place([
    [-0.15, 0.98],
    [0.01, 1.04],
    [0.16, 0.97],
  ]);
  return svg`<path d="${tips.map(([x, y]) => ellipsePath(x, y, size * 0.075, size * 0.085)).join('')}" fill="${HORN.base}"/>`;
}
