import type { Millis } from '../../../engine/types.ts';
import { KEEP_RESPONSE } from '../../store/change/sql.ts';
import { sql, type Database, type Steps } from '../../store/database.ts';
import { decodeRow, insertOf } from '../../store/records.ts';
import type { IdempotencyRow, KeyOfCall } from '../../store/rows.ts';
import { IDEMPOTENCY } from '../../store/tables.ts';

export type Idempotency = ReturnType<typeof idempotencyQueries>;

const DELETE_OLD = `DELETE FROM idempotency_keys WHERE created_at < $1 AND (scope, key) IN (
  SELECT scope, key FROM idempotency_keys WHERE created_at < $1 ORDER BY created_at LIMIT $2)`;

export function idempotencyQueries(db: Database) {
  /** A key whose holder died is given to the same call only: another body under it stays a conflict. */
  function* begin(row: IdempotencyRow, now: Millis): Steps<IdempotencyRow | null> {
    const inserted = yield insertOf(IDEMPOTENCY, row, 'ON CONFLICT DO NOTHING RETURNING key');
    if (inserted.length > 0) return null;
    const takenOver = yield sql(
      `UPDATE idempotency_keys SET leased_until = $1
       WHERE scope = $2 AND key = $3 AND fingerprint = $4 AND answer IS NULL AND response IS NULL AND leased_until <= $5
       RETURNING key`,
      row.leased_until,
      row.scope,
      row.key,
      row.fingerprint,
      now,
    );
    if (takenOver.length > 0) return null;
    const [held] = yield sql('SELECT * FROM idempotency_keys WHERE scope = $1 AND key = $2', row.scope, row.key);
    return held ? decodeRow(IDEMPOTENCY, held) : null;
  }

  const remove = async (test: string, ...values: (string | number)[]): Promise<void> =>
    void (await db.run(sql(`DELETE FROM idempotency_keys WHERE scope = $1 AND key = $2 AND ${test}`, ...values)));

  return {
    /**
     * Null: the key is new (or its lease ran out without an answer) and now held until the lease ends. A new key does not
     * wait for the disk: the commit of the call's own write takes it along. A key that was used before has to be durable.
     */
    begin: async (row: IdempotencyRow, now: Millis) =>
      (await db.transaction(() => begin(row, now), 'lazy')) && db.transaction(() => begin(row, now)),
    /** Stores the answer, unless it was erased before it was there. */
    finish: async ({ scope, key, response }: KeyOfCall & { response: string }) =>
      void (await db.run(sql(KEEP_RESPONSE, response, scope, key))),
    /** Gives the key back after a failure, unless a change was committed under it. */
    release: (scope: string, key: string) => remove('answer IS NULL AND response IS NULL', scope, key),
    /** Gives the key up where it was first used before then. */
    forget: ({ scope, key }: KeyOfCall, createdBefore: Millis) => remove('created_at < $3', scope, key, createdBefore),
    /** Removes up to `limit` keys that were first used before then, the oldest first. */
    deleteBefore: (created: Millis, limit: number) => db.run(sql(DELETE_OLD, created, limit)),
  };
}
