import type { Millis } from '../../../engine/types.ts';
import { sql, type Database, type Dialect, type Steps } from '../../store/database.ts';
import { insertAll } from '../../store/records.ts';
import type { ImageRow, PictureUseRow } from '../../store/rows.ts';
import { IMAGES, PICTURE_USES } from '../../store/tables.ts';

type Use = Pick<PictureUseRow, 'buddy_id' | 'hash'>;

/** The images that a buddy shows. */
export interface ShownImages {
  buddy_id: string;
  rows: readonly ImageRow[];
}

const SHOWN_AGAIN = 'ON CONFLICT (buddy_id, hash) DO UPDATE SET replaced_at = NULL';
/** Changes nothing and locks the row, so that no other process deletes it before its new use is committed. */
const HOLD = 'ON CONFLICT (hash) DO UPDATE SET created_at = images.created_at WHERE images.created_at < 0';

const MOST_AT_ONCE = 500;

/**
 * Pictures of buddies, kept while a buddy shows them and a while longer. Many buddies may look the same: a picture is
 * removed with its last use.
 */
export function keptPictureQueries(db: Database) {
  function* put(pictures: readonly ShownImages[]): Steps<void> {
    const uses = pictures.flatMap(({ buddy_id, rows }) =>
      rows.map(({ hash }) => ({ buddy_id, hash, replaced_at: null })),
    );
    if (uses.length === 0) return;
    // Uses and images each in one order, so that two processes never deadlock.
    yield insertAll(PICTURE_USES, uses.toSorted(byBuddyAndHash), SHOWN_AGAIN);
    const images = new Map(pictures.flatMap(({ rows }) => rows.map((row) => [row.hash, row])));
    // Most are there already, from buddies that look the same: these are locked, and not sent again.
    const held = yield* hold([...images.keys()], db.dialect.forKeyShare);
    const missing = [...images.values()].filter(({ hash }) => !held.has(hash));
    const sorted = missing.toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
    if (sorted.length > 0) yield insertAll(IMAGES, sorted, HOLD);
  }

  function* replaced(buddy_id: string, shown: readonly string[], now: Millis, most: number): Steps<void> {
    const others = shown.length > 0 ? `AND hash NOT IN (${placesFrom(3, shown)})` : '';
    yield sql(
      `UPDATE picture_uses SET replaced_at = $1 WHERE buddy_id = $2 AND replaced_at IS NULL ${others}`,
      now,
      buddy_id,
      ...shown,
    );
    const tooMany = yield sql(
      `SELECT buddy_id, hash FROM picture_uses WHERE buddy_id = $1 AND replaced_at IS NOT NULL
       ORDER BY replaced_at DESC, hash LIMIT ${MOST_AT_ONCE} OFFSET $2`,
      buddy_id,
      most,
    );
    yield* remove(tooMany as unknown as Use[], db.dialect);
  }

  function* sweep(before: Millis, limit: number): Steps<number> {
    const rows = yield sql(
      `SELECT u.buddy_id, u.hash,
         CASE WHEN b.status <> 'archived' AND (b.picture_hash = u.hash OR b.picture_parts LIKE '%' || u.hash || '%')
           THEN 1 ELSE 0 END AS is_shown
       FROM picture_uses u JOIN buddies b ON b.buddy_id = u.buddy_id
       WHERE u.replaced_at < $1 ORDER BY u.replaced_at LIMIT $2`,
      before,
      limit,
    );
    const [shown = [], others = []] = [1, 0].map((wanted) => rows.filter((row) => Number(row['is_shown']) === wanted));
    // Shown although marked as replaced: two processes drew it at the same time, and the slower one wrote last.
    for (const { buddy_id, hash } of shown as unknown as Use[])
      yield sql('UPDATE picture_uses SET replaced_at = NULL WHERE buddy_id = $1 AND hash = $2', buddy_id, hash);
    yield* remove(others as unknown as Use[], db.dialect);
    return rows.length;
  }

  return {
    /** All of them, or none. Images that are there already stay as they are. */
    put: (pictures: readonly ShownImages[]) => db.transaction(() => put(pictures)),
    /** The buddy shows these and no others: of the others the last `most` stay for a while. */
    replaced: (buddy_id: string, shown: readonly string[], now: Millis, most: number) =>
      db.transaction(() => replaced(buddy_id, shown, now, most)),
    /** Forgets up to `limit` that were replaced before then. Answers how many it looked at. */
    sweep: (before: Millis, limit: number) => db.transaction(() => sweep(before, limit)),
  };
}

/** Deletes the pictures of these buddies that no other buddy uses. */
export function* erasePictures(buddies: readonly string[], dialect: Dialect): Steps<void> {
  for (const buddy_id of buddies) {
    const uses = yield sql('SELECT buddy_id, hash FROM picture_uses WHERE buddy_id = $1', buddy_id);
    yield* remove(uses as unknown as Use[], dialect);
  }
}

function* remove(uses: readonly Use[], dialect: Dialect): Steps<void> {
  if (uses.length === 0) return;
  const hashes = [...new Set(uses.map(({ hash }) => hash))];
  const pairs = uses.map((_, at) => `($${2 * at + 1}, $${2 * at + 2})`);
  yield sql(
    `DELETE FROM picture_uses WHERE (buddy_id, hash) IN (VALUES ${pairs.join(', ')})`,
    ...uses.flatMap(({ buddy_id, hash }) => [buddy_id, hash]),
  );
  yield* hold(hashes, dialect.forUpdate);
  // A statement after the lock: it sees the uses that were committed while this transaction waited for it.
  yield sql(
    `DELETE FROM images WHERE hash IN (${placesFrom(1, hashes)})
       AND NOT EXISTS (SELECT 1 FROM picture_uses u WHERE u.hash = images.hash)`,
    ...hashes,
  );
}

/** Locks those of them that are stored, until the transaction ends, and answers which they are. */
function* hold(hashes: readonly string[], lock: string): Steps<Set<unknown>> {
  const rows = yield sql(
    `SELECT hash FROM images WHERE hash IN (${placesFrom(1, hashes)}) ORDER BY hash ${lock}`.trimEnd(),
    ...hashes,
  );
  return new Set(rows.map((row) => row['hash']));
}

function byBuddyAndHash(a: Use, b: Use): number {
  if (a.buddy_id !== b.buddy_id) return a.buddy_id < b.buddy_id ? -1 : 1;
  return a.hash < b.hash ? -1 : 1;
}

const placesFrom = (first: number, values: readonly string[]): string =>
  values.map((_, at) => `$${first + at}`).join(', ');
