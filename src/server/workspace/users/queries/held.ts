import { sql, type Statement, type Value } from '../../../store/database.ts';
import { decodeRow, inWorld, pageOf } from '../../../store/records.ts';
import type { SnapshotRow, World } from '../../../store/rows.ts';
import type { Fields } from '../../../store/database.ts';
import { SNAPSHOTS } from '../../../store/tables.ts';

/* What is held about a user, and how it is found. */

export function ofUser(table: string, world: World, userId: string): Statement {
  return sql(
    `SELECT * FROM ${table} WHERE customer_id = $1 AND mode = $2 AND user_id = $3 ORDER BY 1, 2, 3`,
    world.customer_id,
    world.mode,
    userId,
  );
}

export function ofBuddies(start: string, buddies: readonly string[], end = ''): Statement {
  const places = buddies.map((_, index) => `$${index + 1}`);
  // An empty list matches nothing; SQL has no empty list.
  return sql(`${start} WHERE buddy_id IN (${places.join(', ') || 'NULL'})${end}`, ...(buddies as readonly Value[]));
}

/** Of a hundred entries each: to read them takes a few milliseconds. */
export const SNAPSHOTS_AT_ONCE = 50;

/** A page of the snapshots of a world, newest first. */
export const snapshotsPage = (world: World, after: string | undefined): Statement =>
  pageOf(SNAPSHOTS, inWorld(world), 'snapshot_id', { limit: SNAPSHOTS_AT_ONCE, after });

export const snapshotRows = (fields: readonly Fields[]): SnapshotRow[] =>
  fields.map((row) => decodeRow(SNAPSHOTS, row));

export const names = ({ entries }: SnapshotRow, buddies: ReadonlySet<string>): boolean =>
  entries.some((entry) => buddies.has(entry.buddy_id));
