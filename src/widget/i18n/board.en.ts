import type { Sentence } from './sentence.ts';

/** The texts of the leaderboard, loaded with it. */
export const boardEn = {
  place: 'Place {n}',
  you: 'You',
  boardEmpty: 'You are not on it yet. One activity, and you are.',
  boardFailed: 'The leaderboard cannot be shown right now.',
} as const satisfies Record<string, Sentence>;
