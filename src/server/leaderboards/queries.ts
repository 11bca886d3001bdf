import { plainConfiguration, type Millis } from '../../engine/index.ts';
import { kept, sql, type Database, type Statement, type Steps, type Value } from '../store/database.ts';
import { insertOf, select, selectOne } from '../store/records.ts';
import type { DeliveryRow, SnapshotRow, World } from '../store/rows.ts';
import { positions, precedes, type CountResult, type SortKey, type Scores, type BoardWindow } from './positions.ts';
import { CONFIGS, DELIVERIES, SNAPSHOTS } from '../store/tables.ts';

export interface Ranked {
  rank: number;
  buddy_id: string;
  name: string;
  value: number;
}

/** One window of a board. Archived buddies have no scores, so counting does not read the buddies. */
const WINDOW = 's.customer_id = $1 AND s.mode = $2 AND s.leaderboard = $3 AND s.window_start = $4';
const ENTRIES = `SELECT s.buddy_id, b.name, s.value FROM scores s JOIN buddies b ON b.buddy_id = s.buddy_id WHERE ${WINDOW}`;

type BoardEntry = Omit<Ranked, 'rank'>;

/**
 * The nearest entries on each side: those of equal value, and the others. Each part reads one range of an index. The limit
 * is part of the text: with a parameter PostgreSQL would prefer another plan, and plan each time.
 */
const nearest = (span: number) =>
  [
    'AND s.value = $5 AND s.buddy_id < $6 ORDER BY s.buddy_id DESC',
    'AND s.value > $5 ORDER BY s.value, s.buddy_id DESC',
    'AND s.value = $5 AND s.buddy_id > $6 ORDER BY s.buddy_id',
    'AND s.value < $5 ORDER BY s.value DESC, s.buddy_id',
  ]
    .map((range, at) => `SELECT * FROM (${ENTRIES} ${range} LIMIT ${span}) AS range_${at}`)
    .join(' UNION ALL ');

export function leaderboardQueries(db: Database) {
  const positionOf = positions(scoresOf(db));

  async function entries(statement: Statement): Promise<BoardEntry[]> {
    return (await db.all(statement)) as unknown as BoardEntry[];
  }

  async function around(window: BoardWindow, buddyId: string, span: number): Promise<Ranked[]> {
    const [own] = await entries(kept(`${ENTRIES} AND s.buddy_id = $5`, ...window, buddyId));
    if (!own) return [];
    const near = await entries(kept(nearest(span), ...window, own.value, own.buddy_id));
    // Its own value may have changed since it was read: then it is among its neighbours.
    const others = near.filter(({ buddy_id }) => buddy_id !== buddyId);
    const sorted = others.toSorted((a, b) => (precedes(a, b) ? -1 : 1));
    const better = sorted.filter((one) => precedes(one, own)).slice(-span);
    const worse = sorted.filter((one) => precedes(own, one)).slice(0, span);
    const list = [...better, own, ...worse];
    const { before, above } = await positionOf(window, list[0]!);
    return rank(list, before, above);
  }

  /** Buddies that were erased since the entries were read lose their names here; later erasures find the snapshot. */
  function* withNamesOfTheLiving(entries: Ranked[]): Steps<Ranked[]> {
    const places = entries.map((_, index) => `$${index + 1}`);
    // Sorted, as all transactions lock buddies in this order. SQL has no empty list: `IN (NULL)` matches nothing.
    const rows = yield sql(
      `SELECT buddy_id FROM buddies WHERE buddy_id IN (${places.join(', ') || 'NULL'}) AND status = 'alive'
       ORDER BY buddy_id ${db.dialect.forUpdate}`,
      ...entries.map((entry) => entry.buddy_id),
    );
    const living = new Set(rows.map((row) => row['buddy_id']));
    return entries.map((entry) => (living.has(entry.buddy_id) ? entry : { ...entry, name: '' }));
  }

  function* close(row: SnapshotRow, deliveries: DeliveryRow[]): Steps<boolean> {
    const entries = yield* withNamesOfTheLiving(row.entries);
    const inserted = yield insertOf(SNAPSHOTS, { ...row, entries }, 'ON CONFLICT DO NOTHING RETURNING snapshot_id');
    if (inserted.length === 0) return false;
    for (const delivery of deliveries) yield insertOf(DELIVERIES, delivery);
    return true;
  }

  return {
    /** Equal values share a rank; among them the buddy id decides the order. Archived buddies lose their scores. */
    async top(world: World, leaderboard: string, window_start: Millis, limit: number) {
      const window = windowOf(world, leaderboard, window_start);
      return rank(await entries(kept(`${ENTRIES} ORDER BY s.value DESC, s.buddy_id LIMIT $5`, ...window, limit)), 0, 0);
    },
    /**
     * The buddy and up to `span` neighbours on each side; empty where it has no score. After the first thousand entries a
     * rank may be some seconds older than the values (positions.ts).
     */
    around: (world: World, leaderboard: string, window_start: Millis, buddy_id: string, span: number) =>
      around(windowOf(world, leaderboard, window_start), buddy_id, span),
    /** Starts of windows before `before` that have scores and no snapshot yet. */
    async unclosed(world: World, leaderboard: string, before: Millis) {
      const rows = await db.all(sql(UNCLOSED, world.customer_id, world.mode, leaderboard, before));
      return rows.map((row) => row['start'] as Millis);
    },
    /** Of every version that is or was published, once for each key: as the newest version defines it. */
    async definitions({ customer_id, mode }: World) {
      const text = `SELECT * FROM config_versions WHERE customer_id = $1 AND mode = $2 AND status <> 'draft'
        ORDER BY published_at, config_version_id`;
      const rows = await select(db, CONFIGS, sql(text, customer_id, mode));
      const boards = rows.flatMap(({ document }) => plainConfiguration(document, []).leaderboards ?? []);
      return [...new Map(boards.map((board) => [board.key, board])).values()];
    },
    /**
     * Stores the snapshot and its deliveries, once: false where that window has one. Entries of buddies that are not alive
     * any more lose their names.
     */
    async close(row: SnapshotRow, deliveries: DeliveryRow[]) {
      const isClosed = await db.transaction(() => close(row, deliveries));
      if (isClosed) await db.announce([{ kind: 'deliveries', owed: deliveries }]);
      return isClosed;
    },
    latestSnapshot: ({ customer_id, mode }: World, leaderboard: string) => {
      const text = `SELECT * FROM snapshots WHERE customer_id = $1 AND mode = $2 AND leaderboard = $3
        ORDER BY window_start DESC LIMIT 1`;
      return selectOne(db, SNAPSHOTS, kept(text, customer_id, mode, leaderboard));
    },
    /** Every world that has a published configuration. */
    async worlds() {
      const text =
        "SELECT customer_id, mode FROM config_versions WHERE status = 'published' ORDER BY customer_id, mode";
      return (await db.all(sql(text))) as unknown as World[];
    },
  };
}

