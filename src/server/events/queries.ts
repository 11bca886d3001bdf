import type { Millis } from '../../engine/types.ts';
import type { Database } from '../store/database.ts';
import { inWorld, pageOf, select, type Page } from '../store/records.ts';
import type { EventRow, World } from '../store/rows.ts';
import { EVENTS } from '../store/tables.ts';

export interface EventFilter {
  event_id?: string | undefined;
  user_id?: string | undefined;
  type?: string | undefined;
  from?: Millis | undefined;
  to?: Millis | undefined;
}

export interface Events {
  list(world: World, filter: EventFilter, page: Page): Promise<EventRow[]>;
  /** The id of the last event of a page without the rest of the filter; null where the page is not full. */
  endOf(world: World, filter: Pick<EventFilter, 'user_id'>, page: Page): Promise<string | null>;
}

export function eventRepository(db: Database): Events {
  return {
    list: (world, filter, page) =>
      select(
        db,
        EVENTS,
        pageOf(
          EVENTS,
          [
            ...inWorld(world),
            ['event_id =', filter.event_id],
            ['user_id =', filter.user_id],
            ['type =', filter.type],
            ['occurred_at >=', filter.from],
            ['occurred_at <', filter.to],
          ],
          'evt_id',
          page,
        ),
      ),
    async endOf(world, { user_id }, page) {
      const all = pageOf(EVENTS, [...inWorld(world), ['user_id =', user_id]], 'evt_id', page);
      // An index holds all that is asked for: no row is read.
      const ids = all.sql.replace('*', 'evt_id');
      const [last] = await db.all({
        sql: `SELECT min(evt_id) AS evt_id, count(*) AS looked_at FROM (${ids}) AS looked_at`,
        values: all.values,
      });
      return last?.['looked_at'] === page.limit ? (last['evt_id'] as string) : null;
    },
  };
}
