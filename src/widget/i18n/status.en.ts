import type { Sentence } from './sentence.ts';

/** The texts of what is shown where no buddy can be. */
export const statusEn = {
  offlineTitle: 'You are offline',
  offlineText: 'Your buddy waits here until you are back.',
  unavailableTitle: 'Your buddy is having a nap',
  unavailableText: 'The server cannot be reached right now. Nothing is lost.',
  rate_limitedTitle: 'One moment, please',
  rate_limitedText: 'There is a lot going on.',
  expiredTitle: 'Your session has ended',
  expiredText: 'Sign in again, and your buddy is back.',
  revokedTitle: 'Signed out',
  revokedText: 'This session was closed. Sign in again to see your buddy.',
  wrong_keyTitle: 'This key does not open the door',
  wrong_keyText: 'The page shows its buddy with a key that is not valid.',
  forbiddenTitle: 'Not from here',
  forbiddenText: 'This page may not show this buddy.',
  unknownTitle: 'No buddy yet',
  unknownText: 'No buddy has hatched here yet.',
  no_configurationTitle: 'Almost there',
  no_configurationText: 'This page has not said whose buddy to show.',
  requestId: 'Copy request ID',
  copyId: 'Copy request ID {id}',
  copied: '✓',
} as const satisfies Record<string, Sentence>;
