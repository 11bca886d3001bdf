import type { Curve } from '../../../contract/webhooks.ts';
import type { Millis } from '../../../engine/types.ts';
import type { EndpointAnswer } from '../send/post.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses before the second attempt, the third, and so on. */
const PAUSES: Record<Curve | 'cause', readonly Millis[]> = {
  standard: [5 * SECOND, 30 * SECOND, 5 * MINUTE],
  patient: [5 * SECOND, 30 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR, 24 * HOUR],
  cause: [SECOND, 4 * SECOND],
};
const JITTER = 0.1;
const LONGEST_RETRY_AFTER = HOUR;

/** Statuses after which the same request may succeed later. */
const PASSING = new Set([408, 425, 429]);
/** After another 4xx there is one retry, in case the receiver was being deployed. */
const ATTEMPTS_IF_REFUSED = 2;

export const isSuccess = ({ status }: Pick<EndpointAnswer, 'status'>): boolean =>
  status !== null && status >= 200 && status < 300;

/** The receiver answered 410: it wants no more deliveries. */
export const isGone = ({ status }: Pick<EndpointAnswer, 'status'>): boolean => status === 410;

/** No answer: a time-out or a network error. */
export const isSilence = ({ status }: Pick<EndpointAnswer, 'status'>): boolean => status === null;

interface Attempted {
  curve: Curve | 'cause';
  /** How many attempts this one ended, itself included, since it was first sent or last replayed. */
  tries: number;
  answer: Pick<EndpointAnswer, 'status' | 'retryAfter'>;
  /** When it ended. */
  now: Millis;
  /** From 0 to 1. */
  chance: number;
}

/** When to retry after a failure; null: not any more. After the curve's pause, up to a tenth later, or `Retry-After`. */
export function nextAttemptAt({ curve, tries, answer, now, chance }: Attempted): Millis | null {
  if (isGone(answer)) return null;
  if (isRefusal(answer.status) && tries >= ATTEMPTS_IF_REFUSED) return null;
  const pause = PAUSES[curve][tries - 1];
  if (pause === undefined) return null;
  const later = pause * (1 + JITTER * chance);
  return now + Math.ceil(Math.max(later, askedFor(answer, now)));
}

const isRefusal = (status: number | null): boolean =>
  status !== null && status >= 400 && status < 500 && !PASSING.has(status);

/** What `Retry-After` asks for, in seconds or as a date. */
function askedFor({ status, retryAfter }: Attempted['answer'], now: Millis): Millis {
  if ((status !== 429 && status !== 503) || retryAfter === null) return 0;
  const pause = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) * SECOND : Date.parse(retryAfter) - now;
  return Number.isNaN(pause) ? 0 : Math.min(Math.max(pause, 0), LONGEST_RETRY_AFTER);
}
