import type { Rig } from '../body/rig.ts';
import { blob, ellipsePath, mirrored, type Point, scaled } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';
import type { Piece } from './piece.ts';

/** Face pieces read the eyes' place and size, so that a lens always covers the eye behind it. */
function face(draw: (rig: Rig) => string): Piece {
  return { space: 'head', draw };
}

const both = (one: (side: -1 | 1) => string) => one(-1) + one(1);

export const round_glasses = face(({ eyes, head }) => {
  const { dx, y, r } = eyes;
  const lens = Math.min(r * 1.16, dx - 5);
  const frame = '#e0663f';
  return svg`${both((side) => svg`<path d="M${side * (dx + lens)} ${y - 5}L${side * head.w * 0.47} ${y - 13}" stroke="${frame}" stroke-width="6" stroke-linecap="round"/>`)}
    ${both(
      (
        side,
      ) => svg`<circle cx="${side * dx}" cy="${y}" r="${lens}" fill="#dff4ff" fill-opacity=".14" stroke="${frame}" stroke-width="7"/>
    <path d="M${side * dx - lens * 0.58} ${y - lens * 0.2}Q${side * dx - lens * 0.5} ${y - lens * 0.58} ${side * dx - lens * 0.12} ${y - lens * 0.64}" fill="none" stroke="#fff" stroke-width="4.5" stroke-linecap="round"/>`,
    )}
    <path d="M${lens - dx} ${y - 3}Q0 ${y - 13} ${dx - lens} ${y - 3}" fill="none" stroke="${frame}" stroke-width="7" stroke-linecap="round"/>`;
});

const LENS: Point[] = [
  [-0.86, -0.78],
  [0.1, -0.86],
  [1.02, -0.84, 0.5],
  [1, -0.1],
  [0.68, 0.7],
  [0, 0.9],
  [-0.7, 0.66],
  [-0.94, -0.1],
];

/** A robot's eyes shine through them, and its smile stays free. */
export const sunglasses = face(({ eyes, head, species }) => {
  const { dx, y, r } = eyes;
  const shining = species === 'robot';
  const size = shining ? r * 1.06 : Math.min(r * 1.3, dx - 2);
  const rim = shining ? '#8f7ee6' : '#171430';
  const lens = both((side) => {
    const points = scaled(LENS, size * side, size * 0.92, side * dx, y);
    const id = `shade${side}`;
    return svg`<clipPath id="${id}"><path d="${blob(points)}"/></clipPath><path d="${blob(points)}" fill="#262244" fill-opacity="${shining ? 0.45 : 1}" stroke="${rim}" stroke-width="6" stroke-linejoin="round"/>
      <g clip-path="url(#${id})"><path d="M${side * dx - size} ${y + size}h${2 * size}V${y + size * 0.15}q${-size} ${size * 0.4} ${-2 * size} 0z" fill="#6a4fb0" fill-opacity=".55"/><path d="M${side * dx - size * 0.75} ${y + size * 0.2}l${size * 0.8} ${-size * 1.2}h${size * 0.34}l${-size * 0.8} ${size * 1.2}z" fill="#fff" fill-opacity=".35"/></g>`;
  });
  return svg`${both((side) => svg`<path d="M${side * (dx + size * 0.9)} ${y - size * 0.55}L${side * head.w * 0.45} ${y - size * 0.5}" stroke="${rim}" stroke-width="9" stroke-linecap="round"/>`)}
    <path d="M${-dx} ${y - size * 0.72}Q0 ${y - size * 0.94} ${dx} ${y - size * 0.72}" fill="none" stroke="${rim}" stroke-width="${shining ? 7 : 9}" stroke-linecap="round"/>${lens}`;
});

export const hero_mask = face(({ eyes }) => {
  const { dx, y, r, width } = eyes;
  const a = width / 2;
  const outline = blob(
    mirrored([
      [0, y - r * 0.72],
      [dx * 0.9, y - r * 1.38],
      [a, y - r * 1.3, 0.3],
      [a * 0.96, y + r * 0.4],
      [dx * 1.1, y + r * 1.24],
      [dx * 0.42, y + r * 0.9],
      [0, y + r * 0.42],
    ]),
  );
  const holes = both((side) => ellipsePath(side * dx, y, r * 0.88, r * 0.92));
  return svg`<path d="${outline}${holes}" fill="#e5405e" fill-rule="evenodd"/><path d="${outline}" fill="none" stroke="#b72647" stroke-width="4"/>
    ${both((side) => svg`<path d="${ellipsePath(side * dx, y, r * 0.88, r * 0.92)}" fill="none" stroke="#b72647" stroke-width="4"/>`)}
    <path d="M${-a * 0.9} ${y - r * 1.06}Q${-dx} ${y - r * 1.3} ${-dx * 0.5} ${y - r}" fill="none" stroke="#ff9aaa" stroke-width="5" stroke-linecap="round"/>`;
});
