import type { Fields, Value } from './database.ts';
import { columnsOf, encodeValue } from './records.ts';
import type { ColumnType, Table } from './schema/table.ts';

/** The words on which the two databases differ where a statement is carried out for many rows. */
interface Words {
  /** After a SELECT: hold the rows until the transaction ends. */
  forUpdate: string;
  /** Where the rows come from: after the SET of an UPDATE, before WHERE. */
  from: string;
  /** The same in a DELETE. */
  using: string;
  /** What an INSERT inserts, of these values. */
  values: (places: string) => string;
}

/**
 * A statement for each of many rows, written for one of them: `given.name` is what the row says. SQLite carries it out
 * for one after the other, which in the same process costs a few microseconds each, PostgreSQL for all of them at once.
 */
export interface Each {
  /** `lock`: of use only where others write, too. */
  readonly kind: 'read' | 'write' | 'lock';
  readonly given: readonly (readonly [name: string, type: ColumnType])[];
  readonly text: (given: Record<string, string>, words: Words) => string;
}

/** It, and its rows. */
export interface ForEach {
  each: Each;
  rows: readonly (readonly Value[])[];
}

/**
 * Like `Steps`; what is yielded leaves together, in this order. Answered is what each found for each of its rows. Where
 * nothing is yielded the work is long: others may have their turn.
 */
export type EachSteps<T> = Generator<ForEach[], T, Fields[][][]>;

/** A SELECT; all that is given is text. */
export function reading<N extends string>(
  names: readonly N[],
  text: (given: Record<N, string>, words: Words) => string,
): Each {
  return { kind: 'read', given: names.map((name) => [name, 'text']), text };
}

export function writing<N extends string>(
  names: readonly N[],
  text: (given: Record<N, string>, words: Words) => string,
  kind: 'write' | 'lock' = 'write',
): Each {
  return { ...reading(names, text), kind };
}

/** Inserts whole rows, in the order in which they are given. */
export function inserting<R>(table: Table<R>, onConflict = ''): Each {
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
): Each {
  return {
    kind: 'write',
    given: [...columns, ...table.key].map((name) => [name, table.columns[name]]),
    text: (given, { from }) =>
      `UPDATE ${table.name} SET ${columns.map((name) => `${name} = ${given[name]}`).join(', ')} ${from}
       WHERE ${where(given)}`,
  };
}

/** What it needs of the rows of a table. */
export function valuesOf<R>(each: Each, rows: readonly R[]): Value[][] {
  return rows.map((row) => each.given.map(([name, type]) => encodeValue(type, (row as Fields)[name])));
}

/** A text of one database for each statement, made once. */
export function textsBy(textOf: (each: Each) => string): (each: Each) => string {
  const texts = new WeakMap<Each, string>();
  return (each) => {
    let text = texts.get(each);
    if (text === undefined) texts.set(each, (text = textOf(each)));
    return text;
  };
}
