import { withQueries } from '../../../../src/server/storage.ts';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../../../src/server/log.ts';
import { DATABASE_FILE } from '../../../../src/server/store/sqlite/connection.ts';
import { openSqlite } from '../../../../src/server/store/sqlite/open.ts';
import { eventQueries } from '../../../../src/server/events/queries.ts';
import { deliveryQueue } from '../../../../src/server/webhooks/dispatch/queries.ts';
import { temporaryDirectory } from '../../../support/real-server.ts';
import { deliveryRow, newWorld, NOW } from '../support/rows.ts';
import { BIG_TABLES, readsAtSize } from '../support/at-size.ts';

/** They run every few seconds, or with a call: on a table of millions they must not read all of it. */
test('what runs by itself finds its rows through an index', async () => {
  const directory = await temporaryDirectory();
  const texts = new Set<string>();
  const store = withQueries(
    await openSqlite({
      dataDir: directory.path,
      clock: () => 0,
      log: createLog('silent'),
      hashEventId: (text) => text,
      onStatement: (text) => void texts.add(text),
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

const MANY = `
  WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000)
  INSERT INTO deliveries (delivery_id, customer_id, mode, endpoint_id, event, status, next_attempt_at, request_id,
    created_at, ended_at, payload, attempts)
  SELECT 'dlv_' || n, 'c', 'live', 'whe_' || n % 10, 'coin.earned', iif(n % 2, 'pending', 'succeeded'),
    iif(n % 2, n, NULL), 'r', n, iif(n % 2, NULL, n), '{}', '[]' FROM n`;

test('the queue of deliveries reads its heads and the rows that it writes alone, whatever SQLite knows of the table', async () => {
  const directory = await temporaryDirectory();
  const texts = new Set<string>();
  const store = withQueries(
    await openSqlite({
      dataDir: directory.path,
      clock: () => NOW,
      log: createLog('silent'),
      hashEventId: (text) => text,
      onStatement: (text) => void texts.add(text),
    }),
  );
  const queue = deliveryQueue(store.database);
  await store.deliveries.insert(deliveryRow(newWorld(), 'whe_1', { next_attempt_at: NOW }));
  texts.clear();
  const { rows } = await queue.claimDue({ now: NOW, lease: NOW + 1, most: 1, room: () => 1, grace: () => 0 });
  const { delivery_id } = rows[0]!;
  await queue.claim([delivery_id], NOW + 1, NOW + 2);
  const result = {
    answer: null,
    wasSilent: false,
    status: 'pending',
    tries: 1,
    attempts: [],
    ended_at: null,
  } as const;
  const lease = { delivery_id, lease: NOW + 2 };
  await queue.record([{ ...result, ...lease, attempts: [], endpoint_id: 'whe_1', next_attempt_at: NOW + 3 }], NOW + 2);
  await queue.giveBack([{ delivery_id, lease: NOW + 3 }], NOW + 3);
  await store.close();

  const database = new DatabaseSync(join(directory.path, DATABASE_FILE));
  const ofDeliveries = [...texts].filter((text) => text.includes('deliveries'));
  expect(ofDeliveries).toHaveLength(5);
  const check = () => {
    for (const text of ofDeliveries) {
      const steps = planOf(database, text).filter((step) => /\b(deliveries|d)\b/.test(step));
      // The first head is one entry of its index.
      const others = steps.filter((step) => step !== 'SCAN deliveries USING INDEX deliveries_owed');
      expect(others.length).toBeGreaterThan(0);
      expect([text, others.filter((step) => !BY_KEY.test(step) && !OWED.test(step))]).toEqual([text, []]);
    }
  };
  check();
  database.exec(`${MANY}; ANALYZE`);
  check();
  database.close();
  await directory.remove();
});

const BY_KEY = /^SEARCH (deliveries|d) USING (COVERING )?INDEX sqlite_autoindex_deliveries_1 \(delivery_id=\?\)$/;
const OWED = /^SEARCH deliveries USING INDEX deliveries_owed \(endpoint_id[=>]\?/;

const LINES_OF_EVENT = 'SEARCH ledger USING INDEX ledger_of_reference (reference_id=? AND buddy_id=?)';

function planOf(database: DatabaseSync, text: string): string[] {
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${text.replace(/\$(\d+)/g, '?$1')}`).all();
  return steps.map((step) => String(step['detail']));
}

test('a page, a rank and what is due are found through an index, with statistics and without', async () => {
  const directory = await temporaryDirectory();
  const texts = new Set<string>();
  const store = await openSqlite({
    dataDir: directory.path,
    clock: () => 0,
    log: createLog('silent'),
    hashEventId: (text) => text,
    onStatement: (text) => void texts.add(text),
  });
  const reads = await readsAtSize(store.database);
  texts.clear();
  await eventQueries(store.database).ledger('buddy_1', 'evt_1');
  const [linesOfEvent] = texts;
  await store.close();
  const database = new DatabaseSync(join(directory.path, DATABASE_FILE));
  expect(reads.length).toBeGreaterThanOrEqual(10);
  for (const statistics of ['without', 'with']) {
    if (statistics === 'with') database.exec('ANALYZE');
    for (const { sql } of reads) {
      const steps = planOf(database, sql);
      const whole = steps.filter((step) => BIG_TABLES.some((table) => new RegExp(`^SCAN (${table}|.)$`).test(step)));
      const sorted = steps.filter((step) => step.includes('ORDER BY'));
      expect([statistics, sql, whole, sorted]).toEqual([statistics, sql, [], []]);
    }
    // Not those of its buddy one by one.
    expect([statistics, planOf(database, linesOfEvent!)[0]]).toEqual([statistics, LINES_OF_EVENT]);
  }
  database.close();
  await directory.remove();
});
