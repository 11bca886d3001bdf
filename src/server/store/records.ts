import { kept, one, type Database, type Fields, type Statement, type Value } from './database.ts';
import type { World } from './rows.ts';
import type { ColumnType, Table } from './schema/table.ts';

/** A page of a list, newest first. `after`: the last id of the page before. `downTo`: the oldest id to return. */
export interface PageRequest {
  limit: number;
  after?: string | undefined;
  downTo?: string | undefined;
}

/** The row's values, in the order of the table's columns. */
export function encodeRow<R>(table: Table<R>, row: R): Value[] {
  return columnsOf(table).map(([column, type]) => encodeValue(type, row[column]));
}

export function encodeValue(type: ColumnType, value: unknown): Value {
  if (value === null || value === undefined) return null;
  return type === 'json' ? JSON.stringify(value) : (value as Value);
}

export function decodeRow<R>(table: Table<R>, fields: Fields): R {
  const row: Fields = {};
  for (const [column, type] of columnsOf(table)) row[column] = decodeValue(type, fields[column]);
  return row as R;
}

function decodeValue(type: ColumnType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'json') return JSON.parse(value as string);
  return type === 'boolean' ? Boolean(value) : value;
}

const columnLists = new WeakMap<object, [string, ColumnType][]>();

export function columnsOf<R>(table: Table<R>): [keyof R & string, ColumnType][] {
  let list = columnLists.get(table);
  if (!list) columnLists.set(table, (list = Object.entries<ColumnType>(table.columns)));
  return list as [keyof R & string, ColumnType][];
}

export function columnNames<R>(table: Table<R>): string {
  return columnsOf(table)
    .map(([column]) => column)
    .join(', ');
}

/** `INSERT … VALUES ($1, …)` of one row. */
export function insertSql<R>(table: Table<R>): string {
  const places = columnsOf(table).map((_, index) => `$${index + 1}`);
  return `INSERT INTO ${table.name} (${columnNames(table)}) VALUES (${places.join(', ')})`;
}

/** What makes an insert replace the row that has the same primary key. */
export function onConflictReplace<R>(table: Table<R>): string {
  const rest = columnsOf(table)
    .filter(([column]) => !table.key.includes(column))
    .map(([column]) => `${column} = excluded.${column}`);
  return `ON CONFLICT (${table.key.join(', ')}) DO UPDATE SET ${rest.join(', ')}`;
}

export function insertOf<R>(table: Table<R>, row: R, onConflict = ''): Statement {
  return { sql: `${insertSql(table)} ${onConflict}`.trimEnd(), values: encodeRow(table, row) };
}

/** Many rows in one statement; SQL allows some tens of thousands of values. */
export function insertAll<R>(table: Table<R>, rows: readonly R[], onConflict = ''): Statement {
  const width = columnsOf(table).length;
  const places = rows.map(
    (_, row) =>
      `(${columnsOf(table)
        .map((_, column) => `$${row * width + column + 1}`)
        .join(', ')})`,
  );
  return {
    sql: `INSERT INTO ${table.name} (${columnNames(table)}) VALUES ${places.join(', ')} ${onConflict}`.trimEnd(),
    values: rows.flatMap((row) => encodeRow(table, row)),
  };
}

/** Inserts one row in a transaction that results in `result`. */
export function insertInto<R, T>(db: Database, table: Table<R>, row: R, result: T): Promise<T> {
  return db.transaction(() => one(insertOf(table, row), result));
}

/** Every column of the row that has this primary key. */
export function updateOf<R>(table: Table<R>, row: R): Statement {
  const places = new Map(columnsOf(table).map(([column], index) => [column, `${column} = $${index + 1}`]));
  const key = table.key.map((column) => places.get(column)!);
  return {
    sql: `UPDATE ${table.name} SET ${[...places.values()].join(', ')} WHERE ${key.join(' AND ')}`,
    values: encodeRow(table, row),
  };
}

export async function select<R>(db: Database, table: Table<R>, statement: Statement): Promise<R[]> {
  const found = await db.all(statement);
  return found.map((fields) => decodeRow(table, fields));
}

export async function selectOne<R>(db: Database, table: Table<R>, statement: Statement): Promise<R | null> {
  const [fields] = await db.all(statement);
  return fields ? decodeRow(table, fields) : null;
}

/**
 * A column with its comparison (`user_id =`) and a value; one whose value is undefined is left out. Or a whole test: the
 * condition of a partial index has to be in the text.
 */
export type WhereCondition = [comparison: string, value: Value | undefined] | [test: string];

export function inWorld(world: World): WhereCondition[] {
  return [
    ['customer_id =', world.customer_id],
    ['mode =', world.mode],
  ];
}

/**
 * The row with this primary key in this world. `IS NOT DISTINCT FROM` leaves PostgreSQL only the primary key's index: with
 * `=`, and without statistics, it may choose an index of the world and read all of the world's rows.
 */
export function byIdIn<R>(table: Table<R>, world: World, id: string): Statement {
  const text = `SELECT * FROM ${table.name} WHERE ${table.key[0]} = $1
    AND customer_id IS NOT DISTINCT FROM $2 AND mode IS NOT DISTINCT FROM $3`;
  return kept(text, id, world.customer_id, world.mode);
}

export function rowIn<R>(db: Database, table: Table<R>, world: World, id: string): Promise<R | null> {
  return selectOne(db, table, byIdIn(table, world, id));
}

/** A page of rows that meet every condition, the newest first: our ids grow with time. */
export function pageOf<R>(
  table: Table<R>,
  conditions: WhereCondition[],
  id: keyof R & string,
  page: PageRequest,
): Statement {
  const range: WhereCondition[] = [
    [`${id} <`, page.after],
    [`${id} >=`, page.downTo],
  ];
  const values: Value[] = [];
  const tests = [...conditions, ...range].flatMap((condition) => {
    if (condition.length === 1) return condition;
    const [comparison, value] = condition;
    return value === undefined ? [] : [`${comparison} $${values.push(value)}`];
  });
  return {
    sql: `SELECT * FROM ${table.name} WHERE ${tests.join(' AND ')} ORDER BY ${id} DESC LIMIT $${values.length + 1}`,
    values: [...values, page.limit],
  };
}

/** A page of the rows of a world, by their primary key unless another id is named. */
export function pageIn<R>(
  db: Database,
  table: Table<R>,
  world: World,
  page: PageRequest,
  conditions: WhereCondition[] = [],
  id: keyof R & string = table.key[0]!,
): Promise<R[]> {
  return select(db, table, pageOf(table, [...inWorld(world), ...conditions], id, page));
}
