import type { Replayable } from '../../../contract/webhooks.ts';
import type { Millis } from '../../../engine/types.ts';
import { sql, type Database, type Steps, type Value } from '../../store/database.ts';
import type { DeliveryRow, World } from '../../store/rows.ts';
import { PRIORITY } from '../priority.ts';

/** Replays to one endpoint are sent at five a second. */
const REPLAY_PAUSE_MS = 200;
/** A pending row that is due sooner may be in flight: it is left alone. */
const NEAR_MS = 30_000;

/** Deliveries that were recorded from `from` until before `to`. */
export interface Range {
  endpoint_id: string;
  world: World;
  from: Millis;
  to: Millis;
  status: Replayable;
}

export function replayQueries(db: Database) {
  const wakeDispatchers = () => db.announce([{ kind: 'deliveries', owed: [] }]);

  function* one({ delivery_id }: DeliveryRow, now: Millis): Steps<{ delivery_id: string }> {
    yield sql(
      `UPDATE deliveries SET status = 'pending', priority = ${PRIORITY.replay}, tries = 0, ended_at = NULL,
         next_attempt_at = $1
       WHERE delivery_id = $2 AND (status <> 'pending' OR next_attempt_at > $3)`,
      now,
      delivery_id,
      now + NEAR_MS,
    );
    return { delivery_id };
  }

  function* replay(range: Range, now: Millis, check: (count: number) => void): Steps<{ count: number }> {
    const { condition, values } = conditionOf(range);
    const count = yield* replayRows(range.endpoint_id, condition, values, now);
    check(count);
    return { count };
  }

  return {
    async one(row: DeliveryRow, now: Millis) {
      const replayed = await db.transaction(() => one(row, now));
      await wakeDispatchers();
      return replayed;
    },
    /** Up to `most`. */
    async count(range: Range, most: number) {
      const { condition, values } = conditionOf(range);
      const places = [`$${values.length + 1}`, `$${values.length + 2}`];
      const [row] = await db.all(
        sql(
          `SELECT count(*) AS count FROM (SELECT 1 FROM deliveries
           WHERE endpoint_id = ${places[0]} AND status <> 'pending' AND ${condition} LIMIT ${places[1]}) AS found`,
          ...values,
          range.endpoint_id,
          most,
        ),
      );
      return Number(row!['count']);
    },
    /** All of them or none; `check` may refuse how many they are. */
    async range(range: Range, now: Millis, check: (count: number) => void) {
      const answer = await db.transaction(() => replay(range, now, check));
      await wakeDispatchers();
      return answer;
    },
  };
}

function conditionOf({ world, from, to, status }: Range): { condition: string; values: Value[] } {
  const which = status === 'all' ? '' : ` AND status = '${status}'`;
  return {
    condition: `customer_id = $1 AND mode = $2 AND created_at >= $3 AND created_at < $4${which}`,
    values: [world.customer_id, world.mode, from, to],
  };
}

/**
 * Makes the rows that meet a condition pending again, the oldest first, scheduled after the replays that are pending
 * already. Answers how many. The schedule is in the rows, so that several processes can send them.
 */
function* replayRows(endpoint_id: string, condition: string, values: Value[], now: Millis): Steps<number> {
  const [last] = yield sql(
    `SELECT max(next_attempt_at) AS last FROM deliveries
     WHERE status = 'pending' AND endpoint_id = $1 AND priority = ${PRIORITY.replay}`,
    endpoint_id,
  );
  const start = Math.max(now, last!['last'] === null ? 0 : Number(last!['last']) + REPLAY_PAUSE_MS);
  const first = values.length + 1;
  const replayed = yield sql(
    `UPDATE deliveries SET status = 'pending', priority = ${PRIORITY.replay}, tries = 0, ended_at = NULL,
       next_attempt_at = queued.due
     FROM (SELECT delivery_id AS id, CAST($${first} AS bigint)
         + ${REPLAY_PAUSE_MS} * (row_number() OVER (ORDER BY delivery_id) - 1) AS due
       FROM deliveries WHERE endpoint_id = $${first + 1} AND status <> 'pending' AND ${condition}) AS queued
     WHERE deliveries.delivery_id = queued.id RETURNING deliveries.delivery_id`,
    ...values,
    start,
    endpoint_id,
  );
  return replayed.length;
}

/** Failed deliveries that one transaction replays: on SQLite it blocks the event loop. */
const FAILED_AT_ONCE = 500;

/**
 * Steps of the transaction in which an endpoint answers again: replays deliveries that failed since then, up to
 * `FAILED_AT_ONCE`. `leftSince`: the time from which there are more; null: that was all.
 */
export function* replayFailedSince(
  endpoint_id: string,
  since: Millis,
  now: Millis,
): Steps<{ count: number; leftSince: Millis | null }> {
  const [last] = yield sql(
    `SELECT ended_at FROM deliveries WHERE endpoint_id = $1 AND status = 'failed' AND ended_at >= $2
     ORDER BY ended_at LIMIT 1 OFFSET ${FAILED_AT_ONCE - 1}`,
    endpoint_id,
    since,
  );
  if (!last) {
    const count = yield* replayRows(endpoint_id, "status = 'failed' AND ended_at >= $1", [since], now);
    return { count, leftSince: null };
  }
  // Several may have the same `ended_at`, so these are limited by number, not by time.
  const some = `delivery_id IN (SELECT delivery_id FROM deliveries WHERE endpoint_id = $2 AND status = 'failed'
    AND ended_at >= $1 ORDER BY ended_at LIMIT ${FAILED_AT_ONCE})`;
  const count = yield* replayRows(endpoint_id, some, [since, endpoint_id], now);
  return { count, leftSince: Number(last['ended_at']) };
}
