import type { Sentence } from './strings.ts';

/** What is said of changes. */
export const changesEn = {
  newBadge: 'New badge: {label}',
  evolved: '{name} has grown: {label}!',
  growReady: '{name} is ready to grow!',
} as const satisfies Record<string, Sentence>;
