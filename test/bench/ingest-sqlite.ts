import { DatabaseSync } from 'node:sqlite';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startRealServer, temporaryDirectory } from '../support/real-server.ts';
import { lessonsOverHttp, USERS } from './ingest-load.ts';
import { type Figure, interleaved } from './measure.ts';
import { prepareWorkspace } from './workspace.ts';

type Row = Record<string, string | number | null>;

/**
 * Events over HTTP, against a loop without HTTP, JSON or rules that commits the very rows that those events left behind,
 * one event a transaction, with the same durability.
 */
export async function benchIngestSqlite(rounds: number): Promise<Figure[]> {
  const directory = await temporaryDirectory();
  const server = await startRealServer({ DATA_DIR: directory.path, HATCHED_RATE_LIMIT: 'off', HATCHED_DEMO: '0' });
  await prepareWorkspace(server.url, USERS);
  const lessons = lessonsOverHttp(server.url);
  const raw = () => rawLoop(directory.path);
  const found = await interleaved(rounds, { http: lessons.rate, raw }).finally(async () => {
    await server.stop();
    await directory.remove();
  });
  return [
    {
      what: 'ingest over HTTP on SQLite, against a raw loop of the same rows',
      value: found.http / found.raw,
      unit: '×',
      limit: 1.2,
      holds: 'at least',
      detail: `${found.http.toFixed(0)} events/s against ${found.raw.toFixed(0)}; ${lessons.latency()}`,
    },
  ];
}

/** Events a second. The rows are read from the server's own database, copied, and written again to an empty one. */
async function rawLoop(directory: string): Promise<number> {
  const file = (await readdir(directory)).find((name) => name.endsWith('.db') || name.endsWith('.sqlite'));
  const source = new DatabaseSync(join(directory, file!), { readOnly: true });
  const rows = (sql: string) => source.prepare(sql).all() as Row[];
  const events = rows('SELECT * FROM events ORDER BY evt_id DESC LIMIT 20000');
  const ledger = Map.groupBy(
    rows(`SELECT * FROM ledger WHERE reference_id >= '${String(events.at(-1)!['evt_id'])}'`),
    (row) => row['reference_id'],
  );
  const buddies = new Map(rows('SELECT * FROM buddies').map((row) => [row['buddy_id'], row]));
  const counters = Map.groupBy(rows('SELECT * FROM counters'), (row) => row['scope']);
  const schema = rows(
    `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'`,
  );
  source.close();

  const target = await temporaryDirectory();
  const database = new DatabaseSync(join(target.path, 'raw.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  for (const { sql } of schema) database.exec(String(sql));
  const insert = (table: string, row: Row) => {
    const names = Object.keys(row);
    return database.prepare(`INSERT INTO ${table} (${names}) VALUES (${names.map(() => '?')}) ON CONFLICT DO NOTHING`);
  };
  const anyLedger = [...ledger.values()][0]![0]!;
  const insertEvent = insert('events', events[0]!);
  const insertLedger = insert('ledger', anyLedger);
  const insertBuddy = insert('buddies', [...buddies.values()][0]!);
  const updateBuddy = database.prepare(
    'UPDATE buddies SET state = ?, version = ?, wake_at = ?, updated_at = ? WHERE buddy_id = ?',
  );
  const upsertCounter = database.prepare(
    `INSERT INTO counters (scope, key, value, kept_until) VALUES (?, ?, ?, ?)
     ON CONFLICT (scope, key) DO UPDATE SET value = excluded.value, kept_until = excluded.kept_until`,
  );
  for (const buddy of buddies.values()) insertBuddy.run(...Object.values(buddy));

  const started = performance.now();
  for (const event of events) {
    const buddy = buddies.get(event['buddy_id']!)!;
    database.exec('BEGIN IMMEDIATE');
    insertEvent.run(...Object.values(event));
    for (const line of ledger.get(event['evt_id']!) ?? []) insertLedger.run(...Object.values(line));
    for (const counter of counters.get(event['buddy_id']!) ?? []) upsertCounter.run(...Object.values(counter));
    updateBuddy.run(buddy['state']!, buddy['version']!, buddy['wake_at']!, buddy['updated_at']!, buddy['buddy_id']!);
    database.exec('COMMIT');
  }
  const seconds = (performance.now() - started) / 1000;
  database.close();
  await target.remove();
  return events.length / seconds;
}
