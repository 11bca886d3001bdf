import { sql, type Database } from '../database.ts';
import { insertOf, selectOne } from '../records.ts';
import { runAndKeep } from './idempotency.ts';
import type { Sessions } from './interfaces.ts';
import { SESSIONS } from '../tables.ts';

const DELETE_ENDED = `DELETE FROM widget_sessions WHERE expires_at < $1 AND session_id IN (
  SELECT session_id FROM widget_sessions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)`;

export function sessionRepository(db: Database): Sessions {
  return {
    insert: (row, receipt) => runAndKeep(db, insertOf(SESSIONS, row), receipt),
    byId: (id) => selectOne(db, SESSIONS, sql('SELECT * FROM widget_sessions WHERE session_id = $1', id)),
    revoke: async (world, id, at) => {
      const written = await db.run(
        sql(
          `UPDATE widget_sessions SET revoked_at = COALESCE(revoked_at, $1)
           WHERE session_id = $2 AND customer_id = $3 AND mode = $4`,
          at,
          id,
          world.customer_id,
          world.mode,
        ),
      );
      return written > 0;
    },
    deleteExpired: (before, limit) => db.run(sql(DELETE_ENDED, before, limit)),
  };
}
