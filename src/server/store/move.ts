import type { Millis } from '../../engine/types.ts';
import type { Fields } from './database.ts';
import { inserting, valuesOf } from './each.ts';
import { columnNames, decodeRow } from './records.ts';
import { StoreUnavailable } from './store.ts';
import type { Table } from './schema/table.ts';
import { TABLES } from './tables.ts';
import { migratePostgres } from './postgres/migrate.ts';
import { Pool, type Transaction } from './postgres/pool.ts';
import type { Connection } from './sqlite/connection.ts';
import type { Logger } from '../log.ts';

const CHUNK = 500;

/** No time limits: counting a large table takes long. */
const UNHURRIED = { statement_timeout: 0, query_timeout: 0, idle_in_transaction_session_timeout: 0 };

interface Moved {
  /** Rows by table. */
  rows: Record<string, number>;
  /** What the ledger adds up to, by currency. */
  sums: Record<string, string>;
}

/** Copies all tables into an empty PostgreSQL database, in one transaction, and compares both databases before it commits. */
export async function moveToPostgres(source: Connection, url: string, now: Millis, log: Logger): Promise<Moved> {
  await migratePostgres(url, now);
  const pool = new Pool({ url, max: 1, log, prepare: true, config: UNHURRIED });
  try {
    return await pool.transact(async (transaction) => {
      await refuseUnlessEmpty(transaction);
      for (const table of TABLES) await copy(source, transaction, table as Table<Fields>);
      return await compare(source, transaction);
    });
  } finally {
    await pool.close();
  }
}

async function refuseUnlessEmpty(transaction: Transaction): Promise<void> {
  const names = TABLES.map((table) => table.name);
  await transaction.all({ sql: `LOCK TABLE ${names.join(', ')} IN EXCLUSIVE MODE`, values: [] });
  for (const name of names) {
    const rows = await transaction.all({ sql: `SELECT 1 FROM ${name} LIMIT 1`, values: [] });
    if (rows.length > 0)
      throw new StoreUnavailable(`The database of DATABASE_URL is not empty (${name} has rows): name an empty one.`);
  }
}

async function copy(source: Connection, transaction: Transaction, table: Table<Fields>): Promise<void> {
  const each = inserting(table);
  const write = (rows: Fields[]) => transaction.each({ each, rows: valuesOf(each, rows) });
  let chunk: Fields[] = [];
  for (const fields of source.raw.prepare(`SELECT ${columnNames(table)} FROM ${table.name}`).iterate()) {
    chunk.push(decodeRow(table, fields));
    if (chunk.length < CHUNK) continue;
    await write(chunk);
    chunk = [];
  }
  if (chunk.length > 0) await write(chunk);
}

const SUMS = 'SELECT currency, CAST(SUM(amount) AS text) AS sum FROM ledger GROUP BY currency ORDER BY currency';

async function compare(source: Connection, transaction: Transaction): Promise<Moved> {
  const rows: Record<string, number> = {};
  for (const { name } of TABLES) {
    const count = { sql: `SELECT count(*) AS count FROM ${name}`, values: [] };
    const [here] = source.all(count);
    const [there] = await transaction.all(count);
    if (Number(here!['count']) !== Number(there!['count'])) throw differs(`the number of rows in ${name}`);
    rows[name] = Number(there!['count']);
  }
  const here = sumsOf(source.all({ sql: SUMS, values: [] }));
  const there = sumsOf(await transaction.all({ sql: SUMS, values: [] }));
  if (JSON.stringify(here) !== JSON.stringify(there)) throw differs('the sum of the ledger');
  return { rows, sums: there };
}

function sumsOf(rows: Fields[]): Record<string, string> {
  return Object.fromEntries(rows.map((row) => [row['currency'] as string, row['sum'] as string]));
}

function differs(what: string): StoreUnavailable {
  return new StoreUnavailable(`After the copy ${what} differs: nothing was moved.`);
}
