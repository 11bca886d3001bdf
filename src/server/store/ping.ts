import { sql, type Statement } from './database.ts';

/** A write of a few bytes, in the place of the one before. */
export const pingAt = (now: number): Statement =>
  sql(
    `INSERT INTO settings (name, value) VALUES ('checked_at', $1)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    String(now),
  );
