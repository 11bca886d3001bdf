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
  };
}
