import { withQueries } from '../../../../src/server/storage.ts';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../../../src/server/log.ts';
import { DATABASE_FILE } from '../../../../src/server/store/sqlite/connection.ts';
import { openSqlite } from '../../../../src/server/store/sqlite/open.ts';
import { temporaryDirectory } from '../../../support/real-server.ts';
import { newWorld } from '../support/rows.ts';

/** They run every few seconds, or with a call: on a table of millions they must not read all of it. */
test('what runs by itself finds its rows through an index', async () => {
  const directory = await temporaryDirectory();
  const texts = new Set<string>();
  const store = withQueries(
    await openSqlite({
      data_dir: directory.path,
      clock: () => 0,
      log: createLog('silent'),
      hash_event_id: (text) => text,
      on_statement: (text) => void texts.add(text),
    }),
  );
  texts.clear();
  await store.operations.claim(0, 1, 1);
  await store.buddies.due(0, 1);
  await store.buddies.due(0, 1, { ...newWorld(), buddy_id: 'buddy_1', wake_at: 0 });
  await store.buddies.forgetCounters(0, 1);
  await store.deliveries.deleteEnded(0, 1);
  await store.idempotency.deleteBefore(0, 1);
  await store.sessions.deleteExpired(0, 1);
  await store.queues.depths(0, 1);
  await store.close();

  const database = new DatabaseSync(join(directory.path, DATABASE_FILE), { readOnly: true });
  const plans = [...texts].map((text) => [text, planOf(database, text)] as const);
  database.close();
  await directory.remove();
  expect(plans.length).toBeGreaterThanOrEqual(7);
  for (const [text, steps] of plans) {
    const whole = steps.filter((step) => /^SCAN \w+$/.test(step) && !/^SCAN (open|owed|due|counted)$/.test(step));
    expect([text, whole]).toEqual([text, []]);
    expect([text, steps.filter((step) => step.includes('ORDER BY'))]).toEqual([text, []]);
  }
});

function planOf(database: DatabaseSync, text: string): string[] {
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${text.replace(/\$(\d+)/g, '?$1')}`).all();
  return steps.map((step) => String(step['detail']));
}
