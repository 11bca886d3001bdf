import type { Millis } from '../../../engine/types.ts';
import { one, sql, type Database } from '../../store/database.ts';
import { byIdIn, insertOf, selectOne } from '../../store/records.ts';
import type { BuddyMoveRow, World } from '../../store/rows.ts';
import { BUDDY_MOVES } from '../../store/tables.ts';

/** What a worker has done of a move since it last said so. */
export interface MoveProgress {
  done: number;
  failed: number;
  /** The last that was looked at. */
  last_buddy_id: string;
}

export interface BuddyMoves {
  /** Answers by which id it is found, and has the workers told. */
  insert(row: BuddyMoveRow): Promise<{ operation_id: string }>;
  byId(world: World, operation_id: string): Promise<BuddyMoveRow | null>;
  /** How many are alive, of this audience or of all. */
  count(world: World, audience: string | null): Promise<number>;
  /**
   * Takes one that nobody holds and marks it running. Of a world the oldest that is open alone: two at once would leave
   * the buddies some here and some there.
   */
  claim(now: Millis, leased_until: Millis): Promise<BuddyMoveRow | null>;
  /** Adds to what is done and prolongs the lease. False where somebody else holds it. */
  advance(held: BuddyMoveRow, progress: MoveProgress, leased_until: Millis): Promise<boolean>;
  /** Gives it back before the lease is over. */
  release(held: BuddyMoveRow): Promise<void>;
  finish(held: BuddyMoveRow, now: Millis): Promise<void>;
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

export function buddyMoveRepository(db: Database): BuddyMoves {
  return {
    insert: async (row) => {
      const { operation_id } = row;
      const inserted = await db.transaction(() => one(insertOf(BUDDY_MOVES, row), { operation_id }));
      await db.announce([{ kind: 'operation', operation_id }]);
      return inserted;
    },
    byId: (world, id) => selectOne(db, BUDDY_MOVES, byIdIn(BUDDY_MOVES, world, id)),
    count: async (world, audience) => {
      const ofAudience = audience === null ? '' : 'AND audience = $3';
      const [row] = await db.all(
        sql(
          `SELECT count(*) AS count FROM buddies
           WHERE customer_id = $1 AND mode = $2 AND status = 'alive' ${ofAudience}`,
          world.customer_id,
          world.mode,
          ...(audience === null ? [] : [audience]),
        ),
      );
      return Number(row!['count']);
    },
    claim: (now, until) => selectOne(db, BUDDY_MOVES, sql(CLAIM(db.dialect.for_update_skip_locked), until, now)),
    advance: async (held, { done, failed, last_buddy_id }, until) => {
      const written = await db.run(
        sql(
          `UPDATE buddy_moves SET done = done + $3, failed = failed + $4, last_buddy_id = $5, leased_until = $6 WHERE ${HELD}`,
          held.operation_id,
          held.leased_until,
          done,
          failed,
          last_buddy_id,
          until,
        ),
      );
      return written > 0;
    },
    release: async (held) =>
      void (await db.run(
        sql(`UPDATE buddy_moves SET leased_until = NULL WHERE ${HELD}`, held.operation_id, held.leased_until),
      )),
    finish: async (held, now) => {
      await db.run(
        sql(
          `UPDATE buddy_moves SET status = 'succeeded', leased_until = NULL, completed_at = $3 WHERE ${HELD}`,
          held.operation_id,
          held.leased_until,
          now,
        ),
      );
      await db.announce([{ kind: 'operation', operation_id: held.operation_id }]);
    },
  };
}
