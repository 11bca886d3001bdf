import type { Database } from '../database.ts';
import { inWorld, pageOf, select } from '../records.ts';
import type { Events } from './interfaces.ts';
import { EVENTS } from '../tables.ts';

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
