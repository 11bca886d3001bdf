import type { Value } from '../database.ts';
import { columnNames, columnsOf, encodeValue } from '../records.ts';
import type { ColumnType, Table } from '../tables.ts';

const SQL_TYPE: Record<ColumnType, string> = {
  text: 'text',
  integer: 'bigint',
  time: 'bigint',
  boolean: 'boolean',
  json: 'text',
};

/** `unnest($1::text[], $2::bigint[], …)`: many rows in one statement, a column a value. */
export function unnest(types: readonly string[], first = 1): string {
  return `unnest(${types.map((type, index) => `$${index + first}::${type}[]`).join(', ')})`;
}

/** Turns rows into columns, each the literal of an array. */
export function columns(rows: readonly (readonly Value[])[], width: number): string[] {
  return Array.from({ length: width }, (_, column) => arrayLiteral(rows, (row) => row[column]!));
}

/** `{1,NULL,"a"}`: what pg makes of an array, too, but a batch spent a seventh of its time on that. */
function arrayLiteral<R>(rows: readonly R[], valueOf: (row: R) => Value): string {
  let text = '';
  for (const row of rows) text += `${text && ','}${elementOf(valueOf(row))}`;
  return `{${text}}`;
}

function elementOf(value: Value): string {
  if (typeof value !== 'string') return value === null ? 'NULL' : String(value);
  return `"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`;
}

export interface Insert<R> {
  width: number;
  /** The text, its values counted from there. */
  text(first: number): string;
  values(rows: R[]): string[];
}

/** Inserts many rows at once, in the order in which they are given. */
export function insertMany<R>(table: Table<R>, onConflict = ''): Insert<R> {
  const types = columnsOf(table).map(([, type]) => SQL_TYPE[type]);
  return {
    width: types.length,
    text: (first) =>
      `INSERT INTO ${table.name} (${columnNames(table)}) SELECT * FROM ${unnest(types, first)} ${onConflict}`.trimEnd(),
    values: (rows) =>
      columnsOf(table).map(([column, type]) => arrayLiteral(rows, (row) => encodeValue(type, row[column]))),
  };
}

/** By primary key: rows are locked in the order in which they are written, and everybody keeps to the same one. */
export function sortedByKey<R>(table: Table<R>, rows: readonly R[]): R[] {
  return rows.toSorted((a, b) => {
    const column = table.key.find((name) => a[name] !== b[name]);
    return column === undefined ? 0 : a[column] < b[column] ? -1 : 1;
  });
}
