import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createDatabase } from '../support/databases.ts';
import { startPostgres } from '../support/postgres.ts';
import { startRealServer } from '../support/real-server.ts';
import { lessonsOverHttp, SECONDS, USERS } from './ingest-load.ts';
import { type Figure, interleaved } from './measure.ts';
import { prepareWorkspace } from './workspace.ts';

const RAW_CLIENTS = 16;

/**
 * Events over HTTP, against 16 clients that each write an event by hand: `BEGIN`, the event, the balance, the ledger row,
 * the webhook owed, `COMMIT`. The limit is for statements as `pg` sends them unless told otherwise. Prepared ones are a
 * quarter faster, about as fast as this server, which reads and writes more for an event; they are printed beside.
 */
export async function benchIngestPostgres(rounds: number): Promise<Figure[]> {
  const postgres = await startPostgres({ durable: true });
  process.env['TEST_DATABASE_URL'] = postgres.url;
  const database = await createDatabase('postgres');
  const pool = new pg.Pool({ connectionString: database.place.databaseUrl, max: RAW_CLIENTS });
  pool.on('error', () => undefined); // the database is dropped under idle connections
  const server = await startRealServer({ ...database.environment, HATCHED_RATE_LIMIT: 'off', HATCHED_DEMO: '0' });
  try {
    await prepareWorkspace(server.url, USERS);
    await prepareRaw(pool);
    const lessons = lessonsOverHttp(server.url);
    const found = await interleaved(rounds, {
      http: lessons.rate,
      raw: () => rawClients(pool, PLAIN),
      prepared: () => rawClients(pool, PREPARED),
    });
    return [
      {
        what: 'ingest over HTTP on PostgreSQL, against BEGIN + 4 statements + COMMIT',
        value: found.http / found.raw,
        unit: '×',
        limit: 1.3,
        holds: 'at least',
        detail: `${found.http.toFixed(0)} events/s against ${found.raw.toFixed(0)} at ${RAW_CLIENTS} clients, ${found.prepared.toFixed(0)} with prepared statements; ${lessons.latency()}`,
      },
    ];
  } finally {
    await server.stop();
    await pool.end();
    await database.drop();
    await postgres.stop();
  }
}

async function prepareRaw(pool: pg.Pool): Promise<void> {
  await pool.query(`
    CREATE TABLE raw_balances (buddy_id text PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0), seq bigint NOT NULL);
    CREATE TABLE raw_events (event_id text PRIMARY KEY, buddy_id text NOT NULL, type text NOT NULL, properties text NOT NULL, occurred_at bigint NOT NULL);
    CREATE TABLE raw_ledger (buddy_id text, seq bigint, amount bigint NOT NULL, balance_after bigint NOT NULL, PRIMARY KEY (buddy_id, seq));
    CREATE TABLE raw_deliveries (delivery_id text PRIMARY KEY, payload text NOT NULL, next_attempt_at bigint);
  `);
  await pool.query(`INSERT INTO raw_balances SELECT 'buddy-' || n, 0, 0 FROM generate_series(0, $1) n`, [USERS - 1]);
}

/** Events a second. */
async function rawClients(pool: pg.Pool, statements: Statements): Promise<number> {
  const started = performance.now();
  const ends = started + SECONDS * 1000;
  let written = 0;
  const client = async (number: number) => {
    const connection = await pool.connect();
    for (let n = number; performance.now() < ends; n += RAW_CLIENTS) {
      await writeByHand(connection, `buddy-${n % USERS}`, statements);
      written++;
    }
    connection.release();
  };
  await Promise.all(Array.from({ length: RAW_CLIENTS }, (_, number) => client(number)));
  return written / ((performance.now() - started) / 1000);
}

type Statements = Record<'event' | 'pay' | 'ledger' | 'delivery', { name?: string; text: string }>;

const PLAIN: Statements = {
  event: { text: 'INSERT INTO raw_events VALUES ($1, $2, $3, $4, $5)' },
  pay: {
    text: 'UPDATE raw_balances SET balance = balance + 10, seq = seq + 1 WHERE buddy_id = $1 RETURNING balance, seq',
  },
  ledger: { text: 'INSERT INTO raw_ledger VALUES ($1, $2, $3, $4)' },
  delivery: { text: 'INSERT INTO raw_deliveries VALUES ($1, $2, $3)' },
};
/** With names: PostgreSQL parses and plans each of them once for a connection. */
const PREPARED = Object.fromEntries(
  Object.entries(PLAIN).map(([name, { text }]) => [name, { name, text }]),
) as Statements;

/** As one would write it with pg, each statement awaited. */
async function writeByHand(connection: pg.PoolClient, buddy: string, statements: Statements): Promise<void> {
  const id = randomUUID();
  await connection.query('BEGIN');
  const { event, pay, ledger, delivery } = statements;
  await connection.query(event, [id, buddy, 'lesson_completed', '{"score":0.92}', Date.now()]);
  const { rows } = await connection.query<{ balance: string; seq: string }>(pay, [buddy]);
  await connection.query(ledger, [buddy, rows[0]!.seq, 10, rows[0]!.balance]);
  await connection.query(delivery, [id, '{"amount":10}', Date.now()]);
  await connection.query('COMMIT');
}
