import type { Millis } from '../../../engine/types.ts';
import { one, sql, type Database, type Statement, type Steps } from '../../store/database.ts';
import { byIdIn, decode, insertOf, inWorld, pageOf, select, selectOne, type Page } from '../../store/records.ts';
import type { KeyRow, World } from '../../store/rows.ts';
import { API_KEYS } from '../../store/tables.ts';

export interface Keys {
  insert<A = void>(row: KeyRow, answer?: A): Promise<A>;
  /** Inserts the successor and ends the key at that time. False, and nothing is done, where the key has an end already. */
  replace<A>(world: World, key_id: string, successor: KeyRow, end: Millis, answer: A): Promise<A | false>;
  /** By hash, whatever the world; expired ones too. */
  byHash(hash: string): Promise<KeyRow | null>;
  byId(world: World, key_id: string): Promise<KeyRow | null>;
  list(world: World, page: Page): Promise<KeyRow[]>;
  /**
   * Ends the key at that time, never later than it would have ended anyway. False where there is no such key or it has
   * ended by `now`, and (unless `keep_one` is off) for the last secret key that has no end.
   */
  expire(world: World, key_id: string, at: Millis, now: Millis, keep_one: boolean): Promise<boolean>;
  touch(key_id: string, at: Millis): Promise<void>;
}

/** The time of last use is coarse, so that not every request writes. */
const TOUCH_EVERY_MS = 60_000;

export function keyRepository(db: Database): Keys {
  /** All of a world, held: which key is the last depends on the others. */
  function* held(world: World): Steps<KeyRow[]> {
    const rows = yield sql(
      `SELECT * FROM api_keys WHERE customer_id = $1 AND mode = $2 ORDER BY key_id ${db.dialect.for_update}`,
      world.customer_id,
      world.mode,
    );
    return rows.map((fields) => decode(API_KEYS, fields));
  }

  function* expire(world: World, id: string, at: Millis, now: Millis, keepOne: boolean): Steps<boolean> {
    const keys = yield* held(world);
    const key = keys.find((row) => row.key_id === id);
    if (!key || hasEnded(key, now)) return false;
    const another = keys.some((row) => row !== key && row.kind === 'secret' && row.expires_at === null);
    if (keepOne && key.kind === 'secret' && !another) return false;
    yield endAt(id, Math.min(at, key.expires_at ?? at));
    return true;
  }

  function* replace<A>(world: World, id: string, successor: KeyRow, end: Millis, answer: A): Steps<A | false> {
    const keys = yield* held(world);
    if (!keys.some((row) => row.key_id === id && row.expires_at === null)) return false;
    yield insertOf(API_KEYS, successor);
    yield endAt(id, end);
    return answer;
  }

  return {
    insert: (row, answer) => db.transaction(() => one(insertOf(API_KEYS, row), answer!)),
    replace: (world, id, successor, end, answer) => db.transaction(() => replace(world, id, successor, end, answer)),
    byHash: (hash) => selectOne(db, API_KEYS, sql('SELECT * FROM api_keys WHERE hash = $1', hash)),
    byId: (world, id) => selectOne(db, API_KEYS, byIdIn(API_KEYS, world, id)),
    list: (world, page) => select(db, API_KEYS, pageOf(API_KEYS, inWorld(world), 'key_id', page)),
    expire: (world, id, at, now, keepOne) => db.transaction(() => expire(world, id, at, now, keepOne)),
    touch: async (id, at) => {
      await db.run(
        sql(
          'UPDATE api_keys SET last_used_at = $1 WHERE key_id = $2 AND (last_used_at IS NULL OR last_used_at <= $3)',
          at,
          id,
          at - TOUCH_EVERY_MS,
        ),
      );
    },
  };
}

const endAt = (id: string, at: Millis): Statement =>
  sql('UPDATE api_keys SET expires_at = $1 WHERE key_id = $2', at, id);

function hasEnded(key: KeyRow, now: Millis): boolean {
  return key.expires_at !== null && key.expires_at <= now;
}
