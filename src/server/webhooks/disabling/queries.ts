import type { Curve, DisabledReason } from '../../../contract/webhooks.ts';
import type { Millis } from '../../../engine/types.ts';
import { sql, type Steps } from '../../store/database.ts';
import type { EndpointRow } from '../../store/rows.ts';
import { replayFailedSince } from '../replay/queries.ts';
import { isSilentForGood, type Answers, type EndpointChange } from './disabling.ts';

/** Steps of the transaction that writes the attempts: what they change about their endpoint. */
export function* noteAnswers(endpoint_id: string, answers: Answers, now: Millis): Steps<EndpointChange | null> {
  if (answers.isGone) return yield* disable(endpoint_id, 'gone', now);
  if (answers.succeeded) return answers.wasSilent ? yield* recovered(endpoint_id, now) : null;
  const { failed: count, failingSince } = answers;
  return failingSince === null ? null : yield* failed(endpoint_id, { count, failingSince }, now);
}

function* disable(endpoint_id: string, reason: DisabledReason, now: Millis): Steps<EndpointChange | null> {
  const disabled = yield sql(
    'UPDATE webhook_endpoints SET disabled = $1 WHERE endpoint_id = $2 AND disabled IS NULL RETURNING endpoint_id',
    JSON.stringify({ reason, at: now } satisfies EndpointRow['disabled']),
    endpoint_id,
  );
  return disabled.length > 0 ? { endpoint_id, change: 'disabled', reason } : null;
}

/** Silent since the first of them, so that a later replay includes it. */
function* failed(
  endpoint_id: string,
  { count, failingSince }: { count: number; failingSince: Millis },
  now: Millis,
): Steps<EndpointChange | null> {
  const [row] = yield sql(
    `UPDATE webhook_endpoints SET failures = failures + $1, silent_since = COALESCE(silent_since, $2)
     WHERE endpoint_id = $3 RETURNING failures, silent_since, retry`,
    count,
    failingSince,
    endpoint_id,
  );
  if (!row) return null;
  const silence = {
    failures: Number(row['failures']),
    silent_since: Number(row['silent_since']),
    retry: row['retry'] as Curve,
  };
  return isSilentForGood(silence, now) ? yield* disable(endpoint_id, 'silent', now) : null;
}

function* recovered(endpoint_id: string, now: Millis): Steps<EndpointChange | null> {
  // The process that clears `silent_since` replays; the others find it null.
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
  if (!row['recover']) return { endpoint_id, change: 'recovered', silent_since, replayed: 0 };
  const { count: replayed, leftSince } = yield* replayFailedSince(endpoint_id, silent_since, now);
  // The next success goes on from there; one of the replays just scheduled will be one.
  if (leftSince !== null)
    yield sql('UPDATE webhook_endpoints SET silent_since = $1 WHERE endpoint_id = $2', leftSince, endpoint_id);
  return { endpoint_id, change: 'recovered', silent_since, replayed };
}
