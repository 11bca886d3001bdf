import { nextTurn } from '../../../turns.ts';
import type { Millis } from '../../../../engine/types.ts';
import { erasePictures } from '../../../pictures/kept/queries.ts';
import type { Commit } from '../../../store/commits.ts';
import { sql, type Database, type Statement, type Steps } from '../../../store/database.ts';
import { decodeRow, insertAll, updateOf } from '../../../store/records.ts';
import type { BuddyRow, SnapshotRow, World } from '../../../store/rows.ts';
import { eraseAnswers, eraseSharedAnswers } from '../../../store/subjects.ts';
import { BUDDIES, DELIVERIES, ERASED_EVENTS, OPERATIONS, SCORES, SNAPSHOTS } from '../../../store/tables.ts';
import { outsideUnit } from '../../../store/unit/unit.ts';
import { names, ofBuddies, ofUser, snapshotRows, SNAPSHOTS_AT_ONCE, snapshotsPage } from './held.ts';

type Hash = (text: string) => string;

/** One transaction takes so many rows: while it is made, SQLite answers nobody. */
const AT_ONCE = 250;
/** Answers to batches, which are long. */
const ANSWERS_AT_ONCE = 50;

/** Whoever closes a leaderboard meanwhile, on a clock that may be behind, has found the buddy alive still. */
const LATELY_MS: Millis = 3600_000;

/** Transactions that erase up to so many rows, and answer how many they were; a transaction that finds fewer is the last. */
type ErasingStep = { atOnce: number; steps: (limit: number) => Steps<number> };

