import { INK } from '../pen/paint.ts';
import { svg } from '../pen/svg.ts';
import type { Expression } from './expression.ts';

export interface EyeLook {
  rx: number;
  ry: number;
  iris: string;
  /** Colour of the lid: the skin around the eye. */
  lid: string;
}

/** How far the features wander over the face with the gaze, in pixels: it reads as a turned head. */
const TURN = { x: 7, y: 5 };

/** Lays the features of a face where its gaze turns them. */
export function turned({ gaze }: Expression, features: string): string {
  if (!gaze.x && !gaze.y) return features;
  return svg`<g transform="translate(${gaze.x * TURN.x} ${gaze.y * TURN.y})">${features}</g>`;
}

/** A dark, shining eye at (x, y). */
export function eye(id: string, x: number, y: number, look: EyeLook, { eyes, gaze }: Expression): string {
  const { rx, ry, iris } = look;
  if (eyes === 'happy') return happyEye(x, y, rx * 1.05);
  if (eyes === 'squeezed') return squeezedEye(x, y, rx);
  if (eyes === 'closed') return sleepingEye(x, y + ry * 0.2, rx);
  const [gx, gy] = [gaze.x * rx * 0.26, gaze.y * ry * 0.24];
  return svg`<clipPath id="${id}"><ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}"/></clipPath>
    <g clip-path="url(#${id})"><path d="M${x - 60} ${y - 60}h120v120h-120z" fill="${INK}"/>
    <ellipse cx="${x + gx}" cy="${y + ry * 0.95 + gy}" rx="${rx * 0.95}" ry="${ry * 0.72}" fill="${iris}"/>
    <ellipse cx="${x + gx}" cy="${y + ry * 0.05 + gy}" rx="${rx * 0.5}" ry="${ry * 0.52}" fill="${INK}"/></g>
    <circle cx="${x - rx * 0.3 + gx * 1.5}" cy="${y - ry * 0.38 + gy * 1.4}" r="${rx * 0.36}" fill="#fff"/>
    <circle cx="${x + rx * 0.36 + gx}" cy="${y + ry * 0.36 + gy}" r="${rx * 0.16}" fill="#fff" opacity=".9"/>`;
}

/** The closed lid that lies over an open eye for a blink. */
export function lid(x: number, y: number, { rx, ry, lid: colour }: EyeLook): string {
  return svg`<ellipse cx="${x}" cy="${y}" rx="${rx + 2.5}" ry="${ry + 2.5}" fill="${colour}"/><path d="M${x - rx} ${y + ry * 0.35 - rx * 0.2}Q${x} ${y + ry * 0.35 + rx * 0.5} ${x + rx} ${y + ry * 0.35 - rx * 0.2}" fill="none" stroke="${INK}" stroke-width="${rx * 0.3}" stroke-linecap="round"/>`;
}

/** A closed, smiling eye. */
export function happyEye(x: number, y: number, r: number, colour = INK, width = r * 0.42): string {
  return svg`<path d="M${x - r} ${y + r * 0.42}Q${x} ${y - r * 1.3} ${x + r} ${y + r * 0.42}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`;
}

/** Squeezed shut with laughter: a corner that points to the nose. */
export function squeezedEye(x: number, y: number, r: number, colour = INK, width = r * 0.4): string {
  const out = Math.sign(x);
  return svg`<path d="M${x + out * r * 0.9} ${y - r * 0.72}L${x - out * r * 0.8} ${y}L${x + out * r * 0.9} ${y + r * 0.72}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** Fast asleep: a soft arc with lashes at its outer end. */
function sleepingEye(x: number, y: number, r: number): string {
  const out = Math.sign(x);
  return svg`<path d="M${x - r} ${y}Q${x} ${y + r * 1.15} ${x + r} ${y}M${x + out * r * 0.62} ${y + r * 0.42}l${out * r * 0.42} ${r * 0.3}M${x + out * r} ${y}l${out * r * 0.46} ${r * 0.1}" fill="none" stroke="${INK}" stroke-width="${r * 0.28}" stroke-linecap="round"/>`;
}

/** Mouths of soft-skinned creatures; `w` is half the width of the smile. */
export function mouth(x: number, y: number, w: number, { mouth: shape }: Expression): string {
  if (shape === 'open') return openMouth(x, y, w);
  if (shape === 'laugh') return openMouth(x, y - w * 0.08, w * 1.3);
  if (shape === 'snore')
    return svg`<ellipse cx="${x}" cy="${y + w * 0.3}" rx="${w * 0.3}" ry="${w * 0.36}" fill="#6b1f3d"/>`;
  return svg`<path d="M${x - w} ${y}Q${x - w * 0.5} ${y + w * 0.62} ${x} ${y + w * 0.6}Q${x + w * 0.5} ${y + w * 0.62} ${x + w} ${y}" fill="none" stroke="${INK}" stroke-width="${Math.max(w * 0.17, 3.6)}" stroke-linecap="round"/>`;
}

function openMouth(x: number, y: number, w: number): string {
  return svg`<path d="M${x - w} ${y - w * 0.1}Q${x} ${y + w * 0.14} ${x + w} ${y - w * 0.1}Q${x + w * 0.86} ${y + w * 1.05} ${x} ${y + w * 1.08}Q${x - w * 0.86} ${y + w * 1.05} ${x - w} ${y - w * 0.1}Z" fill="#6b1f3d" stroke="#6b1f3d" stroke-width="3" stroke-linejoin="round"/>
      <path d="M${x - w * 0.56} ${y + w * 0.82}Q${x} ${y + w * 0.28} ${x + w * 0.56} ${y + w * 0.82}Q${x} ${y + w * 1.2} ${x - w * 0.56} ${y + w * 0.82}Z" fill="#ff8fa0"/>`;
}

export function blush(x: number, y: number, r: number, colour: string): string {
  return svg`<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * 0.66}" fill="${colour}" fill-opacity=".85"/>`;
}
