import { inserting, updating, valuesOf, writing, type RowStatement, type RowBatch } from '../each.ts';
import { columnsOf, onConflictReplace } from '../records.ts';
import type { BuddyRow } from '../rows.ts';
import type { Table } from '../schema/table.ts';
import { BUDDIES, COUNTERS, DELIVERIES, EGGS, EVENTS, LEDGER, OPERATIONS, PURCHASES, SCORES } from '../tables.ts';
import { archivedIn, type Writes } from './writes.ts';

const replacing = <R>(table: Table<R>) => inserting(table, onConflictReplace(table));

const NEW_BUDDY = inserting(BUDDIES);
const EVENT = inserting(EVENTS);
const LEDGER_LINE = inserting(LEDGER);
const COUNTER = replacing(COUNTERS);
const PURCHASE = inserting(PURCHASES);
const EGG = replacing(EGGS);
const OPERATION = replacing(OPERATIONS);
const DELIVERY = inserting(DELIVERIES);

/** The value of a window is added to the stored one; that of all time (window 0) replaces it. */
const SCORE = inserting(
  SCORES,
  `ON CONFLICT (${SCORES.key.join(', ')}) DO UPDATE SET value =
     CASE WHEN scores.window_start = 0 THEN excluded.value ELSE scores.value + excluded.value END`,
);

const DELETE_SCORES = writing(
  ['buddy_id'],
  ({ buddy_id }, { using }) => `DELETE FROM scores ${using} WHERE scores.buddy_id = ${buddy_id}`,
);

/** A response that is there already stays: an erasure may have replaced it by `ERASED`. */
const ANSWER = writing(
  ['scope', 'key', 'answer', 'response'],
  ({ scope, key, answer, response }, { from }) => `UPDATE idempotency_keys
    SET answer = ${answer}, response = COALESCE(idempotency_keys.response, ${response}) ${from}
    WHERE idempotency_keys.scope = ${scope} AND idempotency_keys.key = ${key}`,
);

/** What a hatching writes to an event that waited for it. Found by its id: see load.ts. */
const CLAIM = updating(
  EVENTS,
  ['buddy_id', 'effects', 'config_version_id', 'explanation'],
  (given) => `events.event_id = ${given['event_id']}
    AND events.customer_id IS NOT DISTINCT FROM ${given['customer_id']}
    AND events.mode IS NOT DISTINCT FROM ${given['mode']}`,
);

/** Rows that are written in one go: PostgreSQL's driver blocks the event loop while it encodes them. */
const PART = 64;

/** The writes of a batch, part by part. `stored` are the buddies as they are in the database. */
export function* saved(stored: ReadonlyMap<string, BuddyRow>, writes: Writes): Generator<RowBatch> {
  const fresh = [...writes.buddies.values()].filter((row) => !stored.has(row.buddy_id));
  for (const [each, rows] of changedBuddies(stored, writes)) yield* inParts(each, BUDDIES, rows);
  yield* inParts(NEW_BUDDY, BUDDIES, fresh);
  yield* inParts(EVENT, EVENTS, writes.events);
  yield* inParts(LEDGER_LINE, LEDGER, writes.ledger);
  yield* inParts(COUNTER, COUNTERS, writes.counters.values());
  yield* inParts(PURCHASE, PURCHASES, writes.purchases);
  yield* inParts(EGG, EGGS, writes.eggs.values());
  yield* inParts(OPERATION, OPERATIONS, writes.operations.values());
  yield* inParts(DELIVERY, DELIVERIES, writes.deliveries);
  yield* inParts(SCORE, SCORES, writes.scores.values());
  const archived = archivedIn(writes).map((id) => [id]);
  if (archived.length > 0) yield { each: DELETE_SCORES, rows: archived };
  const answers = writes.answers.map(({ scope, key, answer, response }) => [scope, key, answer, response]);
  if (answers.length > 0) yield { each: ANSWER, rows: answers };
  yield* inParts(CLAIM, EVENTS, writes.claims);
}

/** Sorted by primary key: writes lock rows, and transactions that lock in the same order never deadlock. */
function* inParts<R>(each: RowStatement, table: Table<R>, rows: Iterable<R>): Generator<RowBatch> {
  const sorted = [...rows].sort((a, b) => {
    const column = table.key.find((name) => a[name] !== b[name]);
    return column === undefined ? 0 : a[column] < b[column] ? -1 : 1;
  });
  for (let from = 0; from < sorted.length; from += PART)
    yield { each, rows: valuesOf(each, sorted.slice(from, from + PART)) };
}

const updates = new Map<string, RowStatement>();

/** Rows of which the same columns have changed share a statement. Indexes over the other columns need no update. */
function changedBuddies(stored: ReadonlyMap<string, BuddyRow>, writes: Writes): Map<RowStatement, BuddyRow[]> {
  const groups = new Map<RowStatement, BuddyRow[]>();
  for (const row of writes.buddies.values()) {
    const before = stored.get(row.buddy_id);
    if (!before) continue;
    const each = buddyUpdate(changedColumns(BUDDIES, before, row));
    const group = groups.get(each);
    if (group) group.push(row);
    else groups.set(each, [row]);
  }
  return groups;
}

function buddyUpdate(columns: (keyof BuddyRow)[]): RowStatement {
  const name = columns.join();
  let each = updates.get(name);
  if (!each)
    updates.set(name, (each = updating(BUDDIES, columns, (given) => `buddies.buddy_id = ${given['buddy_id']}`)));
  return each;
}

/** JSON always counts as changed: it may be the same object with other content. */
function changedColumns<R>(table: Table<R>, before: R, after: R): (keyof R & string)[] {
  return columnsOf(table).flatMap(([column, type]) =>
    type === 'json' || before[column] !== after[column] ? [column] : [],
  );
}
