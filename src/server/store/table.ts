/** `time` is an integer of milliseconds, `json` is text. */
export type ColumnType = 'text' | 'integer' | 'time' | 'boolean' | 'json';

/** How a row lies in its table. Encoding, decoding and every insert are made from this. */
export interface Table<R> {
  readonly name: string;
  /** The primary key. */
  readonly key: readonly (keyof R & string)[];
  readonly columns: Readonly<Record<keyof R & string, ColumnType>>;
}

export const world = { customer_id: 'text', mode: 'text' } as const;
export const seat = { user_id: 'text', audience: 'text' } as const;

export function table<R>(name: string, key: Table<R>['key'], columns: Table<R>['columns']): Table<R> {
  return { name, key, columns };
}
