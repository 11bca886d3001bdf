import type { BuddyFilter } from '../buddies/queries.ts';
import type { Database } from '../store/database.ts';
import { pageIn, rowIn, type Page } from '../store/records.ts';
import type { World } from '../store/rows.ts';
import { EGGS } from '../store/tables.ts';

interface EggFilter extends BuddyFilter {
  status?: string | undefined;
}

export const eggQueries = (db: Database) => ({
  byId: (world: World, egg_id: string) => rowIn(db, EGGS, world, egg_id),
  list: (world: World, { user_id, audience, status }: EggFilter, page: Page) =>
    pageIn(db, EGGS, world, page, [
      ['user_id =', user_id],
      ['audience =', audience],
      ['status =', status],
    ]),
});
