import type { Sentence } from './sentence.ts';

/** The texts of the first view. A page overrides any text through `strings`. */
export const en = {
  buddy: '{name}, your buddy',
  wallet: 'Wallet',
  coins: { one: '{n} coin', other: '{n} coins' },
  nothing: 'Nothing here yet.',
  skills: 'Skills',
  streaks: 'Streaks',
  badges: 'Badges',
  leaderboard: 'Leaderboard',
  countOf: '{n} of {of}',
  stageOf: 'Stage {n} of {of}',
  toNext: '{what} to {label}',
  shop: 'Shop',
  viewOnly: 'View only',
  offline: 'You are offline.',
  forbidden: 'This page may not show this buddy.',
  unavailable: 'Not reachable right now.',
  busy: 'Busy right now.',
  again: 'Again in {n} s.',
  kept: 'Kept, and sent when we are back.',
  shopLater: 'The shop opens when you are back online.',
  expired: 'Your session has ended.',
  empty: 'No buddy has hatched yet.',
  retry: 'Try again',
} as const satisfies Record<string, Sentence>;
