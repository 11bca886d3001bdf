import type { Fields, Value } from '../database.ts';
import { textsBy, type RowBatch } from '../each.ts';
import type { ColumnType } from '../schema/table.ts';

const SQL_TYPE: Record<ColumnType, string> = {
  text: 'text',
  integer: 'bigint',
  time: 'bigint',
  boolean: 'boolean',
  json: 'text',
};

/** OFFSET 0 keeps the planner from turning the probes into a join. */
const textFor = textsBy(({ kind, given, text }) => {
  const names = given.map(([name]) => name);
  const rows = `unnest(${given.map(([, type], index) => `$${index + 1}::${SQL_TYPE[type]}[]`).join(', ')})`;
  const alias = `AS given(${names.join(', ')})`;
  const one = text(Object.fromEntries(names.map((name) => [name, `given.${name}`])), {
    forUpdate: 'FOR UPDATE',
    from: `FROM ${rows} ${alias}`,
    using: `USING ${rows} ${alias}`,
    values: (places) => `SELECT ${places} FROM ${rows} ${alias}`,
  });
  return kind !== 'read'
    ? one
    : `SELECT given.place, found.* FROM ${rows} WITH ORDINALITY AS given(${names.join(', ')}, place)
       CROSS JOIN LATERAL (${one} OFFSET 0) AS found`;
});

/** One statement for all rows: each of its values is a column, as an array. */
export function setStatement({ each, rows }: RowBatch): { sql: string; values: Value[][] } {
  return { sql: textFor(each), values: each.given.map((_, column) => rows.map((row) => row[column]!)) };
}

/** Groups the rows that were found by the row that they were found for. */
export function byPlace(found: readonly Fields[], { each, rows }: RowBatch): Fields[][] {
  const places: Fields[][] = rows.map(() => []);
  if (each.kind === 'read') for (const row of found) places[Number(row['place']) - 1]!.push(row);
  return places;
}
