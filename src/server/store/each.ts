import type { Fields, Value } from './database.ts';
import { columnsOf, encodeValue } from './records.ts';
import type { ColumnType, Table } from './schema/table.ts';

/** The parts of a statement's SQL that differ between the two databases where it runs for many rows. */
interface Fragments {
  /** After a SELECT: lock the rows until the transaction ends. */
  forUpdate: string;
  /** Where the rows come from: after the SET of an UPDATE, before WHERE. */
  from: string;
  /** The same in a DELETE. */
  using: string;
  /** What an INSERT inserts, of these values. */
  values: (places: string) => string;
}

/**
 * A statement that runs for each of many rows, written for one of them: `given.name` stands for the row's value. SQLite
 * runs it row by row, which costs a few microseconds each in the same process; PostgreSQL runs it once for all rows.
 */
export interface RowStatement {
  /** `lock`: skipped on SQLite, where no other transaction can write meanwhile. */
  readonly kind: 'read' | 'write' | 'lock';
  readonly given: readonly (readonly [name: string, type: ColumnType])[];
  readonly text: (given: Record<string, string>, fragments: Fragments) => string;
}

/** The statement, and the rows to run it for. */
export interface RowBatch {
  each: RowStatement;
  rows: readonly (readonly Value[])[];
}

/**
 * Like `Steps`, but yields several statements, which are sent together in this order. It is handed what each found for each
 * of its rows. An empty list is yielded in the middle of long work: other work may get a turn.
 */
export type BatchSteps<T> = Generator<RowBatch[], T, Fields[][][]>;

/** A SELECT; all of its parameters are texts. */
export function reading<N extends string>(
  names: readonly N[],
  text: (given: Record<N, string>, fragments: Fragments) => string,
): RowStatement {
  return { kind: 'read', given: names.map((name) => [name, 'text']), text };
}

export function writing<N extends string>(
  names: readonly N[],
  text: (given: Record<N, string>, fragments: Fragments) => string,
  kind: 'write' | 'lock' = 'write',
): RowStatement {
  return { ...reading(names, text), kind };
}

/** Inserts whole rows, in the order in which they are given. */
export function inserting<R>(table: Table<R>, onConflict = ''): RowStatement {
  const given = columnsOf(table);
  const names = given.map(([name]) => name);
  return {
    kind: 'write',
    given,
    text: (places, { values }) =>
      `INSERT INTO ${table.name} (${names.join(', ')})
       ${values(names.map((name) => places[name]).join(', '))} ${onConflict}`,
  };
}

/** Updates some columns of the rows that `where` finds by their key. */
export function updating<R>(
  table: Table<R>,
  columns: readonly (keyof R & string)[],
  where: (given: Record<string, string>) => string,
): RowStatement {
  return {
    kind: 'write',
    given: [...columns, ...table.key].map((name) => [name, table.columns[name]]),
    text: (given, { from }) =>
      `UPDATE ${table.name} SET ${columns.map((name) => `${name} = ${given[name]}`).join(', ')} ${from}
       WHERE ${where(given)}`,
  };
}

/** The parameters that the statement takes from each row of a table. */
export function valuesOf<R>(each: RowStatement, rows: readonly R[]): Value[][] {
  return rows.map((row) => each.given.map(([name, type]) => encodeValue(type, (row as Fields)[name])));
}

/** Caches the SQL of each statement for one database. */
export function textsBy(textOf: (each: RowStatement) => string): (each: RowStatement) => string {
  const texts = new WeakMap<RowStatement, string>();
  return (each) => {
    let text = texts.get(each);
    if (text === undefined) texts.set(each, (text = textOf(each)));
    return text;
  };
}
