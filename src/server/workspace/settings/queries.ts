import { sql, type Database, type Steps } from '../../store/database.ts';
import { insertOf, onConflictReplace } from '../../store/records.ts';
import { SETTINGS } from '../../store/tables.ts';

export function settingQueries(db: Database) {
  const read = (name: string) => sql('SELECT value FROM settings WHERE name = $1', name);

  function* putIfAbsent(name: string, value: string): Steps<string> {
    yield insertOf(SETTINGS, { name, value }, 'ON CONFLICT DO NOTHING');
    const [row] = yield read(name);
    return row!['value'] as string;
  }

  return {
    async get(name: string) {
      const [row] = await db.all(read(name));
      return row ? (row['value'] as string) : null;
    },
    put: async (name: string, value: string) =>
      void (await db.run(insertOf(SETTINGS, { name, value }, onConflictReplace(SETTINGS)))),
    /** Stores the value unless there is one; answers the one that holds. */
    putIfAbsent: (name: string, value: string) => db.transaction(() => putIfAbsent(name, value)),
  };
}
