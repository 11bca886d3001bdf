import { mix, solid, type Tones } from '../../pen/paint.ts';
import { at, MIDDLE, type Rig } from '../../body/rig.ts';
import { blob, ellipsePath, placed, type Point } from '../../pen/shape.ts';
import { svg } from '../../pen/svg.ts';
import { PLUME, DEEP, CREAM, HORN } from './palette.ts';

export function tailFeathers(rig: Rig): string {
  const size = at(rig.stage, [34, 46, 60, 74, 88]);
  const { bottom, w } = rig.torso;
  const feather: Point[] = [
    [-0.26, -0.2],
    [0.26, -0.2],
    [0.34, 0.6],
    [0, 1, 0.8],
    [-0.34, 0.6],
  ];
  const x = MIDDLE + w * 0.24;
  return [-74, -52, -30]
    .map((turn, i) =>
      solid(
        `tail${i}`,
        blob(placed(feather, { x, y: bottom - size * 0.8, turn, scale: size })),
        i === 1 ? PLUME : DEEP,
        4,
      ),
    )
    .join('');
}

export function torso(rig: Rig, plume: Tones): string {
  const { path, top, bottom, w } = rig.torso;
  const h = bottom - top;
  const rows = at(rig.stage, [2, 2, 3, 4, 4]);
  const marks: string[] = [];
  for (let row = 0; row < rows; row++) {
    const y = top + h * (0.5 + (row * 0.42) / rows);
    const count = row % 2 ? 2 : 3;
    for (let i = 0; i < count; i++) {
      const x = MIDDLE + (i - (count - 1) / 2) * w * 0.2;
      marks.push(svg`M${x - w * 0.055} ${y}q${w * 0.055} ${h * 0.055} ${w * 0.11} 0`);
    }
  }
  return svg`${solid('torso', path, plume, w * 0.07)}${solid('belly', ellipsePath(MIDDLE, top + h * 0.6, w * 0.35, h * 0.41), CREAM, w * 0.04)}
    <path d="${marks.join('')}" fill="none" stroke="${mix(plume.base, CREAM.base, 0.45)}" stroke-width="${w * 0.024}" stroke-linecap="round"/>`;
}

export function feet(rig: Rig): string {
  const { dx, y, w, h } = rig.feet;
  return [-1, 1]
    .map((side) => {
      const x = MIDDLE + side * dx;
      const toes = [-0.32, 0, 0.32]
        .map((t) => ellipsePath(x + t * w, y - h * 0.42 - (t ? 0 : -1), w * 0.162, h * 0.46))
        .join('');
      return svg`<path d="${ellipsePath(x, y - h * 0.75, w * 0.3, h * 0.4)}" fill="${HORN.shade}"/>${solid(`foot${side}`, toes, HORN, 4)}`;
    })
    .join('');
}

export function quills(place: (points: readonly Point[]) => Point[], colour: string): string {
  return [0.14, -0.02, -0.15]
    .map((x, i) => {
      const [a, b, c] = place([
        [x + 0.08, 0.5 + i * 0.02],
        [x + 0.02, 0.68],
        [x - 0.02, 0.84 - i * 0.05],
      ]) as [Point, Point, Point];
      return svg`<path d="M${a[0]} ${a[1]}Q${b[0]} ${b[1]} ${c[0]} ${c[1]}" fill="none" stroke="${colour}" stroke-width="3.4" stroke-linecap="round"/>`;
    })
    .join('');
}
