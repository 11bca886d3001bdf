import { explanationOf } from '../../events/explanations.ts';
import { senderEventId } from '../../events/ids.ts';
import { rfc3339 } from '../../http/times.ts';
import type { Millis } from '../../../engine/types.ts';
import { erasePictures } from '../../pictures/kept/queries.ts';
import { sql, type Database, type Fields, type Statement, type Steps, type Value } from '../../store/database.ts';
import {
  columnsOf,
  decode,
  insertAll,
  insertOf,
  inWorld,
  onConflictReplace,
  pageOf,
  selectOne,
  updateOf,
} from '../../store/records.ts';
import type { BuddyRow, SnapshotRow, StoredExplanation, World, UserRow } from '../../store/rows.ts';
import type { Commit } from '../../store/commits.ts';
import { eraseAnswers } from '../../store/subjects.ts';
import {
  BUDDIES,
  DELIVERIES,
  EGGS,
  ERASED_EVENTS,
  EVENTS,
  LEDGER,
  OPERATIONS,
  PURCHASES,
  SCORES,
  SESSIONS,
  SNAPSHOTS,
  USERS,
} from '../../store/tables.ts';
import type { Table } from '../../store/schema/table.ts';

const CHUNK = 500;

type Hash = (text: string) => string;

/** Tables whose rows name the user, and tables whose rows name one of the user's buddies. */
const BY_USER = [BUDDIES, EGGS, EVENTS, SESSIONS] as const;
const BY_BUDDY = [LEDGER, PURCHASES, OPERATIONS, DELIVERIES, SCORES] as const;

export function userQueries(db: Database) {
  const ofUser = (table: string, world: World, userId: string): Statement =>
    sql(
      `SELECT * FROM ${table} WHERE customer_id = $1 AND mode = $2 AND user_id = $3 ORDER BY 1, 2, 3`,
      world.customer_id,
      world.mode,
      userId,
    );
  const get = (world: World, userId: string) => selectOne(db, USERS, ofUser('users', world, userId));

  function* exportAll(world: World, userId: string): Steps<Record<string, unknown>> {
    const held: Record<string, unknown> = {};
    const users = yield ofUser('users', world, userId);
    held['user'] = users[0] ? readable(USERS, users[0]) : { user_id: userId };
    for (const table of BY_USER) {
      const rows = yield ofUser(table.name, world, userId);
      held[table.name] = rows.map((row) => asSent(readable(table as Table<unknown>, row)));
    }
    const buddies = (held['buddies'] as BuddyRow[]).map((row) => row.buddy_id);
    for (const table of BY_BUDDY) {
      const rows = yield ofBuddies(`SELECT * FROM ${table.name}`, buddies, ` ORDER BY ${table.key.join(', ')}`);
      held[table.name] = rows.map((row) => readable(table as Table<unknown>, row));
    }
    const ids = new Set(buddies);
    held['snapshots'] = (yield* snapshotsOf(world, ids)).map((row) => ownPart(row, ids));
    return held;
  }

  function* erase(world: World, userId: string, hash: Hash, at: Millis): Steps<Commit[] | null> {
    const found = ofUser('buddies', world, userId);
    const buddies = (yield { ...found, sql: `${found.sql} ${db.dialect.for_update}` }).map((row) =>
      decode(BUDDIES, row),
    );
    for (const buddy of buddies) yield updateOf(BUDDIES, anonymous(buddy, hash, at));
    const events = yield* eraseEvents(world, userId, hash);
    const sessions = yield deleteOf('widget_sessions', world, userId, 'session_id');
    const eggs = yield deleteOf('eggs', world, userId, 'egg_id');
    const users = yield deleteOf('users', world, userId, 'user_id');
    const ids = buddies.map((row) => row.buddy_id);
    const answers = yield* eraseAnswers(world, [userId, ...ids, ...eggs.map((row) => row['egg_id'] as string)]);
    if (buddies.length + events + sessions.length + eggs.length + users.length === 0 && !answers) return null;
    for (const table of [OPERATIONS, DELIVERIES, SCORES]) yield ofBuddies(`DELETE FROM ${table.name}`, ids);
    yield* erasePictures(ids, db.dialect);
    yield ofBuddies("UPDATE ledger SET reason = ''", ids);
    yield* eraseFromSnapshots(world, new Set(ids));
    return [
      ...buddies.map((row): Commit => ({ kind: 'buddy', buddy_id: row.buddy_id, version: row.version + 1 })),
      ...sessions.map((row): Commit => ({ kind: 'revoked', id: row['session_id'] as string })),
    ];
  }

  return {
    get,
    put: async (row: UserRow) => void (await db.run(insertOf(USERS, row, onConflictReplace(USERS)))),
    /** Everything held about the user, as JSON. */
    export: (world: World, user_id: string) => db.transaction(() => exportAll(world, user_id)),
    /**
     * Erases the user: events, deliveries, eggs, sessions, pictures, stored answers and names go. Ledger rows stay, without
     * their reasons, and name nobody; event ids stay as `hash(event_id)`, so that an old event can never pay again. False
     * where nothing is held.
     */
    async erase(world: World, user_id: string, hash: Hash, at: Millis) {
      const commits = await db.transaction(() => erase(world, user_id, hash, at));
      if (commits) await db.announce(commits);
      return commits !== null;
    },
  };
}

