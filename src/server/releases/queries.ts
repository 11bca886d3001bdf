import type { Millis } from '../../engine/index.ts';
import { sql, type Database, type Steps } from '../store/database.ts';
import { insertOf, selectOne } from '../store/records.ts';
import { RELEASED_FILES } from '../store/tables.ts';

/** By path: what a file holds. */
export type ReleasedFiles = ReadonlyMap<string, string>;

export type Releases = ReturnType<typeof releaseQueries>;

export function releaseQueries(db: Database) {
  function* keep(files: ReleasedFiles, othersUntil: Millis): Steps<void> {
    const known = new Map((yield sql('SELECT path, kept_until FROM released_files')).map((row) => [row['path'], row]));
    for (const [path, content] of files) {
      if (known.get(path)?.['kept_until'] === null) continue;
      const row = { path, content, kept_until: null };
      yield insertOf(RELEASED_FILES, row, 'ON CONFLICT (path) DO UPDATE SET kept_until = NULL');
    }
    for (const [path, row] of known) {
      if (row['kept_until'] !== null || files.has(path as string)) continue;
      yield sql('UPDATE released_files SET kept_until = $1 WHERE path = $2', othersUntil, path as string);
    }
  }

  return {
    get: (path: string) => selectOne(db, RELEASED_FILES, sql('SELECT * FROM released_files WHERE path = $1', path)),
    /** These are served now; all others are kept until then, or as long as was said before. */
    keep: (files: ReleasedFiles, othersUntil: Millis) => db.transaction(() => keep(files, othersUntil)),
    /** Answers how many files went. */
    deleteBefore: (now: Millis) => db.run(sql('DELETE FROM released_files WHERE kept_until < $1', now)),
  };
}
