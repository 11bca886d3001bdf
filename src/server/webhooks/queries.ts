import type { Millis } from '../../engine/types.ts';
import { one, sql, type Database, type Steps } from '../store/database.ts';
import { byIdIn, decode, insertOf, inWorld, pageOf, select, selectOne, updateOf, type Page } from '../store/records.ts';
import type { EndpointRow, World, DeliveryRow } from '../store/rows.ts';
import { DELIVERIES, ENDPOINTS } from '../store/tables.ts';

export interface Endpoints {
  insert<A = void>(row: EndpointRow, answer?: A): Promise<A>;
  byId(world: World, endpoint_id: string): Promise<EndpointRow | null>;
  list(world: World, page: Page): Promise<EndpointRow[]>;
  /** Of every world. */
  all(): Promise<EndpointRow[]>;
  /**
   * Writes what `change` makes of the row, which nobody else changes meanwhile, and answers what `view` makes of that.
   * Null where there is none.
   */
  update<A>(
    world: World,
    endpoint_id: string,
    change: (before: EndpointRow) => EndpointRow,
    view: (after: EndpointRow) => A,
  ): Promise<A | null>;
  remove(world: World, endpoint_id: string, now: Millis): Promise<boolean>;
}

export interface DeliveryFilter {
  status?: string | undefined;
  event?: string | undefined;
  from?: Millis | undefined;
  to?: Millis | undefined;
  retried?: boolean | undefined;
}

export interface Deliveries {
  list(world: World, endpoint_id: string, filter: DeliveryFilter, page: Page): Promise<DeliveryRow[]>;
  byId(world: World, delivery_id: string): Promise<DeliveryRow | null>;
  /** Recorded outside of a change: of an event that was sent to try an endpoint out. */
  insert(row: DeliveryRow): Promise<{ delivery_id: string }>;
  /** Removes up to `limit` that were recorded before then; never one that is pending. */
  deleteEnded(before: Millis, limit: number): Promise<number>;
}

export function endpointRepository(db: Database): Endpoints {
  /** What was still owed to it is given up, not forgotten. */
  function* remove(world: World, id: string, now: Millis): Steps<boolean> {
    const removed = yield sql(
      'DELETE FROM webhook_endpoints WHERE endpoint_id = $1 AND customer_id = $2 AND mode = $3 RETURNING endpoint_id',
      id,
      world.customer_id,
      world.mode,
    );
    if (removed.length === 0) return false;
    yield sql(
      `UPDATE deliveries SET status = 'failed', next_attempt_at = NULL, ended_at = $1
       WHERE endpoint_id = $2 AND status = 'pending'`,
      now,
      id,
    );
    return true;
  }

  function* update<A>(
    world: World,
    id: string,
    change: (before: EndpointRow) => EndpointRow,
    view: (after: EndpointRow) => A,
  ): Steps<A | null> {
    const byId = byIdIn(ENDPOINTS, world, id);
    const [found] = yield { ...byId, sql: `${byId.sql} ${db.dialect.for_update}` };
    if (!found) return null;
    const row = change(decode(ENDPOINTS, found));
    yield updateOf(ENDPOINTS, row);
    return view(row);
  }

  return {
    insert: (row, answer) => db.transaction(() => one(insertOf(ENDPOINTS, row), answer!)),
    byId: (world, id) => selectOne(db, ENDPOINTS, byIdIn(ENDPOINTS, world, id)),
    all: () => select(db, ENDPOINTS, sql('SELECT * FROM webhook_endpoints ORDER BY endpoint_id')),
    list: (world, page) => select(db, ENDPOINTS, pageOf(ENDPOINTS, inWorld(world), 'endpoint_id', page)),
    update: (world, id, change, view) => db.transaction(() => update(world, id, change, view)),
    remove: (world, id, now) => db.transaction(() => remove(world, id, now)),
  };
}

/** Texts inside have their quotes escaped. */
const RETRIED = '%"trigger":"retry"%';

/** Once more outside: one of them may have been made to start again meanwhile. */
const DELETE_ENDED = `DELETE FROM deliveries WHERE status <> 'pending' AND delivery_id IN (
  SELECT delivery_id FROM deliveries WHERE status <> 'pending' AND created_at < $1 ORDER BY created_at LIMIT $2)`;

export function deliveryRepository(db: Database): Deliveries {
  return {
    list: (world, endpointId, filter, page) =>
      select(
        db,
        DELIVERIES,
        pageOf(
          DELIVERIES,
          [
            ...inWorld(world),
            ['endpoint_id =', endpointId],
            ['status =', filter.status],
            ['event =', filter.event],
            ['created_at >=', filter.from],
            ['created_at <', filter.to],
            [
              filter.retried ? 'attempts LIKE' : 'attempts NOT LIKE',
              filter.retried === undefined ? undefined : RETRIED,
            ],
          ],
          'delivery_id',
          page,
        ),
      ),
    byId: (world, id) => selectOne(db, DELIVERIES, byIdIn(DELIVERIES, world, id)),
    async insert(row) {
      const { delivery_id } = row;
      const inserted = await db.transaction(() => one(insertOf(DELIVERIES, row), { delivery_id }));
      await db.announce([{ kind: 'deliveries', owed: [row] }]);
      return inserted;
    },
    deleteEnded: (before, limit) => db.run(sql(DELETE_ENDED, before, limit)),
  };
}
