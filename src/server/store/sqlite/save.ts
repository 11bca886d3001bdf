import { sql, type Statement } from '../database.ts';
import { columnsUpdater, inserter, onConflictReplace, updateChanged } from '../records.ts';
import { ADD_OR_REPLACE_SCORE, CLAIMED, DELETE_SCORES, STORE_ANSWER } from '../change/sql.ts';
import { archivedIn } from '../change/writes.ts';
import type { WorkingSet } from '../change/working-set.ts';
import { BUDDIES, COUNTERS, DELIVERIES, EGGS, EVENTS, LEDGER, OPERATIONS, PURCHASES, SCORES } from '../tables.ts';
import type { Table } from '../schema/table.ts';
import type { Connection } from './connection.ts';

const replacer = <R>(table: Table<R>) => inserter(table, onConflictReplace(table));

const newBuddy = inserter(BUDDIES);
const event = inserter(EVENTS);
const ledger = inserter(LEDGER);
const counter = replacer(COUNTERS);
const purchase = inserter(PURCHASES);
const egg = replacer(EGGS);
const operation = replacer(OPERATIONS);
const delivery = inserter(DELIVERIES);
const claim = columnsUpdater(EVENTS, CLAIMED);
const score = inserter(SCORES, ADD_OR_REPLACE_SCORE);

/** Writes what a batch decided, row by row: in the same process a statement costs a few microseconds. */
export function save(connection: Connection, { stored, writes }: WorkingSet): void {
  const each = <R>(rows: Iterable<R>, statement: (row: R) => Statement) => {
    for (const row of rows) connection.run(statement(row));
  };
  each(writes.buddies.values(), (row) => {
    const before = stored.get(row.buddy_id);
    return before ? updateChanged(BUDDIES, before, row) : newBuddy(row);
  });
  each(writes.events, event);
  each(writes.ledger, ledger);
  each(writes.counters.values(), counter);
  each(writes.purchases, purchase);
  each(writes.eggs.values(), egg);
  each(writes.operations.values(), operation);
  each(writes.deliveries, delivery);
  each(writes.scores.values(), score);
  each(archivedIn(writes), (id) => sql(DELETE_SCORES, id));
  each(writes.answers, (row) => sql(STORE_ANSWER, row.answer, row.response, row.scope, row.key));
  each(writes.claims, claim);
}
