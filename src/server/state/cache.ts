import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { Refusal } from '../../contract/errors.ts';
import type { CompiledConfig, Millis } from '../../engine/index.ts';
import { inLanguages } from '../workspace/configuration/languages.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow, Seat, World } from '../store/rows.ts';
import type { Commit } from '../store/commits.ts';
import { loadSeat } from './of.ts';
import { type LoadedSeat, presentState, type Viewer } from './present.ts';

/**
 * A state also changes by itself: at the user's midnight, or some whole hours before. Everywhere on earth these fall
 * on a quarter of an hour.
 */
const QUARTER = 15 * 60_000;
/** A message about another process's commit may get lost; on SQLite there are no others. */
const FRESH_MS = 1000;
const MOST_KEPT = 10_000;
const MOST_VIEWERS = 16;

export interface CurrentState {
  /** The row whose state this is. */
  buddy_id: string;
  version: number;
  /** Until then only a new version changes the state. It is the end of the quarter of an hour in which the state was made. */
  steadyUntil: Millis;
  /** The state as JSON. */
  json: string;
  /** Quoted, as a header wants it: the same for the same JSON. */
  etag: string;
}

/** Which buddy or seat is asked for. */
export interface Subject {
  buddy_id: string;
  /** Set for a seat: the state is then of the egg or buddy that is in the seat now. */
  seat: Seat | null;
  /** The user whom the row must still belong to; null: any user. */
  user_id: string | null;
}

/** The states that browsers ask for again and again, kept until a commit touches the row. */
interface StateCache {
  /** Null where the world has no such living buddy. Of a seat there is always a state, unless its user was erased. */
  read(world: World, subject: Subject, viewer: Viewer): Promise<CurrentState | null>;
}

interface CachedSeat extends LoadedSeat {
  goodUntil: Millis;
  presented: Presented[];
}

interface Presented extends Omit<Viewer, 'languages'>, CurrentState {
  rules: CompiledConfig | null;
}

export function createStateCache(parts: Pick<Parts, 'store' | 'configs' | 'catalog' | 'clock'>): StateCache {
  const entries = new LRUCache<string, CachedSeat>({ max: MOST_KEPT });
  /** Reads under way: what a commit has touched meanwhile is answered but not kept. */
  const reading = new Map<string, symbol>();
  parts.store.onCommit(forget);

  function forget(commit: Commit): void {
    if (commit.kind === 'buddy') {
      entries.delete(commit.buddy_id);
      reading.delete(commit.buddy_id);
    } else if (commit.kind === 'resync') {
      entries.clear();
      reading.clear();
    }
  }

  function current(world: World, buddy_id: string, now: Millis): CachedSeat | null {
    const entry = entries.get(buddy_id);
    if (!entry || now >= entry.goodUntil) return null;
    return entry.row.customer_id === world.customer_id && entry.row.mode === world.mode ? entry : null;
  }

  async function load(row: BuddyRow, now: Millis): Promise<CachedSeat> {
    return { ...(await loadSeat(parts, row)), goodUntil: goodUntil(now, parts.store.kind), presented: [] };
  }

  async function loadAndKeep(world: World, buddy_id: string): Promise<CachedSeat | null> {
    const mark = Symbol();
    reading.set(buddy_id, mark);
    try {
      const now = parts.clock();
      const row = await parts.store.buddies.rowById(world, buddy_id);
      // A buddy without a configuration has nothing to show.
      if (!row || (row.status === 'alive' && row.config_version_id === null)) return null;
      const entry = await load(row, now);
      if (row.status !== 'archived' && reading.get(buddy_id) === mark) entries.set(buddy_id, entry);
      return entry;
    } finally {
      if (reading.get(buddy_id) === mark) reading.delete(buddy_id);
    }
  }

  /** What is in the seat since the row that the token names was archived; that row, where nothing is. */
  async function follow(world: World, seat: Seat, left: CachedSeat): Promise<CachedSeat> {
    const row = await parts.store.buddies.inSeat(world, seat);
    return (row && (current(world, row.buddy_id, parts.clock()) ?? (await loadAndKeep(world, row.buddy_id)))) ?? left;
  }

  function present(entry: CachedSeat, viewer: Viewer, now: Millis): CurrentState {
    const { scopes, baseUrl, languages } = viewer;
    // One object for all who are answered in the same language.
    const rules = entry.config && inLanguages(entry.config, languages);
    for (const known of entry.presented) {
      if (known.baseUrl === baseUrl && known.rules === rules && areSame(known.scopes, scopes)) return known;
    }
    const json = JSON.stringify(presentState(entry, viewer, now));
    const etag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
    // The address comes from the request: it must not fill the memory.
    if (entry.presented.length >= MOST_VIEWERS) entry.presented = [];
    const { buddy_id, version, updated_at } = entry.row;
    const state = { scopes, baseUrl, rules, buddy_id, version, steadyUntil: endOfQuarter(updated_at), json, etag };
    entry.presented.push(state);
    return state;
  }

  return {
    async read(world, { buddy_id, seat, user_id }, viewer) {
      const found = current(world, buddy_id, parts.clock()) ?? (await loadAndKeep(world, buddy_id));
      if (found) refuseErased(found.row, user_id);
      const entry = found?.row.status === 'archived' && seat ? await follow(world, seat, found) : found;
      return entry && isShown(entry, seat) ? present(entry, viewer, parts.clock()) : null;
    },
  };
}

/** An egg is shown where a seat is asked for; where a buddy is, there is none yet. */
const isShown = ({ row }: CachedSeat, seat: Seat | null): boolean => seat !== null || row.status === 'alive';

/** The sessions of an erased user are revoked; embed tokens are recorded nowhere, so they are refused here. */
export function refuseErased(row: BuddyRow | null, user_id: string | null): void {
  if (user_id === null || row?.user_id === user_id) return;
  throw new Refusal('token_revoked', 'The user was erased, and with them every token.');
}

const areSame = (some: readonly string[], others: readonly string[]): boolean =>
  some === others || (some.length === others.length && some.every((scope, index) => scope === others[index]));

const endOfQuarter = (at: Millis): Millis => (Math.floor(at / QUARTER) + 1) * QUARTER;

function goodUntil(now: Millis, kind: 'sqlite' | 'postgres'): Millis {
  const quarter = endOfQuarter(now);
  return kind === 'postgres' ? Math.min(quarter, now + FRESH_MS) : quarter;
}
