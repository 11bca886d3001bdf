import type { Millis } from '../../../engine/types.ts';
import type { Trigger } from '../../../contract/webhooks.ts';
import type { DeliveryAttempt, DeliveryRow } from '../../store/rows.ts';
import type { EndpointAnswer } from '../send/post.ts';
import type { AttemptResult } from './queries.ts';
import { isGone, isSuccess, nextAttemptAt } from './schedule.ts';
import type { Target } from './targets.ts';

/** The newest attempts of a delivery are kept. */
const MOST_ATTEMPTS = 50;

interface Tried {
  row: DeliveryRow;
  lease: Millis;
  /** Null: it was not sent, since the endpoint is switched off, disabled or gone. */
  tried: { target: Pick<Target, 'curve' | 'silent_since'>; answer: EndpointAnswer } | null;
  startedAt: Millis;
  now: Millis;
  chance: number;
}

/** What is recorded of an attempt. */
export function resultOf(attempt: Tried): AttemptResult {
  const { row, lease, tried, now, chance } = attempt;
  const attempts = [...row.attempts, attemptOf(attempt)].slice(-MOST_ATTEMPTS);
  const tries = row.tries + 1;
  const isOver = !tried || isSuccess(tried.answer);
  const next_attempt_at = isOver
    ? null
    : nextAttemptAt({ curve: tried.target.curve, answer: tried.answer, tries, now, chance });
  const status = next_attempt_at !== null ? 'pending' : tried && isSuccess(tried.answer) ? 'succeeded' : 'failed';
  return {
    delivery_id: row.delivery_id,
    endpoint_id: row.endpoint_id,
    lease,
    answer: tried && wordOf(tried.answer),
    wasSilent: tried !== null && tried.target.silent_since !== null,
    status,
    next_attempt_at,
    tries,
    attempts,
    ended_at: status === 'pending' ? null : now,
  };
}

const wordOf = (answer: EndpointAnswer): AttemptResult['answer'] =>
  isSuccess(answer) ? 'success' : isGone(answer) ? 'gone' : 'failure';

function attemptOf({ row, tried, startedAt }: Tried): DeliveryAttempt {
  const answer = tried?.answer;
  return {
    attempt: (row.attempts.at(-1)?.attempt ?? 0) + 1,
    at: startedAt,
    trigger: triggerOf(row),
    duration_ms: answer?.duration_ms ?? 0,
    response_status: answer?.status ?? null,
    response_body: answer?.body ?? null,
    error: answer ? answer.error : 'endpoint_disabled',
  };
}

/** Why the next attempt is made. */
function triggerOf({ tries, attempts }: Pick<DeliveryRow, 'tries' | 'attempts'>): Trigger {
  if (tries > 0) return 'retry';
  return attempts.length === 0 ? 'first' : 'replay';
}
