/** History that is told late: `events` of `buddies`, spread over past days, day after day. */
export interface History {
  events: number;
  buddies: number;
}

const DAY_MS = 24 * 3600_000;
const DAYS = 60;
/** The last day is so long ago that by then every streak is lost: once nothing more is told, everybody has to be woken. */
const LAST_DAY_AGO = 3;

export const HISTORY_TYPE = 'lesson_completed';

export interface PastEvent {
  event_id: string;
  user_id: string;
  type: string;
  properties: Record<string, unknown>;
  occurred_at: string;
}

/** Event `n` is of user `n mod buddies`, and its day grows with `n`. */
export function pastEvent({ events, buddies }: History, n: number, now: number): PastEvent {
  const day = Math.floor((n * DAYS) / events);
  return {
    event_id: `n${n}`,
    user_id: `user-${n % buddies}`,
    type: HISTORY_TYPE,
    properties: { score: 0.92, minutes: 12 },
    occurred_at: new Date(now - (LAST_DAY_AGO + DAYS - 1 - day) * DAY_MS).toISOString(),
  };
}
