import type { Value } from '../database.ts';
import { columnNames, columnsOf, encodeValue } from '../records.ts';
import type { ColumnType, Table } from '../schema/table.ts';

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

/** Turns rows into columns, each an array. */
export function columns(rows: readonly (readonly Value[])[], width: number): Value[][] {
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column]!));
}

export interface Insert<R> {
  width: number;
  /** The text, its values counted from there. */
  text(first: number): string;
  values(rows: R[]): Value[][];
}

/** Inserts many rows at once, in the order in which they are given. */
export function insertMany<R>(table: Table<R>, onConflict = ''): Insert<R> {
  const types = columnsOf(table).map(([, type]) => SQL_TYPE[type]);
  return {
    width: types.length,
    text: (first) =>
      `INSERT INTO ${table.name} (${columnNames(table)}) SELECT * FROM ${unnest(types, first)} ${onConflict}`.trimEnd(),
    values: (rows) => columnsOf(table).map(([column, type]) => rows.map((row) => encodeValue(type, row[column]))),
  };
}

/** By primary key: rows are locked in the order in which they are written, and everybody keeps to the same one. */
export function sortedByKey<R>(table: Table<R>, rows: readonly R[]): R[] {
  return rows.toSorted((a, b) => {
    const column = table.key.find((name) => a[name] !== b[name]);
    return column === undefined ? 0 : a[column] < b[column] ? -1 : 1;
  });
}
