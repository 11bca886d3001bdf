import type { Millis } from '../../../engine/types.ts';
import { KEEP_RESPONSE } from '../../store/change/sql.ts';
import { sql, type Database, type Steps } from '../../store/database.ts';
import { decode, insertOf } from '../../store/records.ts';
import type { IdempotencyRow, KeyOfCall } from '../../store/rows.ts';
import { IDEMPOTENCY } from '../../store/tables.ts';

export interface Idempotency {
  /** Null: the key is new (or its lease ran out without an answer) and now held until the lease ends. */
  begin(row: IdempotencyRow, now: Millis): Promise<IdempotencyRow | null>;
  /** Stores the answer, unless it was erased before it was there. */
  finish(answered: KeyOfCall & { response: string }): Promise<void>;
  /** Gives the key back after a failure, unless a change was committed under it. */
  release(scope: string, key: string): Promise<void>;
  /** Gives the key up where it was first used before then. */
  forget(key: KeyOfCall, created_before: Millis): Promise<void>;
  /** Removes up to `limit` keys that were first used before then, the oldest first. */
  deleteBefore(created: Millis, limit: number): Promise<number>;
}

const DELETE_OLD = `DELETE FROM idempotency_keys WHERE created_at < $1 AND (scope, key) IN (
  SELECT scope, key FROM idempotency_keys WHERE created_at < $1 ORDER BY created_at LIMIT $2)`;

export function idempotencyRepository(db: Database): Idempotency {
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
    return held ? decode(IDEMPOTENCY, held) : null;
  }

  return {
    // What is new waits for no disk: the commit of what is done takes it along. What was done before has to be there.
    begin: async (row, now) =>
      (await db.transaction(() => begin(row, now), 'lazy')) && db.transaction(() => begin(row, now)),
    finish: async ({ scope, key, response }) => void (await db.run(sql(KEEP_RESPONSE, response, scope, key))),
    release: async (scope, key) => {
      await db.run(
        sql(
          'DELETE FROM idempotency_keys WHERE scope = $1 AND key = $2 AND answer IS NULL AND response IS NULL',
          scope,
          key,
        ),
      );
    },
    forget: async ({ scope, key }, createdBefore) => {
      await db.run(
        sql(
          'DELETE FROM idempotency_keys WHERE scope = $1 AND key = $2 AND created_at < $3',
          scope,
          key,
          createdBefore,
        ),
      );
    },
    deleteBefore: (created, limit) => db.run(sql(DELETE_OLD, created, limit)),
  };
}
