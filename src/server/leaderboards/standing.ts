import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Millis } from '../../engine/types.ts';
import { sql, type Database, type Value } from '../store/database.ts';

/** An entry's place in the order of a board: the higher value first, among equals the lower id. */
export interface Place {
  value: number;
  buddy_id: string;
}

/** How many stand before an entry, and how many of them by a higher value. */
export interface Standing {
  before: number;
  above: number;
}

/** Customer, mode, leaderboard, start. */
export type Window = readonly [customer: string, mode: string, leaderboard: string, start: Millis];

/** An entry of a long board, with how many stand before it. */
interface Rung extends Place {
  before: number;
}

interface Ladder {
  rungs: Rung[];
  good_until: Millis;
}

/** Who is among so many is counted anew each time. Below that every so manieth entry is a rung. */
const STEP = 500;
/** A rank further down may be as old as that, or as many times as long as the ladder took. */
const GOOD_MS = 5_000;
const GOOD_TIMES = 50;
const MOST_LADDERS = 100;

/**
 * Counts who stands before an entry. That many index entries would have to be read for each call, all of them for the last
 * one. So of a long board a ladder is kept for some seconds, and the way from the next rung above is counted.
 */
export function standings(db: Database): (window: Window, entry: Place) => Promise<Standing> {
  const ladders = new Map<string, Ladder>();
  const building = new Map<string, Promise<Ladder>>();

  /** Ordered as the index is: no planner reads the whole table instead. How many entries of the window lie in a range of its index, up to `most`; and the id of the last one of them. */
  async function count(window: Window, test: string, values: Value[], most = Number.MAX_SAFE_INTEGER) {
    const [row] = await db.all(
      sql(
        `SELECT count(*) AS count, max(buddy_id) AS last FROM (
           SELECT s.buddy_id FROM scores s
           WHERE s.customer_id = $1 AND s.mode = $2 AND s.leaderboard = $3 AND s.window_start = $4 AND ${test}
           ORDER BY s.value DESC, s.buddy_id LIMIT $${values.length + 5}) AS counted`,
        ...window,
        ...values,
        most,
      ),
    );
    return { count: Number(row!['count']), last: row!['last'] as string | null };
  }

  const higher = (window: Window, value: number, most?: number) => count(window, 's.value > $5', [value], most);
  const equalBefore = (window: Window, { value, buddy_id }: Place, most?: number) =>
    count(window, 's.value = $5 AND s.buddy_id < $6', [value, buddy_id], most);

  /** The entry `STEP` further down; null where there are not as many. Two stretches of the index: its equals, the lower. */
  async function next(window: Window, { value, buddy_id }: Place): Promise<Place | null> {
    const equal = await count(window, 's.value = $5 AND s.buddy_id > $6', [value, buddy_id], STEP);
    if (equal.count === STEP) return { value, buddy_id: equal.last! };
    return lower(window, value, STEP - equal.count);
  }

  /** The `nth` entry with a lower value. */
  async function lower(window: Window, value: number, nth: number): Promise<Place | null> {
    const [row] = await db.all(
      sql(
        `SELECT s.value, s.buddy_id FROM scores s
         WHERE s.customer_id = $1 AND s.mode = $2 AND s.leaderboard = $3 AND s.window_start = $4 AND s.value < $5
         ORDER BY s.value DESC, s.buddy_id LIMIT 1 OFFSET $6`,
        ...window,
        value,
        nth - 1,
      ),
    );
    return row ? (row as unknown as Place) : null;
  }

  async function build(window: Window): Promise<Ladder> {
    const began = performance.now();
    const rungs: Rung[] = [];
    let place = await lower(window, Number.MAX_SAFE_INTEGER, STEP);
    while (place) {
      rungs.push({ ...place, before: (rungs.length + 1) * STEP - 1 });
      // SQLite answers without a pause; calls have their turn.
      await nextTurn();
      place = await next(window, place);
    }
    const now = performance.now();
    return { rungs, good_until: now + Math.max(GOOD_MS, GOOD_TIMES * (now - began)) };
  }

  function ladderOf(window: Window): Promise<Ladder> | Ladder {
    const name = JSON.stringify(window);
    const known = ladders.get(name);
    if (known && performance.now() < known.good_until) return known;
    const under_way = building.get(name);
    if (under_way) return under_way;
    const begun = build(window).finally(() => building.delete(name));
    building.set(name, begun);
    return begun.then((ladder) => {
      ladders.delete(name);
      ladders.set(name, ladder);
      if (ladders.size > MOST_LADDERS) ladders.delete(ladders.keys().next().value!);
      return ladder;
    });
  }

  async function aboveBy({ rungs }: Ladder, window: Window, value: number): Promise<number> {
    const rung = rungs.findLast((one) => one.value > value);
    if (!rung) return (await higher(window, value)).count;
    const [equal, between] = await Promise.all([
      count(window, 's.value = $5 AND s.buddy_id > $6', [rung.value, rung.buddy_id]),
      count(window, 's.value < $5 AND s.value > $6', [rung.value, value]),
    ]);
    return rung.before + 1 + equal.count + between.count;
  }

  async function beforeBy({ rungs }: Ladder, window: Window, entry: Place, above: number): Promise<number> {
    const rung = rungs.findLast((one) => one.value === entry.value && one.buddy_id < entry.buddy_id);
    if (!rung) return above + (await equalBefore(window, entry)).count;
    const test = 's.value = $5 AND s.buddy_id > $6 AND s.buddy_id < $7';
    return rung.before + 1 + (await count(window, test, [entry.value, rung.buddy_id, entry.buddy_id])).count;
  }

  return async (window, entry) => {
    const most = 2 * STEP;
    const [above, equal] = await Promise.all([higher(window, entry.value, most), equalBefore(window, entry, most)]);
    if (above.count < most && equal.count < most) return { before: above.count + equal.count, above: above.count };
    const ladder = await ladderOf(window);
    const exact = above.count < most ? above.count : await aboveBy(ladder, window, entry.value);
    return { above: exact, before: Math.max(exact, await beforeBy(ladder, window, entry, exact)) };
  };
}
