import type { Mode } from '../../../contract/common.ts';
import type { Millis } from '../../../engine/types.ts';

/** `time` is an integer of milliseconds, `json` is text. */
export type ColumnType = 'text' | 'integer' | 'time' | 'boolean' | 'json';

/** How a value is stored, and its type in the code. */
export interface Column<T> {
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** Never set: carries the type only. */
  readonly value?: T;
}

const column = (type: ColumnType) => ({ type, nullable: false });

export const text = <T extends string = string>(): Column<T> => column('text');
export const integer = (): Column<number> => column('integer');
export const time = (): Column<Millis> => column('time');
export const boolean = (): Column<boolean> => column('boolean');
export const json = <T>(): Column<T> => column('json');
export const orNull = <T>({ type }: Column<T>): Column<T | null> => ({ type, nullable: true });

type Columns = Readonly<Record<string, Column<unknown>>>;
type Values<C extends Columns> = { -readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

/** How rows are stored. Encoding, decoding, inserts and the row's type are derived from it. */
export interface Table<R> {
  readonly name: string;
  /** The primary key. */
  readonly key: readonly (keyof R & string)[];
  readonly columns: Readonly<Record<keyof R & string, ColumnType>>;
  readonly nullable: readonly (keyof R & string)[];
}

/** What a table holds, as the code sees it. */
export type RowOf<T extends Table<never>> = T extends Table<infer R> ? R : never;

export function table<C extends Columns>(
  name: string,
  key: readonly (keyof C & string)[],
  columns: C,
): Table<Values<C>> {
  const entries = Object.entries(columns);
  return {
    name,
    key,
    columns: Object.fromEntries(entries.map(([column, { type }]) => [column, type])) as Table<Values<C>>['columns'],
    nullable: entries.filter(([, { nullable }]) => nullable).map(([column]) => column),
  };
}

/** A customer's live and test data are two worlds that never see each other. */
export const world = { customer_id: text(), mode: text<Mode>() };
export type World = Values<typeof world>;

/** The place of a buddy: one user in one audience has at most one that is not archived. */
export const seat = { user_id: text(), audience: text() };
export type Seat = Values<typeof seat>;
