import type { Millis } from '../../../engine/types.ts';
import { openOperations } from '../../store/change/sql.ts';
import { sql, type Database } from '../../store/database.ts';
import { rowIn, select } from '../../store/records.ts';
import type { World } from '../../store/rows.ts';
import { OPERATIONS } from '../../store/tables.ts';

const CLAIM = (skipLocked: string) => `UPDATE operations SET status = 'running', leased_until = $1
  WHERE operation_id IN (
    SELECT operation_id FROM operations
    WHERE status IN ('pending', 'running') AND (status = 'pending' OR leased_until <= $2)
    ORDER BY created_at, operation_id LIMIT $3 ${skipLocked})
  RETURNING *`;

export const operationQueries = (db: Database) => ({
  byId: (world: World, operation_id: string) => rowIn(db, OPERATIONS, world, operation_id),
  /** Pending and running ones of a buddy, oldest first. */
  open: (buddy_id: string) => select(db, OPERATIONS, sql(openOperations('$1'), buddy_id)),
  /** Takes up to `limit` that are pending, or whose lease has run out, oldest first; marks them running. */
  async claim(now: Millis, leaseMs: number, limit: number) {
    const text = CLAIM(db.dialect.forUpdateSkipLocked);
    const claimed = await select(db, OPERATIONS, sql(text, now + leaseMs, now, limit));
    return claimed.sort((a, b) => a.created_at - b.created_at || (a.operation_id < b.operation_id ? -1 : 1));
  },
});
