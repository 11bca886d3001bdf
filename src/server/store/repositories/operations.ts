import { sql, type Database } from '../database.ts';
import { byIdIn, select, selectOne } from '../records.ts';
import type { OperationRow } from '../rows.ts';
import type { Operations } from './interfaces.ts';
import type { Millis } from '../../../engine/types.ts';
import { OPERATIONS } from '../tables.ts';

/** Of a buddy, oldest first. */
export const OPEN_OPERATIONS = `SELECT * FROM operations WHERE buddy_id = $1 AND status IN ('pending', 'running')
  ORDER BY created_at, operation_id`;

export function operationRepository(db: Database): Operations {
  async function claim(now: Millis, leaseMs: number, limit: number): Promise<OperationRow[]> {
    const claimed = await select(
      db,
      OPERATIONS,
      sql(
        `UPDATE operations SET status = 'running', leased_until = $1
         WHERE operation_id IN (
           SELECT operation_id FROM operations
           WHERE status IN ('pending', 'running') AND (status = 'pending' OR leased_until <= $2)
           ORDER BY created_at, operation_id LIMIT $3 ${db.dialect.for_update_skip_locked})
         RETURNING *`,
        now + leaseMs,
        now,
        limit,
      ),
    );
    return claimed.sort((a, b) => a.created_at - b.created_at || (a.operation_id < b.operation_id ? -1 : 1));
  }

  return {
    byId: (world, id) => selectOne(db, OPERATIONS, byIdIn(OPERATIONS, world, id)),
    open: (buddyId) => select(db, OPERATIONS, sql(OPEN_OPERATIONS, buddyId)),
    claim,
  };
}
