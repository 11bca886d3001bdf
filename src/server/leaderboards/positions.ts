import { LRUCache } from 'lru-cache';
import { nextTurn } from '../turns.ts';
import type { Millis } from '../../engine/types.ts';

/** An entry's place in the order of a board: the higher value first, among equals the lower id. */
export interface Place {
  value: number;
  buddy_id: string;
}

/** How many stand before an entry, and how many of them by a higher value. */
interface Position {
  before: number;
  above: number;
}

/** Customer, mode, leaderboard, start. */
export type Window = readonly [customer: string, mode: string, leaderboard: string, start: Millis];

/** Counts entries of one window, each in one stretch of its index. A count ends at `most`. */
export interface Scores {
  higher(window: Window, value: number, most?: number): Promise<number>;
  /** A lower value than `top`, a higher one than `bottom`. */
  between(window: Window, top: number, bottom: number): Promise<number>;
  /** Of equal value, with a lower id. */
  equalBefore(window: Window, entry: Place, most?: number): Promise<number>;
  /** Of equal value, with a higher id, and a lower one than `end` where it is given. `last` is the highest id counted. */
  equalAfter(window: Window, entry: Place, limits?: { end?: string; most?: number }): Promise<Counted>;
  /** The `nth` entry with a lower value; null where there are not as many. */
  lower(window: Window, value: number, nth: number): Promise<Place | null>;
}

export interface Counted {
  count: number;
  last: string | null;
}

/** An entry of a long board, with how many stand before it. */
interface Rung extends Place {
  before: number;
}

interface Ladder {
  rungs: Rung[];
  goodUntil: Millis;
}

/** The distance of two rungs. The places above the second are counted anew each time. */
const STEP = 500;
/** How long a ladder is used, at least, and as a multiple of the time that it took to build. */
const GOOD_MS = 5_000;
const GOOD_TIMES = 50;
const MOST_LADDERS = 100;

/**
 * Counts the entries before an entry. Counting reads that many index entries, all of them for the last one. So for a long
 * board a ladder of known positions is kept for some seconds, and only the way from the next rung above is counted.
 */
export function positions(scores: Scores): (window: Window, entry: Place) => Promise<Position> {
  const ladders = new LRUCache<string, Ladder>({ max: MOST_LADDERS });
  const building = new Map<string, Promise<Ladder>>();

  /** The entry `STEP` further down; null where there are not as many. Two stretches of the index: its equals, the lower. */
  async function next(window: Window, { value, buddy_id }: Place): Promise<Place | null> {
    const equal = await scores.equalAfter(window, { value, buddy_id }, { most: STEP });
    if (equal.count === STEP) return { value, buddy_id: equal.last! };
    return scores.lower(window, value, STEP - equal.count);
  }

  async function build(window: Window): Promise<Ladder> {
    const began = performance.now();
    const rungs: Rung[] = [];
    let place = await scores.lower(window, Number.MAX_SAFE_INTEGER, STEP);
    while (place) {
      rungs.push({ ...place, before: (rungs.length + 1) * STEP - 1 });
      // SQLite answers in the same turn; calls have theirs in between.
      await nextTurn();
      place = await next(window, place);
    }
    const now = performance.now();
    return { rungs, goodUntil: now + Math.max(GOOD_MS, GOOD_TIMES * (now - began)) };
  }

  function ladderOf(window: Window): Promise<Ladder> | Ladder {
    const name = JSON.stringify(window);
    const known = ladders.get(name);
    if (known && performance.now() < known.goodUntil) return known;
    const underWay = building.get(name);
    if (underWay) return underWay;
    const begun = build(window).finally(() => building.delete(name));
    building.set(name, begun);
    return begun.then((ladder) => {
      ladders.set(name, ladder);
      return ladder;
    });
  }

  async function aboveBy({ rungs }: Ladder, window: Window, value: number): Promise<number> {
    const rung = rungs.findLast((one) => one.value > value);
    if (!rung) return scores.higher(window, value);
    const [equal, between] = await Promise.all([
      scores.equalAfter(window, rung),
      scores.between(window, rung.value, value),
    ]);
    return rung.before + 1 + equal.count + between;
  }

  async function beforeBy({ rungs }: Ladder, window: Window, entry: Place, above: number): Promise<number> {
    const rung = rungs.findLast((one) => one.value === entry.value && one.buddy_id < entry.buddy_id);
    if (!rung) return above + (await scores.equalBefore(window, entry));
    return rung.before + 1 + (await scores.equalAfter(window, rung, { end: entry.buddy_id })).count;
  }

  return async (window, entry) => {
    const most = 2 * STEP;
    const [above, equal] = await Promise.all([
      scores.higher(window, entry.value, most),
      scores.equalBefore(window, entry, most),
    ]);
    if (above < most && equal < most) return { before: above + equal, above };
    const ladder = await ladderOf(window);
    const exact = above < most ? above : await aboveBy(ladder, window, entry.value);
    return { above: exact, before: Math.max(exact, await beforeBy(ladder, window, entry, exact)) };
  };
}
