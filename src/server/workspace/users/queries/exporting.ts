import { nextTurn } from '../../../turns.ts';
import { explanationOf } from '../../../events/explanations.ts';
import { senderEventId } from '../../../events/ids.ts';
import { rfc3339 } from '../../../http/times.ts';
import type { Millis } from '../../../../engine/types.ts';
import { sql, type Database, type Fields, type Statement } from '../../../store/database.ts';
import { columnsOf, decodeRow, inWorld, pageOf } from '../../../store/records.ts';
import type { DeliveryRow, EventRow, LedgerRow, SnapshotRow, StoredExplanation, World } from '../../../store/rows.ts';
import type { Table } from '../../../store/schema/table.ts';
import {
  BUDDIES,
  DELIVERIES,
  EGGS,
  EVENTS,
  LEDGER,
  OPERATIONS,
  PURCHASES,
  SCORES,
  SESSIONS,
  USERS,
} from '../../../store/tables.ts';
import { names, ofBuddies, ofUser, snapshotRows, SNAPSHOTS_AT_ONCE, snapshotsPage } from './held.ts';

/** What is held under a name, or some of it: parts of one name follow each other. */
export type Exported = { name: string } & (
  { rows: Record<string, unknown>; isWhole: true } | { rows: Record<string, unknown>[]; isWhole?: never }
);

/** To read so many takes a few milliseconds. */
const AT_ONCE = 250;

/** What there may be much of is read a page at a time; others have their turn in between. */
export function exporter(db: Database) {
  /** Pages of a table; `next` asks for what comes behind a row. */
  async function* pages<R>(table: Table<R>, next: (last: R | undefined) => Statement): AsyncGenerator<Fields[]> {
    for (let last: R | undefined; ;) {
      const page = await db.all(next(last));
      yield page;
      if (page.length < AT_ONCE) return;
      last = decodeRow(table, page.at(-1)!);
      await nextTurn();
    }
  }

  async function* snapshotsOf(world: World, buddies: ReadonlySet<string>): AsyncGenerator<SnapshotRow[]> {
    for (let after: string | undefined; buddies.size > 0;) {
      const rows = snapshotRows(await db.all(snapshotsPage(world, after)));
      yield rows.filter((row) => names(row, buddies));
      if (rows.length < SNAPSHOTS_AT_ONCE) return;
      after = rows.at(-1)!.snapshot_id;
      await nextTurn();
    }
  }

  return async function* exported(world: World, user_id: string): AsyncGenerator<Exported> {
    const [user] = await db.all(ofUser('users', world, user_id));
    yield { name: 'user', rows: user ? readable(USERS, user) : { user_id }, isWhole: true };

    const found = await db.all(ofUser('buddies', world, user_id));
    const ids = found.map((row) => row['buddy_id'] as string);
    const some = <R>(table: Table<R>, rows: readonly Fields[]): Exported => ({
      name: table.name,
      rows: rows.map((row) => readable(table, row)),
    });
    yield some(BUDDIES, found);
    yield some(EGGS, await db.all(ofUser('eggs', world, user_id)));
    const pageOfEvents = (last: EventRow | undefined) =>
      pageOf(EVENTS, [['user_id =', user_id], ...inWorld(world)], 'evt_id', { limit: AT_ONCE, after: last?.evt_id });
    for await (const page of pages(EVENTS, pageOfEvents))
      yield { name: EVENTS.name, rows: page.map((row) => asSent(readable(EVENTS, row))) };
    yield some(SESSIONS, await db.all(ofUser('widget_sessions', world, user_id)));

    yield { name: LEDGER.name, rows: [] };
    for (const id of ids)
      for await (const page of pages(LEDGER, (last) => ledgerBehind(id, last))) yield some(LEDGER, page);
    for (const table of [PURCHASES, OPERATIONS])
      yield some(
        table as Table<unknown>,
        await db.all(ofBuddies(`SELECT * FROM ${table.name}`, ids, ` ORDER BY ${table.key.join(', ')}`)),
      );
    yield { name: DELIVERIES.name, rows: [] };
    const deliveriesOf = (id: string) => (last: DeliveryRow | undefined) =>
      pageOf(DELIVERIES, [['buddy_id =', id]], 'delivery_id', { limit: AT_ONCE, after: last?.delivery_id });
    for (const id of ids) for await (const page of pages(DELIVERIES, deliveriesOf(id))) yield some(DELIVERIES, page);
    yield some(SCORES, await db.all(ofBuddies('SELECT * FROM scores', ids, ` ORDER BY ${SCORES.key.join(', ')}`)));

    yield { name: 'snapshots', rows: [] };
    const buddies = new Set(ids);
    for await (const rows of snapshotsOf(world, buddies))
      yield { name: 'snapshots', rows: rows.map((row) => ownPart(row, buddies)) };
  };
}

function ledgerBehind(buddy_id: string, last: LedgerRow | undefined): Statement {
  const rest = `ORDER BY currency, seq LIMIT ${AT_ONCE}`;
  return last
    ? sql(
        `SELECT * FROM ledger WHERE buddy_id = $1 AND (currency, seq) > ($2, $3) ${rest}`,
        buddy_id,
        last.currency,
        last.seq,
      )
    : sql(`SELECT * FROM ledger WHERE buddy_id = $1 ${rest}`, buddy_id);
}

/** The other entries are of other users. */
function ownPart(row: SnapshotRow, buddies: ReadonlySet<string>): Record<string, unknown> {
  return {
    snapshot_id: row.snapshot_id,
    leaderboard: row.leaderboard,
    window_start: rfc3339(row.window_start),
    entries: row.entries.filter((entry) => buddies.has(entry.buddy_id)),
  };
}

/** Events by the ids that their senders know, and in the words of the API. */
function asSent(row: Record<string, unknown>): Record<string, unknown> {
  const { event_id, explanation } = row;
  const sent = explanation && explanationOf(explanation as StoredExplanation[]);
  return { ...row, event_id: senderEventId(event_id as string), explanation: sent };
}

/** The row as JSON for people: times in RFC 3339, without customer and mode. */
function readable<R>(table: Table<R>, fields: Fields): Record<string, unknown> {
  const row = decodeRow(table, fields) as Record<string, unknown>;
  const shown = columnsOf(table).filter(([column]) => column !== 'customer_id' && column !== 'mode');
  return Object.fromEntries(
    shown.map(([column, type]) => {
      const value = row[column];
      return [column, type === 'time' && value !== null ? rfc3339(value as Millis) : value];
    }),
  );
}
