import { LRUCache } from 'lru-cache';
import { nextTurn } from '../turns.ts';
import type { Millis } from '../../engine/types.ts';

/** Boards are sorted by value, highest first, and then by id, lowest first. */
export interface SortKey {
  value: number;
  buddy_id: string;
}

/** How many entries come before an entry, and how many of these have a higher value. */
interface Position {
  before: number;
  above: number;
}

/** Customer, mode, leaderboard, start. */
export type BoardWindow = readonly [customer: string, mode: string, leaderboard: string, start: Millis];

/** Counts entries of one window; each method reads one range of the index. A count ends at `most`. */
export interface Scores {
  higher(window: BoardWindow, value: number, most?: number): Promise<number>;
  /** A lower value than `top`, a higher one than `bottom`. */
  between(window: BoardWindow, top: number, bottom: number): Promise<number>;
  /** Of equal value, with a lower id. */
  equalBefore(window: BoardWindow, entry: SortKey, most?: number): Promise<number>;
  /** Of equal value, with a higher id, and a lower one than `end` where it is given. `last` is the highest id counted. */
  equalAfter(window: BoardWindow, entry: SortKey, limits?: { end?: string; most?: number }): Promise<CountResult>;
  /** The `nth` entry with a lower value; null where there are not as many. */
  lower(window: BoardWindow, value: number, nth: number): Promise<SortKey | null>;
}

export interface CountResult {
  count: number;
  last: string | null;
}

/** An entry of a board, with how many come before it. */
interface IndexEntry extends SortKey {
  before: number;
}

interface SparseIndex {
  entries: IndexEntry[];
  goodUntil: Millis;
}

/** The higher value first, among equals the lower id. */
export function precedes(one: SortKey, other: SortKey): boolean {
  return one.value === other.value ? one.buddy_id < other.buddy_id : one.value > other.value;
}

/** The distance of two entries of a sparse index. Before the second of them every entry is counted. */
const STEP = 500;
/** How long a sparse index is used: at least, and as a multiple of the time that it took to build. */
const GOOD_MS = 5_000;
const GOOD_TIMES = 50;
const MOST_INDEXES = 100;

/**
 * Counts the entries before an entry. A count reads that many index entries, for the last entry all of them. So of a long
 * board a sparse index is cached for some seconds: every 500th entry. Only the entries after the nearest one are counted.
 */
export function positions(scores: Scores): (window: BoardWindow, entry: SortKey) => Promise<Position> {
  const indexes = new LRUCache<string, SparseIndex>({ max: MOST_INDEXES });
  const building = new Map<string, Promise<SparseIndex>>();

  /** The entry `STEP` further down; null where there are fewer. First those of equal value, then the lower ones. */
  async function next(window: BoardWindow, { value, buddy_id }: SortKey): Promise<SortKey | null> {
    const equal = await scores.equalAfter(window, { value, buddy_id }, { most: STEP });
    if (equal.count === STEP) return { value, buddy_id: equal.last! };
    return scores.lower(window, value, STEP - equal.count);
  }

  async function build(window: BoardWindow): Promise<SparseIndex> {
    const began = performance.now();
    const list: IndexEntry[] = [];
    let entry = await scores.lower(window, Number.MAX_SAFE_INTEGER, STEP);
    while (entry) {
      list.push({ ...entry, before: (list.length + 1) * STEP - 1 });
      // SQLite answers in the same turn of the event loop: this lets other calls run.
      await nextTurn();
      entry = await next(window, entry);
    }
    const now = performance.now();
    return { entries: list, goodUntil: now + Math.max(GOOD_MS, GOOD_TIMES * (now - began)) };
  }

  function cached(window: BoardWindow): SparseIndex | undefined {
    const known = indexes.get(JSON.stringify(window));
    return known && performance.now() < known.goodUntil ? known : undefined;
  }

  function indexFor(window: BoardWindow): Promise<SparseIndex> | SparseIndex {
    const known = cached(window);
    if (known) return known;
    const name = JSON.stringify(window);
    const underWay = building.get(name);
    if (underWay) return underWay;
    const begun = build(window).finally(() => building.delete(name));
    building.set(name, begun);
    return begun.then((index) => {
      indexes.set(name, index);
      return index;
    });
  }

  async function aboveBy({ entries }: SparseIndex, window: BoardWindow, value: number): Promise<number> {
    const nearest = entries.findLast((one) => one.value > value);
    if (!nearest) return scores.higher(window, value);
    const [equal, between] = await Promise.all([
      scores.equalAfter(window, nearest),
      scores.between(window, nearest.value, value),
    ]);
    return nearest.before + 1 + equal.count + between;
  }

  /** `counted`: how many stand above, where it is known already. */
  async function byIndex(index: SparseIndex, window: BoardWindow, entry: SortKey, counted?: number): Promise<Position> {
    const nearest = index.entries.findLast((one) => one.value === entry.value && one.buddy_id < entry.buddy_id);
    // Together: over a network each turn costs more than what is counted.
    const [above, equal] = await Promise.all([
      counted ?? aboveBy(index, window, entry.value),
      nearest
        ? scores.equalAfter(window, nearest, { end: entry.buddy_id }).then(({ count }) => count)
        : scores.equalBefore(window, entry),
    ]);
    return { above, before: Math.max(above, (nearest ? nearest.before + 1 : above) + equal) };
  }

  return async (window, entry) => {
    const known = cached(window);
    // Some seconds ago it stood behind the first 1,500: whether it is among the first thousand need not be counted.
    const third = known?.entries[2];
    if (known && third && precedes(third, entry)) return byIndex(known, window, entry);
    const most = 2 * STEP;
    const [above, equal] = await Promise.all([
      scores.higher(window, entry.value, most),
      scores.equalBefore(window, entry, most),
    ]);
    if (above < most && equal < most) return { before: above + equal, above };
    return byIndex(await indexFor(window), window, entry, above < most ? above : undefined);
  };
}
