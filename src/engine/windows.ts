import type { LeaderboardDefinition } from '../contract/configuration/configuration.ts';
import type { Millis } from './types.ts';

export type Window = LeaderboardDefinition['window'];

const DAY = 24 * 3600_000;
/** 1970-01-01 was a Thursday: the first Monday came four days later. */
const FIRST_MONDAY = 4 * DAY;

/** When the window that holds this moment began: a UTC day, ISO week or month; 0 for all time. */
export function windowStart(window: Window, at: Millis): Millis {
  if (window === 'daily') return Math.floor(at / DAY) * DAY;
  if (window === 'weekly') return Math.floor((at - FIRST_MONDAY) / (7 * DAY)) * 7 * DAY + FIRST_MONDAY;
  if (window === 'all_time') return 0;
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

/** When it ends, exclusive; null for all time. */
export function windowEnd(window: Window, start: Millis): Millis | null {
  if (window === 'daily') return start + DAY;
  if (window === 'weekly') return start + 7 * DAY;
  if (window === 'all_time') return null;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}
