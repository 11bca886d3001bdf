import type { Millis } from '../../engine/types.ts';
import { sql, type Database } from '../store/database.ts';

/** How much waits, in every world. */
export interface Depths {
  operations_pending: number;
  operations_running: number;
  deliveries_pending: number;
  buddies_due: number;
}

export type Queues = ReturnType<typeof queueQueries>;

/** Each part reads an index that holds nothing but what waits. */
const DEPTHS = `
  SELECT pending AS operations_pending, running AS operations_running,
    (SELECT count(*) FROM (SELECT 1 FROM deliveries WHERE status = 'pending' LIMIT $2) AS owed) AS deliveries_pending,
    (SELECT count(*) FROM (
      SELECT 1 FROM buddies WHERE status = 'alive' AND wake_at <= $1 LIMIT $2) AS due) AS buddies_due
  FROM (
    SELECT count(CASE WHEN status = 'pending' THEN 1 END) AS pending,
      count(CASE WHEN status = 'running' THEN 1 END) AS running
    FROM (SELECT status FROM operations WHERE status IN ('pending', 'running') LIMIT $2) AS open) AS counted`;

export const queueQueries = (db: Database) => ({
  /** Counts each up to `most`, so that a long queue costs no more than that. */
  async depths(now: Millis, most: number) {
    const [row] = await db.all(sql(DEPTHS, now, most));
    return row as unknown as Depths;
  },
});