export function eraser(db: Database) {
  const lockedBuddies = (world: World, userId: string): Statement => {
    const found = ofUser('buddies', world, userId);
    return { ...found, sql: `${found.sql} ${db.dialect.forUpdate}` };
  };

  /** Locks the buddies first in every transaction, so that two transactions never deadlock. */
  function* idsOf(world: World, userId: string): Steps<string[]> {
    return (yield lockedBuddies(world, userId)).map((row) => row['buddy_id'] as string);
  }

  /**
   * What there may be much of goes first, a part at a time, and others have their turn in between. Nothing is lost where
   * this is broken off: whoever was not told that the user is erased calls again.
   */
  async function eraseMost(world: World, userId: string, hash: Hash): Promise<void> {
    const ofItsBuddies = (steps: (ids: string[], limit: number) => Steps<number>): ErasingStep => ({
      atOnce: AT_ONCE,
      *steps(limit) {
        return yield* steps(yield* idsOf(world, userId), limit);
      },
    });
    const parts: ErasingStep[] = [
      ofItsBuddies((_ids, limit) => eraseEvents(world, userId, hash, limit)),
      ofItsBuddies(eraseDeliveries),
      ofItsBuddies(eraseReasons),
      { atOnce: ANSWERS_AT_ONCE, steps: (limit) => eraseSharedAnswers(world, limit) },
    ];
    for (const { atOnce, steps } of parts) {
      while ((await db.transaction(() => steps(atOnce), 'lazy')) === atOnce) await nextTurn();
    }
    await eraseFromOldSnapshots(world, userId);
  }

  async function eraseFromOldSnapshots(world: World, userId: string): Promise<void> {
    for (let last: SnapshotRow | undefined; ;) {
      last = await db.transaction(function* () {
        const ids = new Set(yield* idsOf(world, userId));
        return ids.size === 0 ? undefined : yield* eraseFromSnapshots(world, ids, last?.snapshot_id);
      }, 'lazy');
      if (!last) return;
      await nextTurn();
    }
  }

  function* eraseRest(world: World, userId: string, hash: Hash, at: Millis): Steps<Commit[] | null> {
    const buddies = (yield lockedBuddies(world, userId)).map((row) => decodeRow(BUDDIES, row));
    for (const buddy of buddies) yield updateOf(BUDDIES, anonymous(buddy, hash, at));
    const events = yield* eraseEvents(world, userId, hash, Number.MAX_SAFE_INTEGER);
    const sessions = yield deleteOf('widget_sessions', world, userId, 'session_id');
    const eggs = yield deleteOf('eggs', world, userId, 'egg_id');
    const users = yield deleteOf('users', world, userId, 'user_id');
    const ids = buddies.map((row) => row.buddy_id);
    const answers = yield* eraseAnswers(world, [userId, ...ids, ...eggs.map((row) => row['egg_id'] as string)]);
    if (buddies.length + events + sessions.length + eggs.length + users.length === 0 && !answers) return null;
    for (const table of [OPERATIONS, DELIVERIES, SCORES]) yield ofBuddies(`DELETE FROM ${table.name}`, ids);
    yield* erasePictures(ids, db.dialect);
    yield ofBuddies("UPDATE ledger SET reason = ''", ids, " AND reason <> ''");
    let last = ids.length > 0 ? yield* eraseFromSnapshots(world, new Set(ids), undefined) : undefined;
    while (last && last.created_at >= at - LATELY_MS)
      last = yield* eraseFromSnapshots(world, new Set(ids), last.snapshot_id);
    return [
      ...buddies.map((row): Commit => ({ kind: 'buddy', buddy_id: row.buddy_id, version: row.version + 1 })),
      ...sessions.map((row): Commit => ({ kind: 'revoked', id: row['session_id'] as string })),
    ];
  }

  return async (world: World, userId: string, hash: Hash, at: Millis): Promise<boolean> => {
    // What the call answers is kept with the last of them.
    await outsideUnit(() => eraseMost(world, userId, hash));
    const commits = await db.transaction(() => eraseRest(world, userId, hash, at));
    if (commits) await db.announce(commits);
    return commits !== null;
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

/** The number is part of the text: a planner that did not know it might read all events. */
function* eraseEvents(world: World, userId: string, hash: Hash, limit: number): Steps<number> {
  const deleted = yield sql(
    `DELETE FROM events WHERE (event_id, customer_id, mode) IN (
       SELECT event_id, customer_id, mode FROM events
       WHERE user_id = $1 AND customer_id = $2 AND mode = $3 LIMIT ${limit})
     RETURNING event_id`,
    userId,
    world.customer_id,
    world.mode,
  );
  const hashes = deleted.map((row) => ({ ...world, event_hash: hash(row['event_id'] as string) }));
  for (let start = 0; start < hashes.length; start += AT_ONCE)
    yield insertAll(ERASED_EVENTS, hashes.slice(start, start + AT_ONCE), 'ON CONFLICT DO NOTHING');
  return deleted.length;
}

function* eraseDeliveries(buddies: readonly string[], limit: number): Steps<number> {
  const some = ofBuddies('SELECT delivery_id FROM deliveries', buddies, ` LIMIT ${limit}`);
  const deleted = yield {
    ...some,
    sql: `DELETE FROM deliveries WHERE delivery_id IN (${some.sql}) RETURNING delivery_id`,
  };
  return deleted.length;
}

function* eraseReasons(buddies: readonly string[], limit: number): Steps<number> {
  const some = ofBuddies('SELECT buddy_id, currency, seq FROM ledger', buddies, ` AND reason <> '' LIMIT ${limit}`);
  const emptied = yield {
    ...some,
    sql: `UPDATE ledger SET reason = '' WHERE (buddy_id, currency, seq) IN (${some.sql}) RETURNING seq`,
  };
  return emptied.length;
}

/** Of one page of snapshots. Answers the last that was read; undefined where there are no more. */
function* eraseFromSnapshots(
  world: World,
  buddies: ReadonlySet<string>,
  after: string | undefined,
): Steps<SnapshotRow | undefined> {
  const rows = snapshotRows(yield snapshotsPage(world, after));
  for (const row of rows) if (names(row, buddies)) yield updateOf(SNAPSHOTS, withoutNames(row, buddies));
  return rows.length < SNAPSHOTS_AT_ONCE ? undefined : rows.at(-1);
}

function withoutNames(snapshot: SnapshotRow, buddies: ReadonlySet<string>): SnapshotRow {
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
