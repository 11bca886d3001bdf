import type { Millis } from '../../../engine/types.ts';
import { sql, type Database, type Statement, type Steps } from '../../store/database.ts';
import { decode, insertOf } from '../../store/records.ts';
import type { IdempotencyRow, Receipt, World, KeyOfCall } from '../../store/rows.ts';
import { ERASED, aboutSeveral, aboutOne } from '../../store/subjects.ts';
import { IDEMPOTENCY } from '../../store/tables.ts';

export interface Idempotency {
  /** Null: the key is new (or its lease ran out without an answer) and now held until the lease ends. */
  begin(row: IdempotencyRow, now: Millis): Promise<IdempotencyRow | null>;
  /** Stores the answer, unless it was erased before it was there. */
  finish(receipt: Receipt): Promise<void>;
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
    begin: (row, now) => db.transaction(() => begin(row, now)),
    finish: async (receipt) => void (await db.run(finishOf(receipt))),
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

const finishOf = ({ scope, key, response }: Receipt): Statement =>
  sql(
    'UPDATE idempotency_keys SET response = $1 WHERE scope = $2 AND key = $3 AND response IS NULL',
    response,
    scope,
    key,
  );

/** A step of the transaction that does what the receipt says has been done. */
export function* keepReceipt(receipt: Receipt | undefined): Steps<void> {
  if (receipt) yield finishOf(receipt);
}

/** One statement, and the receipt of it where there is one. */
export async function runAndKeep(db: Database, statement: Statement, receipt: Receipt | undefined): Promise<void> {
  if (!receipt) return void (await db.run(statement));
  await db.transaction(function* () {
    yield statement;
    yield* keepReceipt(receipt);
  });
}

/**
 * Erases the answers that are about one of these. What is left tells a repeat that there is nothing to tell. Of calls
 * about several users nothing is left: each of their events has an id, so that a repeat of them does nothing twice.
 * Answers whether there were any.
 */
export function* eraseAnswers(world: World, ids: readonly string[]): Steps<boolean> {
  const places = ids.map((_, index) => `$${index + 2}`);
  const erased = yield sql(
    `UPDATE idempotency_keys SET subject = NULL, answer = NULL, response = $1
     WHERE subject IN (${places.join(', ')}) RETURNING key`,
    ERASED,
    ...ids.map((id) => aboutOne(world, id)),
  );
  yield sql('DELETE FROM idempotency_keys WHERE subject = $1', aboutSeveral(world));
  return erased.length > 0;
}
