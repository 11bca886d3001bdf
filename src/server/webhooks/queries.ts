import { nextTurn } from '../turns.ts';
import type { Millis } from '../../engine/types.ts';
import { sql, type Database, type Steps } from '../store/database.ts';
import { byIdIn, decodeRow, insertInto, pageIn, rowIn, select, updateOf, type PageRequest } from '../store/records.ts';
import type { EndpointRow, World, DeliveryRow } from '../store/rows.ts';
import { DELIVERIES, ENDPOINTS } from '../store/tables.ts';
import { outsideUnit } from '../store/unit/unit.ts';

export interface DeliveryFilter {
  status?: string | undefined;
  event?: string | undefined;
  from?: Millis | undefined;
  to?: Millis | undefined;
  retried?: boolean | undefined;
}

/** Deliveries that one transaction gives up: on SQLite it blocks the event loop. */
const GIVEN_UP_AT_ONCE = 500;

export function endpointQueries(db: Database) {
  /** Marks deliveries that are still owed to the endpoint as failed. Answers how many. */
  function* giveUp(id: string, now: Millis, limit: number): Steps<number> {
    const given = yield sql(
      `UPDATE deliveries SET status = 'failed', next_attempt_at = NULL, ended_at = $1 WHERE delivery_id IN (
         SELECT delivery_id FROM deliveries WHERE endpoint_id = $2 AND status = 'pending' LIMIT ${limit})
       RETURNING delivery_id`,
      now,
      id,
    );
    return given.length;
  }

  function* giveUpSome(world: World, id: string, now: Millis): Steps<number> {
    const found = yield byIdIn(ENDPOINTS, world, id);
    return found.length === 0 ? 0 : yield* giveUp(id, now, GIVEN_UP_AT_ONCE);
  }

  function* remove(world: World, id: string, now: Millis): Steps<boolean> {
    const removed = yield sql(
      'DELETE FROM webhook_endpoints WHERE endpoint_id = $1 AND customer_id = $2 AND mode = $3 RETURNING endpoint_id',
      id,
      world.customer_id,
      world.mode,
    );
    if (removed.length === 0) return false;
    yield* giveUp(id, now, Number.MAX_SAFE_INTEGER);
    return true;
  }

  /** Much may be owed: most of it is given up in transactions before the removal, between which other calls run. */
  async function giveUpMost(world: World, id: string, now: Millis): Promise<void> {
    while ((await db.transaction(() => giveUpSome(world, id, now), 'lazy')) === GIVEN_UP_AT_ONCE) await nextTurn();
  }

  function* update<A>(
    world: World,
    id: string,
    change: (before: EndpointRow) => EndpointRow,
    view: (after: EndpointRow) => A,
  ): Steps<A | null> {
    const byId = byIdIn(ENDPOINTS, world, id);
    const [found] = yield { ...byId, sql: `${byId.sql} ${db.dialect.forUpdate}` };
    if (!found) return null;
    const row = change(decodeRow(ENDPOINTS, found));
    yield updateOf(ENDPOINTS, row);
    return view(row);
  }

  return {
    insert: <A = void>(row: EndpointRow, answer?: A) => insertInto(db, ENDPOINTS, row, answer as A),
    byId: (world: World, endpoint_id: string) => rowIn(db, ENDPOINTS, world, endpoint_id),
    /** Of every world. */
    all: () => select(db, ENDPOINTS, sql('SELECT * FROM webhook_endpoints ORDER BY endpoint_id')),
    list: (world: World, page: PageRequest) => pageIn(db, ENDPOINTS, world, page),
    /**
     * Locks the row, stores what `change` makes of it, and answers what `view` makes of that. Null where there is no row.
     */
    update: <A>(
      world: World,
      endpoint_id: string,
      change: (before: EndpointRow) => EndpointRow,
      view: (after: EndpointRow) => A,
    ) => db.transaction(() => update(world, endpoint_id, change, view)),
    async remove(world: World, endpoint_id: string, now: Millis) {
      await outsideUnit(() => giveUpMost(world, endpoint_id, now));
      return db.transaction(() => remove(world, endpoint_id, now));
    },
  };
}

/** Cannot match within a text of the JSON: quotes are escaped there. */
const RETRIED = '%"trigger":"retry"%';

/** `status` is tested again outside of the subquery: a replay may have made a delivery pending meanwhile. */
const DELETE_ENDED = `DELETE FROM deliveries WHERE status <> 'pending' AND delivery_id IN (
  SELECT delivery_id FROM deliveries WHERE status <> 'pending' AND created_at < $1 ORDER BY created_at LIMIT $2)`;

export const deliveryQueries = (db: Database) => ({
  list: (world: World, endpoint_id: string, filter: DeliveryFilter, page: PageRequest) =>
    pageIn(db, DELIVERIES, world, page, [
      ['endpoint_id =', endpoint_id],
      ['status =', filter.status],
      ['event =', filter.event],
      ['created_at >=', filter.from],
      ['created_at <', filter.to],
      [filter.retried ? 'attempts LIKE' : 'attempts NOT LIKE', filter.retried === undefined ? undefined : RETRIED],
    ]),
  byId: (world: World, delivery_id: string) => rowIn(db, DELIVERIES, world, delivery_id),
  /** For a test event, which is recorded outside of a change. */
  async insert(row: DeliveryRow) {
    const inserted = await insertInto(db, DELIVERIES, row, { delivery_id: row.delivery_id });
    await db.announce([{ kind: 'deliveries', owed: [row] }]);
    return inserted;
  },
  /** Removes up to `limit` that were recorded before then; never one that is pending. */
  deleteEnded: (before: Millis, limit: number) => db.run(sql(DELETE_ENDED, before, limit)),
});
