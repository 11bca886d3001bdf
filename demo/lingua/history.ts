import type { Millis } from '../../src/engine/index.ts';
import { LINGUA_EVENTS } from './configuration.ts';
import type { Learner } from './learners.ts';

const MINUTE = 60_000;
const DAY = 24 * 3600_000;
/** Before breakfast: the events of a day lie within one hour, and none of them on today's UTC day, wherever home is. */
const STUDY_TIME = 7 * 60 * MINUTE;
const BETWEEN = 15 * MINUTE;

export interface PastEvent {
  /** Unique in this history. */
  name: string;
  type: string;
  properties: Record<string, unknown>;
  at: Millis;
}

export interface PastDay {
  events: PastEvent[];
  bought: string | undefined;
  /** When it was bought. */
  ends_at: Millis;
}

const KINDS: Record<string, string> = {
  L: LINGUA_EVENTS.lesson,
  Q: LINGUA_EVENTS.quiz,
  C: LINGUA_EVENTS.conversation,
  S: LINGUA_EVENTS.story,
};
const TRAINED = ['vocabulary', 'grammar', 'listening', 'speaking', 'reading', 'writing'];
const SCORES = [0.82, 0.96, 0.74, 0.9, 1, 0.88];

/** What a learner did before today, whose midnight is given, in order. */
export function pastDays({ days, bought }: Learner, midnight: Millis): PastDay[] {
  let lessons = 0;
  return days.map((kinds, index) => {
    const start = midnight - (days.length - index) * DAY + STUDY_TIME;
    const events = [...kinds].map((kind, nth) => {
      const number = kind === 'L' ? lessons++ : index;
      const score = SCORES[number % SCORES.length]!;
      return {
        name: `${index}-${nth}`,
        type: KINDS[kind]!,
        properties: kind === 'L' ? { skill: TRAINED[number % TRAINED.length]!, score } : { score },
        at: start + nth * BETWEEN,
      };
    });
    return { events, bought: bought[index], ends_at: start + kinds.length * BETWEEN };
  });
}
