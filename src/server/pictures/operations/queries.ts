import type { Millis } from '../../../engine/types.ts';
import { openOperations } from '../../store/change/sql.ts';
import { sql, type Database } from '../../store/database.ts';
import { byIdIn, select, selectOne } from '../../store/records.ts';
import type { OperationRow, World } from '../../store/rows.ts';
import { OPERATIONS } from '../../store/tables.ts';

export interface Operations {
  byId(world: World, operation_id: string): Promise<OperationRow | null>;
  /** Pending and running ones of a buddy, oldest first. */
  open(buddy_id: string): Promise<OperationRow[]>;
  /** Takes up to `limit` that are pending, or whose lease has run out, oldest first; marks them running. */
  claim(now: Millis, lease_ms: number, limit: number): Promise<OperationRow[]>;
}

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
    open: (buddyId) => select(db, OPERATIONS, sql(openOperations('$1'), buddyId)),
    claim,
  };
}
