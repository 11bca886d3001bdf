import type { Millis } from '../../../engine/types.ts';
import { kept, sql, type Database, type Steps } from '../../store/database.ts';
import { insertOf, selectOne } from '../../store/records.ts';
import type { SessionRow, World } from '../../store/rows.ts';
import { SESSIONS } from '../../store/tables.ts';

const DELETE_ENDED = `DELETE FROM widget_sessions WHERE expires_at < $1 AND session_id IN (
  SELECT session_id FROM widget_sessions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)`;

export function sessionQueries(db: Database) {
  /** With its buddy held, so that an erasure comes wholly before or after, and finds the session then. */
  function* insert<A>(row: SessionRow, answer: A): Steps<A | false> {
    const found = yield sql(
      `SELECT buddy_id FROM buddies
       WHERE buddy_id = $1 AND customer_id = $2 AND mode = $3 AND user_id = $4 AND status IN ('alive', $5)
       ${db.dialect.forUpdate}`,
      row.buddy_id,
      row.customer_id,
      row.mode,
      row.user_id,
      row.audience === null ? 'alive' : 'unhatched',
    );
    if (found.length === 0) return false;
    yield insertOf(SESSIONS, row);
    return answer;
  }

  return {
    /** False, and nothing is written, unless that buddy of that user is alive, or that row is still the one of its seat. */
    insert: <A>(row: SessionRow, answer: A) => db.transaction(() => insert(row, answer)),
    byId: (session_id: string) =>
      selectOne(db, SESSIONS, kept('SELECT * FROM widget_sessions WHERE session_id = $1', session_id)),
    async revoke({ customer_id, mode }: World, session_id: string, at: Millis) {
      const text = `UPDATE widget_sessions SET revoked_at = COALESCE(revoked_at, $1)
        WHERE session_id = $2 AND customer_id = $3 AND mode = $4`;
      return (await db.run(sql(text, at, session_id, customer_id, mode))) > 0;
    },
    /** Removes up to `limit` sessions that ended before then. */
    deleteExpired: (before: Millis, limit: number) => db.run(sql(DELETE_ENDED, before, limit)),
  };
}
