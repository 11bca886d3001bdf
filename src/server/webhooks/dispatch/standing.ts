import type { Curve, DisabledReason } from '../../../contract/webhooks.ts';
import type { Millis } from '../../../engine/types.ts';
import { sql, type Steps } from '../../store/database.ts';
import type { EndpointRow } from '../../store/rows.ts';
import { replayFailedSince } from '../replay/queries.ts';

/** How endpoints do: since when they are silent, when they are disabled, and what follows when they answer again. */

/** What the attempts of one endpoint that are written together came to. */
export interface Answers {
  succeeded: boolean;
  /** By the row that the attempts were claimed with, it had been silent before. */
  was_silent: boolean;
  failed: number;
  /** It says itself that it is gone. */
  is_gone: boolean;
}

export type StandingChange =
  | { endpoint_id: string; change: 'disabled'; reason: DisabledReason }
  | { endpoint_id: string; change: 'recovered'; silent_since: Millis; replayed: number };

const DAY_MS = 24 * 3600_000;
/** A patient endpoint is to outlive an outage of a day: its last attempt comes a day and a half after the first. */
const SILENT_FOR: Record<Curve, Millis> = { standard: DAY_MS, patient: 2 * DAY_MS };
/** Fewer failures than this disable nobody: an endpoint that gets little may have had bad luck. */
export const FAILURES_TO_DISABLE = 50;

/** Steps of the transaction that writes the attempts. */
export function* noteAnswers(endpoint_id: string, answers: Answers, now: Millis): Steps<StandingChange | null> {
  if (answers.is_gone) return yield* disable(endpoint_id, now);
  if (answers.succeeded) return answers.was_silent ? yield* recovered(endpoint_id, now) : null;
  return answers.failed > 0 ? yield* failed(endpoint_id, answers.failed, now) : null;
}

function* disable(endpoint_id: string, now: Millis): Steps<StandingChange | null> {
  const disabled = yield sql(
    'UPDATE webhook_endpoints SET disabled = $1 WHERE endpoint_id = $2 AND disabled IS NULL RETURNING endpoint_id',
    disabledBy('gone', now),
    endpoint_id,
  );
  return disabled.length > 0 ? { endpoint_id, change: 'disabled', reason: 'gone' } : null;
}

function* failed(endpoint_id: string, count: number, now: Millis): Steps<StandingChange | null> {
  const [row] = yield sql(
    `UPDATE webhook_endpoints SET failures = failures + $1, silent_since = COALESCE(silent_since, $2)
     WHERE endpoint_id = $3 RETURNING failures, silent_since, disabled, retry`,
    count,
    now,
    endpoint_id,
  );
  if (!row || row['disabled'] !== null || Number(row['failures']) < FAILURES_TO_DISABLE) return null;
  if (Number(row['silent_since']) > now - SILENT_FOR[row['retry'] as Curve]) return null;
  yield sql(
    'UPDATE webhook_endpoints SET disabled = $1 WHERE endpoint_id = $2',
    disabledBy('silent', now),
    endpoint_id,
  );
  return { endpoint_id, change: 'disabled', reason: 'silent' };
}

function* recovered(endpoint_id: string, now: Millis): Steps<StandingChange | null> {
  // Whoever clears it first replays; the others find nothing left to clear.
  const [before] = yield sql('SELECT silent_since FROM webhook_endpoints WHERE endpoint_id = $1', endpoint_id);
  if (!before || before['silent_since'] === null) return null;
  const silent_since = Number(before['silent_since']);
  const [row] = yield sql(
    `UPDATE webhook_endpoints SET failures = 0, silent_since = NULL
     WHERE endpoint_id = $1 AND silent_since = $2 RETURNING recover`,
    endpoint_id,
    silent_since,
  );
  if (!row) return null;
  const replayed = row['recover'] ? yield* replayFailedSince(endpoint_id, silent_since, now) : 0;
  return { endpoint_id, change: 'recovered', silent_since, replayed };
}

const disabledBy = (reason: DisabledReason, at: Millis): string =>
  JSON.stringify({ reason, at } satisfies EndpointRow['disabled']);
