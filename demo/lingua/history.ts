import type { NewEvent } from 'hatched-buddy/sdk';
import type { Learner } from './learners.ts';
import { LINGUA_EVENTS } from './rules/configuration.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Before breakfast: the events of a day lie within one hour. */
const STUDY_TIME = 7 * HOUR;
const BETWEEN = 15 * MINUTE;

const KINDS: Record<string, string> = {
  L: LINGUA_EVENTS.lesson,
  Q: LINGUA_EVENTS.quiz,
  C: LINGUA_EVENTS.conversation,
  S: LINGUA_EVENTS.story,
};
const TRAINED = ['vocabulary', 'grammar', 'listening', 'speaking', 'reading', 'writing'];
const SCORES = [0.82, 0.96, 0.74, 0.9, 1, 0.88];

/** What a learner did on the days before today, in order, as events with the time at which they happened. */
export function pastEvents({ userId, days }: Learner, now: number, name: string): NewEvent[] {
  let lessons = 0;
  return days.flatMap((kinds, index) => {
    const studied = studyTime(now, days.length - index);
    return [...kinds].map((kind, nth) => {
      const number = kind === 'L' ? lessons++ : index;
      const score = SCORES[number % SCORES.length]!;
      return {
        // The same history sent again has no second effect.
        eventId: `${name}-${index}-${nth}`,
        userId,
        type: KINDS[kind]!,
        properties: kind === 'L' ? { skill: TRAINED[number % TRAINED.length]!, score } : { score },
        occurredAt: new Date(studied + nth * BETWEEN),
      };
    });
  });
}

/**
 * When a learner of this machine's time zone began to study, so many days ago. Streaks count days of the learner, caps
 * count UTC days: to leave today's untouched, a day's study is over before the UTC day begins on which the next day does.
 */
function studyTime(now: number, daysAgo: number): number {
  const [midnight, nextMidnight] = [localMidnight(now, daysAgo), localMidnight(now, daysAgo - 1)];
  const utcDay = Math.floor(nextMidnight / DAY) * DAY;
  return Math.max(midnight, Math.min(midnight + STUDY_TIME, utcDay - HOUR));
}

function localMidnight(now: number, daysAgo: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() - daysAgo);
  return day.setHours(0, 0, 0, 0);
}

/** Where this machine's learners live. */
export const homeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
