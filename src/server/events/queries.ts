import type { Millis } from '../../engine/types.ts';
import { LIMITS } from '../../contract/limits.ts';
import { sql, type Database } from '../store/database.ts';
import { inWorld, pageIn, pageOf, select, selectOne, type WhereCondition, type PageRequest } from '../store/records.ts';
import type { EventRow, World } from '../store/rows.ts';
import { DELIVERIES, EVENTS, LEDGER } from '../store/tables.ts';

export interface EventFilter {
  event_id?: string | undefined;
  user_id?: string | undefined;
  type?: string | undefined;
  from?: Millis | undefined;
  to?: Millis | undefined;
}

/** Deliveries of causes have no buddy id, so they are found by their endpoint; there are few. */
const CAUSED_BY = `
  SELECT * FROM deliveries WHERE buddy_id = $1 AND evt_id = $2
  UNION ALL
  SELECT * FROM deliveries WHERE endpoint_id >= 'cause:' AND endpoint_id < 'cause;' AND evt_id = $2
  ORDER BY delivery_id LIMIT $3`;

export function eventQueries(db: Database) {
  /** One event at most. As an ordered page, a planner without statistics would search all events of the world for it. */
  async function named(world: World, event_id: string, filter: EventFilter, page: PageRequest): Promise<EventRow[]> {
    const text = 'SELECT * FROM events WHERE event_id = $1 AND customer_id = $2 AND mode = $3';
    const rows = await select(db, EVENTS, sql(text, event_id, world.customer_id, world.mode));
    return rows.filter(
      (row) =>
        row.user_id === (filter.user_id ?? row.user_id) &&
        row.type === (filter.type ?? row.type) &&
        row.occurred_at >= (filter.from ?? row.occurred_at) &&
        row.occurred_at < (filter.to ?? Infinity) &&
        row.evt_id >= (page.downTo ?? row.evt_id) &&
        (page.after === undefined || row.evt_id < page.after),
    );
  }

  return {
    async list(world: World, { event_id, ...filter }: EventFilter, page: PageRequest) {
      if (event_id !== undefined) return named(world, event_id, filter, page);
      const conditions: WhereCondition[] = [
        ['user_id =', filter.user_id],
        ['type =', filter.type],
        ['occurred_at >=', filter.from],
        ['occurred_at <', filter.to],
      ];
      return pageIn(db, EVENTS, world, page, conditions, 'evt_id');
    },
    byId: ({ customer_id, mode }: World, evt_id: string) => {
      const text = 'SELECT * FROM events WHERE customer_id = $1 AND mode = $2 AND evt_id = $3';
      return selectOne(db, EVENTS, sql(text, customer_id, mode, evt_id));
    },
    /** The lines that it added to its buddy's ledger. */
    ledger: (buddy_id: string, evt_id: string) => {
      const text = 'SELECT * FROM ledger WHERE buddy_id = $1 AND reference_id = $2 ORDER BY ledger_id';
      return select(db, LEDGER, sql(text, buddy_id, evt_id));
    },
    /** The deliveries that it caused, the first `LIMITS.deliveriesOfEvent`. */
    deliveries: (buddy_id: string, evt_id: string) =>
      select(db, DELIVERIES, sql(CAUSED_BY, buddy_id, evt_id, LIMITS.deliveriesOfEvent)),
    /** The id of the last event of a page without the rest of the filter; null where the page is not full. */
    async endOf(world: World, { user_id }: Pick<EventFilter, 'user_id'>, page: PageRequest) {
      const all = pageOf(EVENTS, [...inWorld(world), ['user_id =', user_id]], 'evt_id', page);
      // An index holds all columns of the query: no row is read.
      const ids = all.sql.replace('*', 'evt_id');
      const [last] = await db.all({
        sql: `SELECT min(evt_id) AS evt_id, count(*) AS looked_at FROM (${ids}) AS looked_at`,
        values: all.values,
      });
      return last?.['looked_at'] === page.limit ? (last['evt_id'] as string) : null;
    },
  };
}
