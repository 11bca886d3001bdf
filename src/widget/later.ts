/**
 * What comes after the first view: the rest of the card, fresh states, and the ways to what comes with a press. That those
 * begin here lets them share what is in this chunk.
 */
export { stateShown } from './element/living/shown.ts';
export { Live } from './live/live.ts';

export const loadShop = () => import('./shop/enter.ts');
export const loadEgg = () => import('./egg/nest.ts');
export const loadTrack = () => import('./session/track.ts');
