import type { Database } from '../../store/database.ts';
import { insertOf, onConflictReplace, selectOne } from '../../store/records.ts';
import type { UserRow, World } from '../../store/rows.ts';
import { USERS } from '../../store/tables.ts';
import { eraser } from './queries/erasing.ts';
import { exporter } from './queries/exporting.ts';
import { ofUser } from './queries/held.ts';

export function userQueries(db: Database) {
  const exportParts = exporter(db);
  return {
    get: (world: World, userId: string) => selectOne(db, USERS, { ...ofUser('users', world, userId), isKept: true }),
    put: async (row: UserRow) => void (await db.run(insertOf(USERS, row, onConflictReplace(USERS)))),
    /** Everything held about the user, as JSON, a part at a time. */
    exportParts,
    /** All of that at once: of a user of whom little is held. */
    async export(world: World, user_id: string): Promise<Record<string, unknown>> {
      const held: Record<string, unknown> = {};
      for await (const { name, rows, isWhole } of exportParts(world, user_id))
        held[name] = isWhole ? rows : [...((held[name] as unknown[] | undefined) ?? []), ...(rows as unknown[])];
      return held;
    },
    /**
     * Erases the user: events, deliveries, eggs, sessions, pictures, stored answers and names go. Ledger rows stay, without
     * their reasons, and name nobody; event ids stay as `hash(event_id)`, so that an old event can never pay again. False
     * where nothing is held. Most of it goes in many transactions before the last one; where it is broken off, it has to be
     * called again.
     */
    erase: eraser(db),
  };
}