function anonymous(buddy: BuddyRow, hash: Hash, at: Millis): BuddyRow {
  return {
    ...buddy,
    user_id: `erased:${hash(buddy.user_id)}`,
    status: 'archived',
    name: '',
    version: buddy.version + 1,
    egg_id: null,
    state: { ...buddy.state, zones: [] },
    picture_hash: null,
    picture_parts: null,
    picture_alt: '',
    appearance_error: null,
    wake_at: null,
    updated_at: at,
  };
}

function* eraseEvents(world: World, userId: string, hash: Hash): Steps<number> {
  const deleted = yield deleteOf('events', world, userId, 'event_id');
  const hashes = deleted.map((row) => ({ ...world, event_hash: hash(row['event_id'] as string) }));
  for (let start = 0; start < hashes.length; start += CHUNK)
    yield insertAll(ERASED_EVENTS, hashes.slice(start, start + CHUNK), 'ON CONFLICT DO NOTHING');
  return deleted.length;
}

function* eraseFromSnapshots(world: World, buddies: Set<string>): Steps<void> {
  for (const snapshot of yield* snapshotsOf(world, buddies)) {
    yield updateOf(SNAPSHOTS, withoutNames(snapshot, buddies));
  }
}

/** Those that name one of the buddies. All of the world are looked at, a stretch at a time. */
function* snapshotsOf(world: World, buddies: Set<string>): Steps<SnapshotRow[]> {
  const found: SnapshotRow[] = [];
  let after: string | undefined;
  while (buddies.size > 0) {
    const fields = yield pageOf(SNAPSHOTS, inWorld(world), 'snapshot_id', { limit: CHUNK, after });
    const rows = fields.map((row) => decode(SNAPSHOTS, row));
    found.push(...rows.filter(({ entries }) => entries.some((entry) => buddies.has(entry.buddy_id))));
    if (rows.length < CHUNK) break;
    after = rows.at(-1)!.snapshot_id;
  }
  return found;
}

/** The other entries are of other users. */
function ownPart(row: SnapshotRow, buddies: Set<string>): Record<string, unknown> {
  return {
    snapshot_id: row.snapshot_id,
    leaderboard: row.leaderboard,
    window_start: rfc3339(row.window_start),
    entries: row.entries.filter((entry) => buddies.has(entry.buddy_id)),
  };
}

function withoutNames(snapshot: SnapshotRow, buddies: Set<string>): SnapshotRow {
  const entries = snapshot.entries.map((entry) => (buddies.has(entry.buddy_id) ? { ...entry, name: '' } : entry));
  return { ...snapshot, entries };
}

function deleteOf(table: string, world: World, userId: string, returning: string): Statement {
  return sql(
    `DELETE FROM ${table} WHERE customer_id = $1 AND mode = $2 AND user_id = $3 RETURNING ${returning}`,
    world.customer_id,
    world.mode,
    userId,
  );
}

function ofBuddies(start: string, buddies: readonly string[], end = ''): Statement {
  const places = buddies.map((_, index) => `$${index + 1}`);
  // An empty list matches nothing; SQL has no empty list.
  return sql(`${start} WHERE buddy_id IN (${places.join(', ') || 'NULL'})${end}`, ...(buddies as readonly Value[]));
}

/** Events by the ids that their senders know, and in the words of the API. */
function asSent(row: Record<string, unknown>): Record<string, unknown> {
  const { event_id, explanation } = row;
  if (typeof event_id !== 'string') return row;
  const sent = explanation && explanationOf(explanation as StoredExplanation[]);
  return { ...row, event_id: senderEventId(event_id), explanation: sent };
}

/** The row as JSON for people: times in RFC 3339, without customer and mode. */
function readable<R>(table: Table<R>, fields: Fields): Record<string, unknown> {
  const row = decode(table, fields) as Record<string, unknown>;
  const shown = columnsOf(table).filter(([column]) => column !== 'customer_id' && column !== 'mode');
  return Object.fromEntries(
    shown.map(([column, type]) => {
      const value = row[column];
      return [column, type === 'time' && value !== null ? rfc3339(value as Millis) : value];
    }),
  );
}
