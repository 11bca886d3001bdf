import type { BuddyFilter } from '../buddies/queries.ts';
import type { Millis } from '../../engine/types.ts';
import { sql, type Database, type Steps } from '../store/database.ts';
import { pageIn, rowIn, select, type PageRequest } from '../store/records.ts';
import type { EggRow, ReplayUnderWay, World } from '../store/rows.ts';
import { EGGS } from '../store/tables.ts';
import { PRIORITY } from '../webhooks/priority.ts';

export interface EggFilter extends BuddyFilter {
  status?: string | undefined;
}

const ENDPOINTS_OF_WORLD =
  'SELECT endpoint_id FROM webhook_endpoints WHERE customer_id = $1 AND mode = $2 ORDER BY endpoint_id';
const TOUCH = 'UPDATE eggs SET updated_at = $1 WHERE egg_id = $2 AND replay IS NOT NULL RETURNING replay';

/** The deliveries of a hatching that are held back share one `next_attempt_at`. */
const RELEASE = `UPDATE deliveries SET next_attempt_at = $1 WHERE delivery_id IN (
    SELECT delivery_id FROM deliveries WHERE status = 'pending' AND endpoint_id = $2
      AND priority = ${PRIORITY.call} AND next_attempt_at = $3 AND buddy_id = $4 LIMIT $5)
  RETURNING delivery_id`;

function* release(egg: EggRow, buddyId: string, now: Millis, limit: number): Steps<boolean> {
  const [held] = yield sql(TOUCH, now, egg.egg_id);
  if (!held) return true;
  const { held_until } = JSON.parse(held['replay'] as string) as ReplayUnderWay;
  let room = limit;
  for (const { endpoint_id } of yield sql(ENDPOINTS_OF_WORLD, egg.customer_id, egg.mode)) {
    const left = yield sql(RELEASE, now, endpoint_id as string, held_until, buddyId, room);
    room -= left.length;
    if (room === 0) return false;
  }
  yield sql('UPDATE eggs SET replay = NULL WHERE egg_id = $1', egg.egg_id);
  return true;
}

export const eggQueries = (db: Database) => ({
  byId: (world: World, egg_id: string) => rowIn(db, EGGS, world, egg_id),
  list: (world: World, { user_id, audience, status }: EggFilter, page: PageRequest) =>
    pageIn(db, EGGS, world, page, [
      ['user_id =', user_id],
      ['audience =', audience],
      ['status =', status],
    ]),
  /** In every world: unfinished hatchings that no process has written to since then. */
  inReplay: (before: Millis, limit: number) =>
    select(
      db,
      EGGS,
      sql(
        'SELECT * FROM eggs WHERE replay IS NOT NULL AND updated_at <= $1 ORDER BY updated_at LIMIT $2',
        before,
        limit,
      ),
    ),
  /** Delays the next try. */
  putBack: async ({ egg_id }: EggRow, now: Millis) => void (await db.run(sql(TOUCH, now, egg_id))),
  /**
   * Releases up to `limit` of the deliveries that were held back until the buddy was alive. True once there are none left:
   * then the hatching is complete.
   */
  release: async (egg: EggRow, buddy_id: string, now: Millis, limit: number) => {
    const isOver = await db.transaction(() => release(egg, buddy_id, now, limit));
    await db.announce([{ kind: 'deliveries', owed: [] }]);
    return isOver;
  },
});
