import { solid, type Tones } from '../pen/paint.ts';
import type { Rig, Sleeve } from './rig.ts';
import { blob, type Point, placed } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';

/** An arm hangs from (0, 0) straight down to (0, 1) in its own measure; a pose turns it. */
type ArmShape = readonly Point[];

const SIDES = ['left', 'right'] as const;
type Side = (typeof SIDES)[number];
type Placer = (points: readonly Point[]) => Point[];
/** Adds claws, quills or fingers in the arm's own measure; what a sleeve hides is left out. */
type Hand = (place: Placer, side: Side, sleeved: boolean) => string;

/** Both arms in their pose, sleeves included. */
export function arms(rig: Rig, shape: ArmShape, tones: Tones, sleeve: Sleeve | undefined, hand: Hand): string {
  return SIDES.map((side) => {
    const place = armPlace(rig, side);
    const path = blob(place(shape));
    const bare = solid(`arm-${side}`, path, tones, 5);
    return bare + hand(place, side, sleeve !== undefined) + (sleeve ? dressed(sleeve, side, place, shape) : '');
  }).join('');
}

/** Where a point of an arm lies on the canvas. */
export function armPlace(rig: Rig, side: Side): Placer {
  const { dx, y, length, left, right, stretch } = rig.arms;
  const flip = side === 'right';
  const turn = flip ? -right : left;
  const x = rig.neck.x + (flip ? dx : -dx);
  return (points) => placed(points, { x, y, turn, scale: length * stretch[side], flip });
}

/** The sleeves alone, as a shop shows them. */
export function sleeves(rig: Rig, shape: ArmShape, sleeve: Sleeve): string {
  return SIDES.map((side) => dressed(sleeve, side, armPlace(rig, side), shape)).join('');
}

/** Over the shoulder, whatever the arm does. */
const PAD: Point[] = [
  [-0.34, 0.02],
  [-0.26, -0.2],
  [0, -0.3],
  [0.28, -0.18],
  [0.38, 0.06],
  [0.32, 0.24],
  [0, 0.32],
  [-0.3, 0.22],
];

/** The sleeve is the arm's own outline, a little wider, cut where the cuff ends. */
function dressed({ tones, cuff, length, stripe, pad }: Sleeve, side: Side, place: Placer, shape: ArmShape): string {
  const band = (from: number, to: number) => {
    const [a, b, c, d] = place([
      [-2, from],
      [2, from],
      [2, to],
      [-2, to],
    ]) as [Point, Point, Point, Point];
    return svg`M${a[0]} ${a[1]}L${b[0]} ${b[1]}L${c[0]} ${c[1]}L${d[0]} ${d[1]}Z`;
  };
  const stripes = stripe ? svg`<path d="${band(0.1, 0.23)}${band(0.36, 0.49)}" fill="${stripe}"/>` : '';
  const path = blob(place(shape.map(([x, y, round = 1]): Point => [x * 1.12, y, round])));
  const cloth = solid(
    `sleeve-${side}`,
    path,
    tones,
    5,
    svg`${stripes}<path d="${band(length - 0.1, length)}" fill="${cuff}"/>`,
  );
  // What the arm throws on the body: without it a sleeve melts into the coat.
  const cast = svg`<path d="${path}" transform="translate(${side === 'left' ? 3 : -3} 3)" fill="${tones.shade}"/>`;
  return svg`<clipPath id="cuff-${side}"><path d="${band(-1, length)}"/></clipPath><g clip-path="url(#cuff-${side})">${cast}${cloth}</g>${pad && shoulder(pad, cuff, side, blob(place(PAD)))}`;
}

function shoulder(pad: Tones, trim: string, side: Side, path: string): string {
  return svg`${solid(`pad-${side}`, path, pad, 6)}<path d="${path}" fill="none" stroke="${trim}" stroke-width="4"/>`;
}
