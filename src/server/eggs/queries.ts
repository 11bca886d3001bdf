import type { Millis } from '../../engine/types.ts';
import type { BuddyFilter } from '../buddies/queries.ts';
import { ANSWER, STORE_ANSWER } from '../store/change/sql.ts';
import { sql, type Database, type Steps } from '../store/database.ts';
import { byIdIn, decode, insertOf, inWorld, pageOf, select, selectOne, type Page } from '../store/records.ts';
import type { EggRow, KeyOfCall, Seat, World } from '../store/rows.ts';
import { EGGS } from '../store/tables.ts';

export interface EggFilter extends BuddyFilter {
  status?: string | undefined;
}

export interface Eggs {
  /**
   * Answers the egg: this one, or the one that was laid under the same Idempotency-Key before. Null where the seat has an
   * egg that is waiting, ready or hatching, or a living buddy.
   */
  insert(row: EggRow, idempotency?: KeyOfCall): Promise<EggRow | null>;
  active(world: World, seat: Seat): Promise<EggRow | null>;
  byId(world: World, egg_id: string): Promise<EggRow | null>;
  list(world: World, filter: EggFilter, page: Page): Promise<EggRow[]>;
  /** False unless the egg is in one of these states. */
  setStatus(
    world: World,
    egg_id: string,
    status: EggRow['status'],
    from: EggRow['status'][],
    at: Millis,
  ): Promise<boolean>;
}

const ACTIVE = "status IN ('waiting', 'ready', 'hatching')";

export function eggRepository(db: Database): Eggs {
  /** The insert waits for a hatching that is under way; only then is it certain whether a buddy lives in the seat. */
  function* insert(row: EggRow, idempotency?: KeyOfCall): Steps<EggRow | null> {
    const before = idempotency && (yield* laidUnder(idempotency));
    if (before) return before;
    const inserted = yield insertOf(EGGS, row, 'ON CONFLICT DO NOTHING RETURNING egg_id');
    if (inserted.length === 0) return null;
    const takenBack = yield sql(
      `DELETE FROM eggs WHERE egg_id = $1 AND EXISTS (
         SELECT 1 FROM buddies
         WHERE customer_id = $2 AND mode = $3 AND user_id = $4 AND audience = $5 AND status = 'alive')
       RETURNING egg_id`,
      row.egg_id,
      row.customer_id,
      row.mode,
      row.user_id,
      row.audience,
    );
    if (takenBack.length > 0) return null;
    if (idempotency) yield sql(STORE_ANSWER, JSON.stringify(row.egg_id), idempotency.scope, idempotency.key);
    return row;
  }

  /** The egg that was laid by an earlier try of the same call. */
  function* laidUnder({ scope, key }: KeyOfCall): Steps<EggRow | null> {
    const [held] = yield sql(ANSWER, scope, key);
    if (typeof held?.['answer'] !== 'string') return null;
    const [egg] = yield sql('SELECT * FROM eggs WHERE egg_id = $1', JSON.parse(held['answer']) as string);
    return egg ? decode(EGGS, egg) : null;
  }

  async function setStatus(
    world: World,
    id: string,
    status: EggRow['status'],
    from: EggRow['status'][],
    at: Millis,
  ): Promise<boolean> {
    const places = from.map((_, index) => `$${index + 6}`).join(', ');
    const written = await db.run(
      sql(
        `UPDATE eggs SET status = $1, updated_at = $2
         WHERE egg_id = $3 AND customer_id = $4 AND mode = $5 AND status IN (${places})`,
        status,
        at,
        id,
        world.customer_id,
        world.mode,
        ...from,
      ),
    );
    return written > 0;
  }

  const active = (world: World, seat: Seat) =>
    selectOne(
      db,
      EGGS,
      sql(
        `SELECT * FROM eggs WHERE customer_id = $1 AND mode = $2 AND user_id = $3 AND audience = $4 AND ${ACTIVE}`,
        world.customer_id,
        world.mode,
        seat.user_id,
        seat.audience,
      ),
    );

  return {
    insert: (row, idempotency) => db.transaction(() => insert(row, idempotency)),
    active,
    byId: (world, id) => selectOne(db, EGGS, byIdIn(EGGS, world, id)),
    list: (world, filter, page) =>
      select(
        db,
        EGGS,
        pageOf(
          EGGS,
          [
            ...inWorld(world),
            ['user_id =', filter.user_id],
            ['audience =', filter.audience],
            ['status =', filter.status],
          ],
          'egg_id',
          page,
        ),
      ),
    setStatus,
  };
}
