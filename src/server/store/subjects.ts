import { sql, type Steps } from './database.ts';
import type { World } from './rows.ts';

/** Whom a stored answer is about: the id of a user, a buddy or an egg in its world. */
export const aboutOne = (world: World, id: string): string => `${aboutSeveral(world)}/${id}`;

/** The same of a call that names several users. */
export const aboutSeveral = ({ customer_id, mode }: World): string => `${customer_id}/${mode}`;

/** Stored in place of an answer that was erased with its user. */
export const ERASED = 'erased';

/**
 * Erases the answers that are about one of these; a repeat of such a call is refused. Keys of calls about several users are
 * deleted: their events have ids, so that a repeat does nothing twice. Answers whether there were any.
 */
export function* eraseAnswers(world: World, ids: readonly string[]): Steps<boolean> {
  const places = ids.map((_, index) => `$${index + 2}`);
  const erased = yield sql(
    `UPDATE idempotency_keys SET subject = NULL, answer = NULL, response = $1
     WHERE subject IN (${places.join(', ')}) RETURNING key`,
    ERASED,
    ...ids.map((id) => aboutOne(world, id)),
  );
  yield* eraseSharedAnswers(world, Number.MAX_SAFE_INTEGER);
  return erased.length > 0;
}

/** Up to so many answers of calls about several users. */
export function* eraseSharedAnswers(world: World, limit: number): Steps<number> {
  const erased = yield sql(
    `DELETE FROM idempotency_keys WHERE (scope, key) IN (
       SELECT scope, key FROM idempotency_keys WHERE subject = $1 LIMIT ${limit})
     RETURNING key`,
    aboutSeveral(world),
  );
  return erased.length;
}
