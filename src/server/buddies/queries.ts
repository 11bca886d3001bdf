import type { CounterKey, Counters, Millis } from '../../engine/types.ts';
import { counterKey, counterScope, lookUp } from '../store/change/keys.ts';
import { sql, type Database, type Statement } from '../store/database.ts';
import {
  byIdIn,
  pageIn,
  pageOf,
  rowIn,
  select,
  selectOne,
  type WhereCondition,
  type PageRequest,
} from '../store/records.ts';
import type { Seat, World, BuddyRow } from '../store/rows.ts';
import { BUDDIES, COUNTERS, LEDGER } from '../store/tables.ts';

export interface BuddyFilter {
  user_id?: string | undefined;
  audience?: string | undefined;
  badge_ready?: boolean | undefined;
}

export type DueBuddy = Pick<BuddyRow, 'customer_id' | 'mode' | 'buddy_id'> & { wake_at: Millis };

const LONG_AGO = Number.MIN_SAFE_INTEGER;

/** `kept_until` is tested again outside of the subquery: an event may have prolonged a counter meanwhile. */
const FORGET_COUNTERS = `DELETE FROM counters WHERE kept_until < $1 AND (key, scope) IN (
  SELECT key, scope FROM counters WHERE kept_until < $1 ORDER BY kept_until LIMIT $2)`;

export function buddyQueries(db: Database) {
  async function counters(world: World, wanted: CounterKey[], buddyId: string): Promise<Counters> {
    const keys = wanted.map((counter) => [counter.key, counterScope(world, buddyId, counter)] as const);
    const values = new Map(keys.map(([key, scope]) => [counterKey(scope, key), 0]));
    const rows = keys.length > 0 ? await select(db, COUNTERS, countersNamed(keys)) : [];
    for (const row of rows) values.set(counterKey(row.scope, row.key), row.value);
    return lookUp((counter) => values.get(counterKey(counterScope(world, buddyId, counter), counter.key)));
  }

  return {
    /** Alive ones only, here and in the next four. */
    byId: (world: World, buddy_id: string) => {
      const statement = byIdIn(BUDDIES, world, buddy_id);
      return selectOne(db, BUDDIES, { ...statement, sql: `${statement.sql} AND status = 'alive'` });
    },
    /** Of any world, in no order. */
    byIds: (ids: readonly string[]) => {
      const places = ids.map((_, index) => `$${index + 1}`).join(', ');
      return select(
        db,
        BUDDIES,
        sql(`SELECT * FROM buddies WHERE buddy_id IN (${places}) AND status = 'alive'`, ...ids),
      );
    },
    bySeat: (world: World, seat: Seat) => selectOne(db, BUDDIES, seated(world, seat, "= 'alive'")),
    ofUser: (world: World, user_id: string) => select(db, BUDDIES, ofUser(world, user_id, "= 'alive'")),
    list: (world: World, { user_id, audience, badge_ready }: BuddyFilter, page: PageRequest) =>
      pageIn(db, BUDDIES, world, page, [
        ["status = 'alive'"],
        ['user_id =', user_id],
        ['audience =', audience],
        ...readiness(badge_ready),
      ]),
    /** In any status: unhatched, alive or archived. */
    rowById: (world: World, buddy_id: string) => rowIn(db, BUDDIES, world, buddy_id),
    /** Alive or unhatched; at most one. */
    inSeat: (world: World, seat: Seat) => selectOne(db, BUDDIES, seated(world, seat, "<> 'archived'")),
    /** The user's seats, hatched or not. */
    seatsOfUser: (world: World, user_id: string) => select(db, BUDDIES, ofUser(world, user_id, "<> 'archived'")),
    /** In every world: alive, with `wake_at` at or before now, the longest due first; those behind `after`. */
    due: async (now: Millis, limit: number, after?: DueBuddy) => {
      // Without the state: a row that cannot be read must not keep the others from being found.
      const rows = await db.all(
        sql(
          `SELECT customer_id, mode, buddy_id, wake_at FROM buddies
           WHERE status = 'alive' AND wake_at <= $1 AND (wake_at, buddy_id) > ($2, $3)
           ORDER BY wake_at, buddy_id LIMIT $4`,
          now,
          after?.wake_at ?? LONG_AGO,
          after?.buddy_id ?? '',
          limit,
        ),
      );
      return rows as unknown as DueBuddy[];
    },
    ledger: (buddy_id: string, currency: string | undefined, page: PageRequest) =>
      select(db, LEDGER, currency === undefined ? wholeLedger(buddy_id, page) : ledgerOf(buddy_id, currency, page)),
    counters,
    counter: async (world: World, counter: CounterKey, buddy_id: string) =>
      (await counters(world, [counter], buddy_id))(counter),
    /** Removes up to `limit` counters that were to be kept until before then. */
    forgetCounters: (before: Millis, limit: number) => db.run(sql(FORGET_COUNTERS, before, limit)),
  };
}

/** No parameter: the partial index on `badge_ready` serves only a condition that is written out. */
function readiness(wanted: boolean | undefined): WhereCondition[] {
  return wanted === undefined ? [] : [[wanted ? 'badge_ready' : 'NOT badge_ready']];
}

function countersNamed(keys: readonly (readonly [key: string, scope: string])[]): Statement {
  const places = keys.map((_, index) => `($${2 * index + 1}, $${2 * index + 2})`);
  return sql(`SELECT * FROM counters WHERE (key, scope) IN (VALUES ${places.join(', ')})`, ...keys.flat());
}

function ofUser(world: World, userId: string, status: string): Statement {
  return sql(
    `SELECT * FROM buddies WHERE customer_id = $1 AND mode = $2 AND user_id = $3 AND status ${status}
     ORDER BY buddy_id DESC`,
    world.customer_id,
    world.mode,
    userId,
  );
}

function seated(world: World, seat: Seat, status: string): Statement {
  return sql(
    `SELECT * FROM buddies
     WHERE customer_id = $1 AND mode = $2 AND user_id = $3 AND audience = $4 AND status ${status}`,
    world.customer_id,
    world.mode,
    seat.user_id,
    seat.audience,
  );
}

function wholeLedger(buddyId: string, page: PageRequest): Statement {
  return pageOf(LEDGER, [['buddy_id =', buddyId]], 'ledger_id', page);
}

/** In the ledger's own numbering (`seq`), which holds even where the clocks of two servers differ. */
function ledgerOf(buddyId: string, currency: string, page: PageRequest): Statement {
  return page.after === undefined
    ? sql(
        'SELECT * FROM ledger WHERE buddy_id = $1 AND currency = $2 ORDER BY seq DESC LIMIT $3',
        buddyId,
        currency,
        page.limit,
      )
    : sql(
        `SELECT * FROM ledger WHERE buddy_id = $1 AND currency = $2
           AND seq < (SELECT seq FROM ledger WHERE buddy_id = $1 AND currency = $2 AND ledger_id = $3)
         ORDER BY seq DESC LIMIT $4`,
        buddyId,
        currency,
        page.after,
        page.limit,
      );
}
