import type { Sentence } from './sentence.ts';

/** The texts of what comes after the first view. */
export const laterEn = {
  earned: 'Earned {when}',
  notEarned: 'Not earned yet',
  newBadge: 'New badge: {label}',
  hello: 'Hello, I’m {name}!',
  evolved: '{name} has grown: {label}!',
  growReady: '{name} is ready to grow!',
} as const satisfies Record<string, Sentence>;
