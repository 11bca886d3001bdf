import { INK, solid, tones } from '../pen/paint.ts';
import { MIDDLE, type Rig } from '../body/rig.ts';
import { blob, ellipsePath, star } from '../pen/shape.ts';
import { svg } from '../pen/svg.ts';
import type { Piece } from './piece.ts';

export const daisy: Piece = {
  space: 'head',
  frame: ({ temple }) => [temple.x - 70, temple.y - 58, 128],
  draw({ temple, head }: Rig) {
    const petals = [0, 45, 90, 135, 180, 225, 270, 315]
      .map((turn) => `<ellipse cx="0" cy="-17" rx="9.5" ry="15" transform="rotate(${turn})"/>`)
      .join('');
    return svg`<g transform="translate(${temple.x} ${temple.y}) rotate(-14) scale(${Math.round(head.w / 2) / 100})">
      <path d="${blob([
        [-18, 6],
        [-34, -4],
        [-56, 2, 0.3],
        [-38, 18],
      ])}" fill="#57b85f"/><path d="${blob([
        [-8, 18],
        [-26, 26],
        [-38, 46, 0.3],
        [-12, 40],
      ])}" fill="#46a352"/>
      <g fill="#d9c4ea" transform="translate(2.5 3)">${petals}</g><g fill="#fff" stroke="#e6d8f2" stroke-width="1.6">${petals}</g>${solid('daisy', ellipsePath(0, 0, 13, 13), tones('#ffc93d', '#e89a22', '#ffe79a'), 3)}</g>`;
  },
};

/** Companions fly in the free air at the upper right, each on its own height; `right` is how far it reaches there. */
function companion(up: number, right: number, drawing: string): Piece {
  return {
    space: 'canvas',
    frame: (rig) => {
      const { x, y } = spot(rig, up, right);
      return [x - 56, y - 66, 124];
    },
    draw: (rig) => {
      const { x, y } = spot(rig, up, right);
      return svg`<g transform="translate(${x} ${y}) scale(${rig.friend.scale})">${drawing}</g>`;
    },
  };
}

function spot({ friend, reach }: Rig, up: number, right: number): { x: number; y: number } {
  return {
    x: Math.min(friend.x, MIDDLE + reach - right * friend.scale - 6),
    y: Math.max(friend.y - up * friend.scale, 58),
  };
}

const bee = tones('#ffcb3d', '#ea9f22', '#ffe79a');
export const bumblebee = companion(
  -52,
  42,
  svg`<g fill="#dff1ff" fill-opacity=".92" stroke="#b9d6ee" stroke-width="2"><ellipse cx="6" cy="-27" rx="13" ry="22" transform="rotate(-14 6 -27)"/><ellipse cx="24" cy="-22" rx="11" ry="18" transform="rotate(22 24 -22)"/></g>
  ${solid(
    'bee',
    blob([
      [-33, 2],
      [-16, -20],
      [10, -22],
      [32, -6],
      [38, 4, 0.4],
      [30, 14],
      [8, 23],
      [-18, 20],
    ]),
    bee,
    5,
    svg`<path d="M-4 -30q10 30 0 60h13q9 -30 0 -60zM18 -30q9 30 0 60h11q8 -30 0 -60z" fill="${INK}"/>`,
  )}
  <circle cx="-19" cy="-3" r="4.5" fill="${INK}"/><circle cx="-20.5" cy="-4.5" r="1.6" fill="#fff"/><path d="M-26 5q4 5 9 2" fill="none" stroke="${INK}" stroke-width="2.6" stroke-linecap="round"/>
  <path d="M-22 -17q-6 -12 -15 -11M-13 -20q-2 -12 -9 -16" fill="none" stroke="${INK}" stroke-width="2.8" stroke-linecap="round"/>`,
);

export const shooting_star = companion(
  34,
  78,
  svg`<path d="${blob([
    [0, -16],
    [40, -44],
    [74, -58, 0],
    [46, -22],
    [78, -30, 0],
    [44, 2],
    [60, 6, 0],
    [16, 20],
  ])}" fill="#ffd9f0" fill-opacity=".85"/><path d="${blob([
    [0, -10],
    [30, -30],
    [54, -38, 0],
    [34, -12],
    [46, -8, 0],
    [10, 14],
  ])}" fill="#fff4c2"/>
  <radialGradient id="comet-light"><stop stop-color="#fff3b0" stop-opacity=".9"/><stop offset="1" stop-color="#ffe27a" stop-opacity="0"/></radialGradient><circle cx="0" cy="0" r="52" fill="url(#comet-light)"/>${solid('comet', star(0, 0, 36, 20), tones('#ffd84a', '#f0a52c', '#fff3b0'), 5)}
  <circle cx="-8" cy="0" r="3.6" fill="${INK}"/><circle cx="8" cy="0" r="3.6" fill="${INK}"/><path d="M-5 7q5 5 10 0" fill="none" stroke="${INK}" stroke-width="2.6" stroke-linecap="round"/>`,
);
