import { solid, type Tones } from '../../pen/paint.ts';
import { at, MIDDLE, type Rig, type Wearing } from '../../body/rig.ts';
import { blob, ellipsePath, placed, roundRect, star, type Point } from '../../pen/shape.ts';
import { svg } from '../../pen/svg.ts';
import { METAL, BRASS, TEAL, SCREEN, LIGHT } from './palette.ts';

/** Fins and nozzles on the back: they come with age. */
export function pack(rig: Rig): string {
  if (rig.stage < 3) return '';
  const size = at(rig.stage, [0, 0, 54, 84, 116]);
  const { top, w } = rig.torso;
  const fin: Point[] = [
    [0, 0.3, 0.3],
    [0.1, -0.1],
    [0.9, -0.62, 0.5],
    [1.12, -0.5, 0.5],
    [0.94, 0.06],
    [0.5, 0.5],
    [0, 0.62, 0.3],
  ];
  const plate = solid('pack', roundRect(MIDDLE - w * 0.62, top + w * 0.1, w * 1.24, w * 0.36, w * 0.12), METAL, 6);
  const fins = [-1, 1]
    .map((side) => {
      const where = {
        x: MIDDLE + side * w * 0.44,
        y: top + w * 0.22,
        scale: size,
        turn: side * (rig.bearing === 'sleepy' ? 26 : rig.bearing === 'proud' ? -22 : -8),
        flip: side < 0,
      };
      const tip = placed([[0.98, -0.46]], where)[0] as Point;
      const band = svg`<path d="${blob(
        placed(
          [
            [0.5, -0.6],
            [0.66, -0.66],
            [0.86, 0.3],
            [0.66, 0.5],
          ],
          where,
        ),
      )}" fill="${TEAL.base}"/>`;
      return (
        solid(`fin${side}`, blob(placed(fin, where)), METAL, 6, band) +
        (rig.stage === 5 ? svg`<circle cx="${tip[0]}" cy="${tip[1]}" r="9" fill="${LIGHT}"/>` : '')
      );
    })
    .join('');
  const joints = [-1, 1].map(
    (side) =>
      svg`<circle cx="${MIDDLE + side * w * 0.56}" cy="${top + w * 0.28}" r="${w * 0.07}" fill="${METAL.shade}"/>`,
  );
  return fins + plate + joints.join('');
}

export function torso(rig: Rig, shell: Tones): string {
  const { path, top, bottom, w } = rig.torso;
  const h = bottom - top;
  const legs = [-1, 1]
    .map((side) =>
      solid(
        `leg${side}`,
        roundRect(MIDDLE + side * rig.feet.dx - w * 0.09, bottom - h * 0.26, w * 0.18, h * 0.22, 6),
        METAL,
        4,
      ),
    )
    .join('');
  const neck = solid('neck', roundRect(MIDDLE - w * 0.2, top - 16, w * 0.4, 30, 8), METAL, 4);
  const [pw, ph] = [w * 0.56, h * 0.36];
  const [px, py] = [MIDDLE - pw / 2, top + h * 0.26];
  const trim =
    rig.stage >= 4
      ? svg`<path d="M${MIDDLE - w} ${bottom - h * 0.26}h${2 * w}v${h * 0.06}h${-2 * w}z" fill="${BRASS.base}"/>`
      : '';
  return svg`${neck}${legs}${solid('torso', path, shell, w * 0.08, trim)}
    <path d="${roundRect(px, py, pw, ph, 14)}" fill="${shell.glow}"/><path d="${roundRect(px + 4, py + 4, pw - 8, ph - 8, 11)}" fill="${SCREEN}"/>${gauge(rig, px, py, pw, ph)}`;
}

/** The chest shows a heart, and one lamp for each stage lived. */
function gauge(rig: Rig, x: number, y: number, w: number, h: number): string {
  const s = Math.min(w, h) * 0.2;
  const cx = x + w / 2;
  const cy = y + h * 0.4;
  const heart = blob([
    [cx, cy - s * 0.5, 0],
    [cx + s * 0.55, cy - s * 0.95],
    [cx + s * 1.1, cy - s * 0.35],
    [cx, cy + s, 0.2],
    [cx - s * 1.1, cy - s * 0.35],
    [cx - s * 0.55, cy - s * 0.95],
  ]);
  const emblem = rig.stage === 5 ? star(cx, cy, s * 1.4, s * 0.7) : heart;
  const lamps = [0, 1, 2, 3, 4].map(
    (i) =>
      svg`<circle cx="${cx + (i - 2) * w * 0.16}" cy="${y + h * 0.8}" r="${w * 0.048}" fill="${i < rig.stage ? LIGHT : '#4b4878'}"/>`,
  );
  return svg`<path d="${emblem}" fill="${rig.stage === 5 ? '#ffd35c' : '#ff6f7d'}"/>${lamps.join('')}`;
}

export function feet(rig: Rig, shell: Tones, wearing: Wearing): string {
  const { dx, y, w, h } = rig.feet;
  if (wearing.categories.has('feet')) return '';
  return [-1, 1]
    .map((side) => {
      const x = MIDDLE + side * dx + side * 3;
      const boot = blob([
        [x - w * 0.46, y - h * 0.5],
        [x - w * 0.26, y - h * 0.94],
        [x + w * 0.26, y - h * 0.94],
        [x + w * 0.46, y - h * 0.5],
        [x + w * 0.5, y, 0.4],
        [x - w * 0.5, y, 0.4],
      ]);
      return solid(
        `foot${side}`,
        boot,
        shell,
        5,
        svg`<path d="M${x - w} ${y - h * 0.24}h${2 * w}v${h}h${-2 * w}z" fill="${SCREEN}" fill-opacity=".8"/>`,
      );
    })
    .join('');
}

export function gripper(
  rig: Rig,
  place: (points: readonly Point[]) => Point[],
  side: string,
  shell: Tones,
  sleeved: boolean,
): string {
  const r = rig.arms.length * 0.25;
  const [c] = place([[0, 0.98]]) as [Point];
  const bands =
    rig.stage > 1 && !sleeved
      ? [0.24, 0.42]
          .map((y) => {
            const [a, b] = place([
              [-0.2, y],
              [0.2, y],
            ]) as [Point, Point];
            return svg`<path d="M${a[0]} ${a[1]}L${b[0]} ${b[1]}" stroke="${METAL.shade}" stroke-width="3"/>`;
          })
          .join('')
      : '';
  const thumb = place([
    [-0.2, 0.92],
    [-0.32, 1.12],
  ]) as Point[];
  return svg`${bands}<path d="M${thumb[0]![0]} ${thumb[0]![1]}L${thumb[1]![0]} ${thumb[1]![1]}" stroke="${shell.shade}" stroke-width="${r * 0.7}" stroke-linecap="round"/>${solid(`hand-${side}`, ellipsePath(c[0], c[1], r, r), shell, 4)}`;
}

export function shoulders(rig: Rig, shell: Tones): string {
  if (rig.stage < 4) return '';
  const r = at(rig.stage, [0, 0, 0, 24, 30]);
  return [-1, 1]
    .map((side) => {
      const x = MIDDLE + side * rig.arms.dx;
      const y = rig.arms.y;
      return solid(
        `pad${side}`,
        blob([
          [x - r, y + r * 0.3],
          [x - r * 0.8, y - r * 0.6],
          [x, y - r],
          [x + r * 0.8, y - r * 0.6],
          [x + r, y + r * 0.3],
          [x, y + r * 0.5],
        ]),
        rig.stage === 5 ? BRASS : shell,
        5,
      );
    })
    .join('');
}
