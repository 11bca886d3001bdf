import type { Mood, Pose } from '../../contract/buddy/art.ts';

/** How a creature carries itself: by its mood, or in a pose for a moment. */
export type Bearing = Mood | Pose;

/** Where the eyes look, from straight ahead: -1 … 1 to the viewer's right and downwards. */
export interface Gaze {
  x: number;
  y: number;
}

/** What the face does. */
export interface Expression {
  eyes: 'open' | 'happy' | 'squeezed' | 'closed';
  mouth: 'smile' | 'open' | 'laugh' | 'snore';
  gaze: Gaze;
}

const AHEAD: Gaze = { x: 0, y: 0 };
/** To the shelf beside the stage, when there is nothing of its own to look at. */
export const ASIDE: Gaze = { x: 0.9, y: 0.2 };

const EXPRESSIONS: Record<Bearing, Omit<Expression, 'gaze'>> = {
  calm: { eyes: 'open', mouth: 'smile' },
  proud: { eyes: 'happy', mouth: 'open' },
  sleepy: { eyes: 'closed', mouth: 'snore' },
  wave: { eyes: 'open', mouth: 'open' },
  look: { eyes: 'open', mouth: 'smile' },
  laugh: { eyes: 'squeezed', mouth: 'laugh' },
};

export function expressionOf(bearing: Bearing, gaze: Gaze = ASIDE): Expression {
  return { ...EXPRESSIONS[bearing], gaze: bearing === 'look' ? gaze : AHEAD };
}
