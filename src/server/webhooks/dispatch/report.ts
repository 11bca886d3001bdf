import type { Millis } from '../../../engine/types.ts';
import type { Parts } from '../../context.ts';
import { figuresOf } from '../causes.ts';
import type { Counts } from '../health/counts.ts';
import type { Claim } from './attempt.ts';
import type { AttemptResult } from './queries.ts';

/** By error: the setting with which an operator can change it. */
const HINTS: Record<string, string> = {
  refused_address: 'Only public addresses are called, unless HATCHED_ALLOW_PRIVATE_WEBHOOKS=1 is set.',
};

/** Metrics and a log line for an attempt; never a body or the URL. */
export function reportAttempt(
  { metrics, log, counts }: Pick<Parts, 'metrics' | 'log'> & { counts: Counts },
  { row, endpoint }: Pick<Claim, 'row' | 'endpoint'>,
  result: AttemptResult,
  clock_skew_ms: Millis | null,
): void {
  const attempt = result.attempts.at(-1)!;
  const hint = HINTS[attempt.error ?? ''];
  const word = result.status === 'pending' ? 'retried' : result.status;
  metrics.delivery(word, attempt.duration_ms / 1000);
  counts.add({
    endpoint_id: figuresOf(row, row.endpoint_id),
    result: word,
    duration_ms: result.answer === null ? null : attempt.duration_ms,
    isRetry: attempt.trigger === 'retry',
    clock_skew_ms,
    knownSkewMs: endpoint?.clock_skew_ms ?? null,
  });
  log.info(
    {
      request_id: row.request_id,
      delivery_id: row.delivery_id,
      endpoint_id: row.endpoint_id,
      event: row.event,
      attempt: attempt.attempt,
      trigger: attempt.trigger,
      response_status: attempt.response_status,
      error: attempt.error,
      duration_ms: attempt.duration_ms,
      status: result.status,
      ...(hint && { hint }),
    },
    'Webhook attempt',
  );
}
