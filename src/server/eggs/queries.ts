import type { BuddyFilter } from '../buddies/queries.ts';
import type { Database } from '../store/database.ts';
import { byIdIn, inWorld, pageOf, select, selectOne, type Page } from '../store/records.ts';
import type { EggRow, World } from '../store/rows.ts';
import { EGGS } from '../store/tables.ts';

export interface EggFilter extends BuddyFilter {
  status?: string | undefined;
}

export interface Eggs {
  byId(world: World, egg_id: string): Promise<EggRow | null>;
  list(world: World, filter: EggFilter, page: Page): Promise<EggRow[]>;
}

export function eggRepository(db: Database): Eggs {
  return {
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
  };
}
