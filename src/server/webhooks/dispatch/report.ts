import type { Parts } from '../../context.ts';
import type { DeliveryRow } from '../../store/rows.ts';
import type { Result } from './queries.ts';

/** Metrics and a line of the log for an attempt; never what was sent or answered, nor where to. */
export function reportAttempt(
  { metrics, log }: Pick<Parts, 'metrics' | 'log'>,
  row: DeliveryRow,
  result: Result,
): void {
  const attempt = result.attempts.at(-1)!;
  metrics.delivery(result.status === 'pending' ? 'retried' : result.status, attempt.duration_ms / 1000);
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
    },
    'Webhook attempt',
  );
}
