/** What comes after the first view: fresh states, and what is made of the changes. */
export { occur } from './changes/occur.ts';
export { Live } from './live/live.ts';
export { track } from './session/track.ts';
