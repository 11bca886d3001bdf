import type { Millis } from '../../../engine/types.ts';
import { sql, type Database, type Steps } from '../../store/database.ts';
import { insertOf, select } from '../../store/records.ts';
import type { WebhookCountRow } from '../../store/rows.ts';
import { WEBHOOK_COUNTS } from '../../store/tables.ts';

const ADD = 'ON CONFLICT (endpoint_id, hour, name) DO UPDATE SET value = webhook_counts.value + excluded.value';

export function healthQueries(db: Database) {
  function* add(rows: WebhookCountRow[], skews: [endpoint_id: string, skew: Millis][]): Steps<void> {
    // Sorted, so that two transactions never deadlock.
    const sorted = rows.toSorted((a, b) => (a.endpoint_id + a.name < b.endpoint_id + b.name ? -1 : 1));
    for (const row of sorted) yield insertOf(WEBHOOK_COUNTS, row, ADD);
    for (const [id, skew] of skews.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      yield sql('UPDATE webhook_endpoints SET clock_skew_ms = $1 WHERE endpoint_id = $2', skew, id);
    }
  }

  return {
    /** Adds to the counts of the hours, and stores the clock skew of endpoints. */
    add: (rows: WebhookCountRow[], skews: [endpoint_id: string, skew: Millis][]) =>
      db.transaction(() => add(rows, skews)),
    /** Of these, from that hour on. */
    async since(ids: readonly string[], hour: number) {
      if (ids.length === 0) return [];
      const places = ids.map((_, index) => `$${index + 2}`).join(', ');
      const text = `SELECT * FROM webhook_counts WHERE hour >= $1 AND endpoint_id IN (${places})`;
      return select(db, WEBHOOK_COUNTS, sql(text, hour, ...ids));
    },
    /** Removes the counts of hours before. */
    deleteBefore: (hour: number) => db.run(sql('DELETE FROM webhook_counts WHERE hour < $1', hour)),
  };
}
