import type { Millis } from '../../../engine/types.ts';
import { sql, type Database, type Statement, type Steps } from '../../store/database.ts';
import { decodeRow, insertInto, insertOf, pageIn, rowIn, selectOne, type PageRequest } from '../../store/records.ts';
import type { KeyRow, World } from '../../store/rows.ts';
import { API_KEYS } from '../../store/tables.ts';

/** The time of last use is coarse, so that not every request writes. */
const TOUCH_EVERY_MS = 60_000;

export function keyQueries(db: Database) {
  /** All of a world, held: which key is the last depends on the others. */
  function* held(world: World): Steps<KeyRow[]> {
    const rows = yield sql(
      `SELECT * FROM api_keys WHERE customer_id = $1 AND mode = $2 ORDER BY key_id ${db.dialect.forUpdate}`,
      world.customer_id,
      world.mode,
    );
    return rows.map((fields) => decodeRow(API_KEYS, fields));
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
    insert: <A = void>(row: KeyRow, answer?: A) => insertInto(db, API_KEYS, row, answer as A),
    /** Inserts the successor and ends the key at that time. False, and nothing is done, where the key has an end already. */
    replace: <A>(world: World, key_id: string, successor: KeyRow, end: Millis, answer: A) =>
      db.transaction(() => replace(world, key_id, successor, end, answer)),
    /** By hash, whatever the world; expired ones too. */
    byHash: (hash: string) => selectOne(db, API_KEYS, sql('SELECT * FROM api_keys WHERE hash = $1', hash)),
    byId: (world: World, key_id: string) => rowIn(db, API_KEYS, world, key_id),
    list: (world: World, page: PageRequest) => pageIn(db, API_KEYS, world, page),
    /**
     * Ends the key at that time, never later than it would have ended anyway. False where there is no such key or it has
     * ended by `now`, and (unless `keepOne` is off) for the last secret key that has no end.
     */
    expire: (world: World, key_id: string, at: Millis, now: Millis, keepOne: boolean) =>
      db.transaction(() => expire(world, key_id, at, now, keepOne)),
    async touch(key_id: string, at: Millis) {
      const text =
        'UPDATE api_keys SET last_used_at = $1 WHERE key_id = $2 AND (last_used_at IS NULL OR last_used_at <= $3)';
      await db.run(sql(text, at, key_id, at - TOUCH_EVERY_MS));
    },
  };
}

const endAt = (id: string, at: Millis): Statement =>
  sql('UPDATE api_keys SET expires_at = $1 WHERE key_id = $2', at, id);

function hasEnded(key: KeyRow, now: Millis): boolean {
  return key.expires_at !== null && key.expires_at <= now;
}
