import type { Millis } from '../../engine/index.ts';
import { LINGUA_EVENTS } from './configuration.ts';

const DAY = 24 * 3600_000;
const HOUR = 3600_000;

export interface PastEvent {
  event_id: string;
  type: string;
  properties: Record<string, unknown>;
  at: Millis;
}

/**
 * Two weeks, ending yesterday: L a lesson, Q a quiz, C a conversation, S a story. Two days are missed in the middle, so
 * that today's lesson makes the streak a week; it is the twentieth lesson, too.
 */
const DAYS = ['LL', 'LQ', 'LC', 'LLS', 'L', 'LQ', '', '', 'LL', 'LC', 'LQL', 'LLS', 'LLQ', 'LLC'];

const KINDS: Record<string, string> = {
  L: LINGUA_EVENTS.lesson,
  Q: LINGUA_EVENTS.quiz,
  C: LINGUA_EVENTS.conversation,
  S: LINGUA_EVENTS.story,
};
const TRAINED = ['vocabulary', 'grammar', 'listening', 'speaking', 'reading', 'writing'];
const SCORES = [0.82, 0.96, 0.74, 0.9, 1, 0.88];

/** What a learner did in the two weeks before today, in order. */
export function pastEvents(now: Millis): PastEvent[] {
  const today = Math.floor(now / DAY) * DAY;
  let lessons = 0;
  return DAYS.flatMap((day, index) =>
    [...day].map((kind, nth) => {
      const number = kind === 'L' ? lessons++ : index;
      const score = SCORES[number % SCORES.length]!;
      return {
        event_id: `history-${index}-${nth}`,
        type: KINDS[kind]!,
        properties: kind === 'L' ? { skill: TRAINED[number % TRAINED.length]!, score } : { score },
        at: today - (DAYS.length - index) * DAY + 17 * HOUR + nth * 20 * 60_000,
      };
    }),
  );
}
