import type { Millis } from '../../../engine/types.ts';
import { sql, type Database } from '../../store/database.ts';
import { insertInto, rowIn, selectOne } from '../../store/records.ts';
import type { BuddyMoveRow, World } from '../../store/rows.ts';
import { BUDDY_MOVES } from '../../store/tables.ts';

/** What a worker has done of a move since it last wrote. */
export interface MoveProgress {
  done: number;
  failed: number;
  /** The last that was looked at. */
  last_buddy_id: string;
}

const CLAIM = (skipLocked: string) => `UPDATE buddy_moves SET status = 'running', leased_until = $1
  WHERE operation_id IN (
    SELECT operation_id FROM buddy_moves AS move
    WHERE status IN ('pending', 'running') AND (leased_until IS NULL OR leased_until <= $2) AND NOT EXISTS (
      SELECT 1 FROM buddy_moves AS older
      WHERE older.status IN ('pending', 'running') AND older.customer_id = move.customer_id AND older.mode = move.mode
        AND older.operation_id < move.operation_id)
    ORDER BY operation_id LIMIT 1 ${skipLocked})
  RETURNING *`;

const HELD = "operation_id = $1 AND status = 'running' AND leased_until = $2";

export function buddyMoveQueries(db: Database) {
  /** Writes to a move while this process holds it. False where another one does. */
  async function writeHeld(held: BuddyMoveRow, change: string, ...values: (string | number)[]): Promise<boolean> {
    const statement = `UPDATE buddy_moves SET ${change} WHERE ${HELD}`;
    return (await db.run(sql(statement, held.operation_id, held.leased_until, ...values))) > 0;
  }

  return {
    /** Stores the move, wakes the workers, and answers the id of its operation. */
    async insert(row: BuddyMoveRow) {
      const { operation_id } = row;
      const inserted = await insertInto(db, BUDDY_MOVES, row, { operation_id });
      await db.announce([{ kind: 'operation', operation_id }]);
      return inserted;
    },
    byId: (world: World, operation_id: string) => rowIn(db, BUDDY_MOVES, world, operation_id),
    /** How many are alive, of this audience or of all. */
    async count({ customer_id, mode }: World, audience: string | null) {
      const [row] = await db.all(
        sql(
          `SELECT count(*) AS count FROM buddies
           WHERE customer_id = $1 AND mode = $2 AND status = 'alive' ${audience === null ? '' : 'AND audience = $3'}`,
          customer_id,
          mode,
          ...(audience === null ? [] : [audience]),
        ),
      );
      return Number(row!['count']);
    },
    /**
     * Takes one that nobody holds and marks it running. In each world only the oldest that is open: two at once would
     * leave some buddies with one version and some with the other.
     */
    claim: (now: Millis, leased_until: Millis) =>
      selectOne(db, BUDDY_MOVES, sql(CLAIM(db.dialect.forUpdateSkipLocked), leased_until, now)),
    /** Adds to what is done and prolongs the lease. False where another process holds it. */
    advance: (held: BuddyMoveRow, { done, failed, last_buddy_id }: MoveProgress, leased_until: Millis) =>
      writeHeld(
        held,
        'done = done + $3, failed = failed + $4, last_buddy_id = $5, leased_until = $6',
        done,
        failed,
        last_buddy_id,
        leased_until,
      ),
    /** Gives it back before the lease is over. */
    release: async (held: BuddyMoveRow) => void (await writeHeld(held, 'leased_until = NULL')),
    async finish(held: BuddyMoveRow, now: Millis) {
      await writeHeld(held, "status = 'succeeded', leased_until = NULL, completed_at = $3", now);
      await db.announce([{ kind: 'operation', operation_id: held.operation_id }]);
    },
  };
}
