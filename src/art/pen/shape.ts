import { svg } from './svg.ts';

/** A point of an outline; the third number is how round the outline runs through it (1 smooth, 0 a corner). */
export type Point = readonly [x: number, y: number, round?: number];

/** A smooth closed outline through the points (Catmull-Rom, as Béziers). */
export function blob(points: readonly Point[]): string {
  return `${spline(points, true)}Z`;
}

/** A smooth open line through the points. */
export function curve(points: readonly Point[]): string {
  return spline(points, false);
}

function spline(points: readonly Point[], closed: boolean): string {
  const count = points.length;
  const at = (i: number): Point =>
    (closed ? points[(i + count) % count] : points[Math.min(Math.max(i, 0), count - 1)]) as Point;
  let path = svg`M${at(0)[0]} ${at(0)[1]}`;
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const out = (from[2] ?? 1) / 6;
    const into = (to[2] ?? 1) / 6;
    path += svg`C${from[0] + (to[0] - before[0]) * out} ${from[1] + (to[1] - before[1]) * out} ${to[0] - (after[0] - from[0]) * into} ${to[1] - (after[1] - from[1]) * into} ${to[0]} ${to[1]}`;
  }
  return path;
}

/** Scales points given in fractions of half a width and half a height. */
export function scaled(points: readonly Point[], x: number, y: number, dx = 0, dy = 0): Point[] {
  return points.map(([px, py, round = 1]) => [px * x + dx, py * y + dy, round]);
}

/** Points of the right half, top to bottom, completed by their mirror image; points on the axis are kept once. */
export function mirrored(right: readonly Point[]): Point[] {
  const left = right
    .filter(([x]) => x !== 0)
    .map(([x, y, round = 1]): Point => [-x, y, round])
    .reverse();
  return [...right, ...left];
}

/** A ribbon along a centre line, as wide at each point as its width says: tails, horns, whiskers. */
export function taper(centre: readonly Point[], widths: readonly number[]): string {
  const left: Point[] = [];
  const right: Point[] = [];
  centre.forEach(([x, y], i) => {
    const [ax, ay] = centre[Math.max(i - 1, 0)] as Point;
    const [bx, by] = centre[Math.min(i + 1, centre.length - 1)] as Point;
    const length = Math.hypot(bx - ax, by - ay) || 1;
    const half = (widths[i] ?? 0) / 2;
    const [nx, ny] = [(-(by - ay) / length) * half, ((bx - ax) / length) * half];
    if (half === 0) {
      left.push([x, y, 0]);
      return;
    }
    left.push([x + nx, y + ny]);
    right.unshift([x - nx, y - ny]);
  });
  return blob([...left, ...right]);
}

/** Share of a radius at which a cubic curve hugs a quarter circle. */
const ARC = 0.5523;

export function ellipsePath(cx: number, cy: number, rx: number, ry: number): string {
  const [kx, ky] = [rx * ARC, ry * ARC];
  return svg`M${cx - rx} ${cy}C${cx - rx} ${cy - ky} ${cx - kx} ${cy - ry} ${cx} ${cy - ry}C${cx + kx} ${cy - ry} ${cx + rx} ${cy - ky} ${cx + rx} ${cy}C${cx + rx} ${cy + ky} ${cx + kx} ${cy + ry} ${cx} ${cy + ry}C${cx - kx} ${cy + ry} ${cx - rx} ${cy + ky} ${cx - rx} ${cy}Z`;
}

export function roundRect(x: number, y: number, w: number, h: number, r: number): string {
  const [right, bottom] = [x + w, y + h];
  return svg`M${x + r} ${y}L${right - r} ${y}Q${right} ${y} ${right} ${y + r}L${right} ${bottom - r}Q${right} ${bottom} ${right - r} ${bottom}L${x + r} ${bottom}Q${x} ${bottom} ${x} ${bottom - r}L${x} ${y + r}Q${x} ${y} ${x + r} ${y}Z`;
}

/** The box around a path of absolute M, L, C and Q: control points count, so it may be a little large. */
export function bounds(path: string): { left: number; top: number; right: number; bottom: number } {
  if (!/^[MLCQZ\d\s.-]*$/.test(path)) throw new Error(`not a plain absolute path: ${path.slice(0, 60)}`);
  const numbers = (path.match(/-?[\d.]+/g) ?? []).map(Number);
  const [xs, ys] = [numbers.filter((_, i) => i % 2 === 0), numbers.filter((_, i) => i % 2 === 1)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** A star with softened tips. */
export function star(cx: number, cy: number, outer: number, inner = outer * 0.5, tips = 5): string {
  const points: Point[] = [];
  for (let i = 0; i < tips * 2; i++) {
    const angle = (Math.PI * i) / tips - Math.PI / 2;
    const r = i % 2 ? inner : outer;
    points.push([cx + Math.cos(angle) * r, cy + Math.sin(angle) * r, i % 2 ? 0 : 0.5]);
  }
  return blob(points);
}

/** Moves points into place: flipped first, then scaled, turned (degrees, clockwise) and shifted. */
export function placed(
  points: readonly Point[],
  {
    x = 0,
    y = 0,
    turn = 0,
    scale = 1,
    flip = false,
  }: { x?: number; y?: number; turn?: number; scale?: number; flip?: boolean },
): Point[] {
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  return points.map(([px, py, round = 1]) => {
    const [sx, sy] = [px * scale * (flip ? -1 : 1), py * scale];
    return [x + sx * cos - sy * sin, y + sx * sin + sy * cos, round];
  });
}