function scoresOf(db: Database): Scores {
  /** Ordered as the index is: otherwise a planner may read the whole table. */
  async function count(window: BoardWindow, test: string, values: Value[], most?: number) {
    const [row] = await db.all(
      kept(
        `SELECT count(*) AS count, max(buddy_id) AS last FROM (
           SELECT s.buddy_id FROM scores s WHERE ${WINDOW} AND ${test}
           ORDER BY s.value DESC, s.buddy_id ${most === undefined ? '' : `LIMIT ${most}`}) AS counted`,
        ...window,
        ...values,
      ),
    );
    return { count: Number(row!['count']), last: row!['last'] } as CountResult;
  }

  return {
    higher: async (window, value, most) => (await count(window, 's.value > $5', [value], most)).count,
    between: async (window, top, bottom) => (await count(window, 's.value < $5 AND s.value > $6', [top, bottom])).count,
    equalBefore: async (window, { value, buddy_id }, most) =>
      (await count(window, 's.value = $5 AND s.buddy_id < $6', [value, buddy_id], most)).count,
    equalAfter: (window, { value, buddy_id }, { end, most } = {}) =>
      end === undefined
        ? count(window, 's.value = $5 AND s.buddy_id > $6', [value, buddy_id], most)
        : count(window, 's.value = $5 AND s.buddy_id > $6 AND s.buddy_id < $7', [value, buddy_id, end], most),
    lower: async (window, value, nth) => {
      const [row] = await db.all(
        kept(
          `SELECT s.value, s.buddy_id FROM scores s WHERE ${WINDOW} AND s.value < $5
           ORDER BY s.value DESC, s.buddy_id LIMIT 1 OFFSET $6`,
          ...window,
          value,
          nth - 1,
        ),
      );
      return row ? (row as unknown as SortKey) : null;
    },
  };
}

function windowOf(world: World, leaderboard: string, start: Millis): BoardWindow {
  return [world.customer_id, world.mode, leaderboard, start];
}

/** Equal values share the rank of the first of them. `above` is how many have a higher value than the first entry. */
function rank(list: BoardEntry[], before: number, above: number): Ranked[] {
  let current = above + 1;
  return list.map((entry, index) => {
    if (index > 0 && entry.value !== list[index - 1]!.value) current = before + index + 1;
    return { rank: current, buddy_id: entry.buddy_id, name: entry.name, value: entry.value };
  });
}

/** Finds each window from the one before through the index; the all-time window (0) never closes. */
const UNCLOSED = `
  WITH RECURSIVE windows(start) AS (
    SELECT min(window_start) FROM scores
    WHERE customer_id = $1 AND mode = $2 AND leaderboard = $3 AND window_start > 0
    UNION ALL
    SELECT (SELECT min(s.window_start) FROM scores s
            WHERE s.customer_id = $1 AND s.mode = $2 AND s.leaderboard = $3 AND s.window_start > windows.start)
    FROM windows WHERE windows.start < $4)
  SELECT start FROM windows
  WHERE start < $4 AND NOT EXISTS (
    SELECT 1 FROM snapshots n
    WHERE n.customer_id = $1 AND n.mode = $2 AND n.leaderboard = $3 AND n.window_start = windows.start)
  ORDER BY start`;
