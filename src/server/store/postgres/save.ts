import { encodeValue, onConflictReplace } from '../records.ts';
import { ADD_OR_REPLACE_SCORE, CLAIMED, DELETE_SCORES } from '../change/sql.ts';
import { archivedIn, type Writes } from '../change/writes.ts';
import { BUDDIES, COUNTERS, DELIVERIES, EGGS, EVENTS, LEDGER, OPERATIONS, PURCHASES, SCORES } from '../tables.ts';
import type { Table } from '../schema/table.ts';
import { columns, insertMany, sortedByKey, unnest, type Insert } from './columns.ts';
import type { Session } from './pool.ts';

/** A part of the statement that saves a batch. */
type Part<R = never> = Insert<R>;

function part<R>(table: Table<R>, onConflict?: string): Part<R> {
  const insert = insertMany(table, onConflict);
  return { ...insert, values: (rows) => insert.values(sortedByKey(table, rows)) };
}

const replacing = <R>(table: Table<R>) => part(table, onConflictReplace(table));

const storeAnswers: Part<Writes['answers'][number]> = {
  width: 4,
  text: (first) => `UPDATE idempotency_keys k SET answer = a.answer, response = COALESCE(k.response, a.response)
    FROM ${unnest(['text', 'text', 'text', 'text'], first)} AS a(scope, key, answer, response)
    WHERE k.scope = a.scope AND k.key = a.key`,
  values: (rows) =>
    columns(
      rows.map((row) => [row.scope, row.key, row.answer, row.response]),
      4,
    ),
};

const CLAIM_COLUMNS = [...EVENTS.key, ...CLAIMED] as const;

/** By the key alone: nothing but its index could serve IS NOT DISTINCT FROM (see load.ts). */
const claimEvents: Part<Writes['claims'][number]> = {
  width: CLAIM_COLUMNS.length,
  text: (first) => `UPDATE events e SET ${CLAIMED.map((column) => `${column} = c.${column}`).join(', ')}
    FROM ${unnest(
      CLAIM_COLUMNS.map(() => 'text'),
      first,
    )} AS c(${CLAIM_COLUMNS.join(', ')})
    WHERE e.event_id = c.event_id
      AND e.customer_id IS NOT DISTINCT FROM c.customer_id AND e.mode IS NOT DISTINCT FROM c.mode`,
  values: (rows) =>
    columns(
      sortedByKey(EVENTS, rows).map((row) =>
        CLAIM_COLUMNS.map((column) => encodeValue(EVENTS.columns[column], row[column])),
      ),
      CLAIM_COLUMNS.length,
    ),
};

const PARTS = {
  buddies: replacing(BUDDIES),
  events: part(EVENTS),
  ledger: part(LEDGER),
  counters: replacing(COUNTERS),
  purchases: part(PURCHASES),
  eggs: replacing(EGGS),
  operations: replacing(OPERATIONS),
  deliveries: part(DELIVERIES),
  scores: part(SCORES, ADD_OR_REPLACE_SCORE),
  answers: storeAnswers,
  claims: claimEvents,
} satisfies { [K in keyof Writes]: Part<RowOf<Writes[K]>> };

type RowOf<C> = C extends Map<string, infer R> ? R : C extends (infer R)[] ? R : never;

/** Writes what a batch decided: one statement with a part for each table that gets rows. */
export function save(session: Session, writes: Writes): void {
  const texts: string[] = [];
  const values: unknown[] = [];
  for (const [name, part] of Object.entries(PARTS) as [keyof typeof PARTS, Part][]) {
    const rows = [...writes[name].values()];
    if (rows.length === 0) continue;
    texts.push(`${name} AS (${part.text(values.length + 1)})`);
    values.push(...part.values(rows as never[]));
  }
  if (texts.length > 0) session.send({ sql: `WITH ${texts.join(', ')} SELECT`, values });
  for (const id of archivedIn(writes)) session.send({ sql: DELETE_SCORES, values: [id] });
}

/** Rows that were made for seats and that no command then used. */
export function dropUnused(session: Session, fresh: Set<string>, writes: Writes): void {
  const unused = [...fresh].filter((id) => !writes.buddies.has(id));
  if (unused.length > 0)
    session.send({ sql: 'DELETE FROM buddies WHERE buddy_id = ANY($1::text[])', values: [unused] });
}
