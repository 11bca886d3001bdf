/** What comes after the first view: fresh states, and what is made of the changes. */
export { notifyChanges } from './ceremony/notify.ts';
export { Live } from './live/live.ts';
export { track } from './session/track.ts';
