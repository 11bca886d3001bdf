import { createHash } from 'node:crypto';
import type { Millis } from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow, OperationRow, World } from '../store/rows.ts';
import type { Commit } from '../store/commits.ts';
import type { LoadedConfig } from '../workspace/configuration/cache.ts';
import { openOperations } from './of.ts';
import { presentState, type Reader } from './present.ts';

/**
 * A state also changes by itself: at the user's midnight, or some whole hours before. Everywhere on earth these fall
 * on a quarter of an hour.
 */
const QUARTER = 15 * 60_000;
/** Word from another process's commit may get lost; on SQLite there is none. */
const FRESH_MS = 1000;
const MOST_KEPT = 10_000;
const MOST_READERS = 16;

export interface CurrentState {
  version: number;
  /** Until then nothing but another version changes it: the end of the quarter of an hour in which this one was written. */
  steady_until: Millis;
  /** The state as JSON. */
  json: string;
  /** Quoted, as a header wants it: the same for the same JSON. */
  etag: string;
}

/** The states that browsers ask for again and again, kept until a commit touches the buddy. */
export interface StateCache {
  /** Null where the world has no such living buddy. */
  read(world: World, buddy_id: string, reader: Reader): Promise<CurrentState | null>;
  /** The same without waiting, where it is at hand. */
  atHand(world: World, buddy_id: string, reader: Reader): CurrentState | null;
}

interface Entry {
  row: BuddyRow;
  config: LoadedConfig;
  open: OperationRow[];
  good_until: Millis;
  presented: Presented[];
}

interface Presented extends Reader, CurrentState {}

export function createStateCache(parts: Pick<Parts, 'store' | 'configs' | 'clock'>): StateCache {
  const entries = new Map<string, Entry>();
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

  function current(world: World, buddy_id: string, now: Millis): Entry | null {
    const entry = entries.get(buddy_id);
    if (!entry || now >= entry.good_until) return null;
    return entry.row.customer_id === world.customer_id && entry.row.mode === world.mode ? entry : null;
  }

  async function load(world: World, buddy_id: string): Promise<Entry | null> {
    const now = parts.clock();
    const row = await parts.store.buddies.byId(world, buddy_id);
    if (!row?.config_version_id) return null;
    const open = await openOperations(parts, row);
    const config = await parts.configs.get(row.config_version_id);
    return { row, config, open, good_until: goodUntil(now, parts.store.kind), presented: [] };
  }

  async function loadAndKeep(world: World, buddy_id: string): Promise<Entry | null> {
    const mark = Symbol();
    reading.set(buddy_id, mark);
    try {
      const entry = await load(world, buddy_id);
      if (entry && reading.get(buddy_id) === mark) keep(buddy_id, entry);
      return entry;
    } finally {
      if (reading.get(buddy_id) === mark) reading.delete(buddy_id);
    }
  }

  function keep(buddy_id: string, entry: Entry): void {
    entries.delete(buddy_id);
    entries.set(buddy_id, entry);
    if (entries.size > MOST_KEPT) entries.delete(entries.keys().next().value!);
  }

  function present(entry: Entry, { scopes, base_url }: Reader, now: Millis): CurrentState {
    for (const known of entry.presented) {
      if (known.base_url === base_url && areSame(known.scopes, scopes)) return known;
    }
    const light = { config: entry.config.compiled, now, base_url };
    const json = JSON.stringify(presentState(entry.row, light, scopes, entry.open));
    const etag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
    // The address comes from the request: it must not fill the memory.
    if (entry.presented.length >= MOST_READERS) entry.presented = [];
    const { version, updated_at } = entry.row;
    const state = { scopes, base_url, version, steady_until: endOfQuarter(updated_at), json, etag };
    entry.presented.push(state);
    return state;
  }

  return {
    atHand(world, buddy_id, reader) {
      const now = parts.clock();
      const entry = current(world, buddy_id, now);
      return entry && present(entry, reader, now);
    },
    async read(world, buddy_id, reader) {
      const entry = current(world, buddy_id, parts.clock()) ?? (await loadAndKeep(world, buddy_id));
      return entry && present(entry, reader, parts.clock());
    },
  };
}

const areSame = (some: readonly string[], others: readonly string[]): boolean =>
  some === others || (some.length === others.length && some.every((scope, index) => scope === others[index]));

const endOfQuarter = (at: Millis): Millis => (Math.floor(at / QUARTER) + 1) * QUARTER;

function goodUntil(now: Millis, kind: 'sqlite' | 'postgres'): Millis {
  const quarter = endOfQuarter(now);
  return kind === 'postgres' ? Math.min(quarter, now + FRESH_MS) : quarter;
}
