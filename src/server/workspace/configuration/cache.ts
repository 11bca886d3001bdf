import { LRUCache } from 'lru-cache';
import { DEFAULT_AUDIENCE } from '../../../contract/limits.ts';
import { audiencesOf, compile, type CompiledConfig, type Millis } from '../../../engine/index.ts';
import type { ConfigRow, World } from '../../store/rows.ts';
import type { Configs } from './queries.ts';

/** How long another process's publishing may go unnoticed, but by `latest`. */
const FRESH_MS = 1000;
const MOST_LOADED = 200;

export interface LoadedConfig {
  row: ConfigRow;
  compiled: CompiledConfig;
}

/** Compiled configurations. Published versions never change, so what is loaded stays good. */
export interface ConfigCache {
  /** Throws where there is no such version: the id must come from a row of ours. Not for drafts, which change. */
  get(config_version_id: string): Promise<LoadedConfig>;
  /** The same without waiting, where it is in memory. */
  loaded(config_version_id: string): LoadedConfig | undefined;
  /** What the world has published; null before the first time. */
  published(world: World): Promise<LoadedConfig | null>;
  /** The same as the store has it now, for what stays with the version it is given. */
  latest(world: World): Promise<LoadedConfig | null>;
  /** Those of the published version, and those in which a buddy may live: of any version that was ever published. */
  audiences(world: World): Promise<Audiences>;
  /** Call after publishing. */
  setPublished(row: ConfigRow): void;
}

interface Audiences {
  now: readonly string[];
  ever: readonly string[];
}

interface Pointer {
  id: string | null;
  checkedAt: Millis;
}

const ONLY_DEFAULT: Audiences = { now: [DEFAULT_AUDIENCE], ever: [DEFAULT_AUDIENCE] };

export function createConfigCache(
  configs: Pick<Configs, 'byId' | 'published' | 'documents'>,
  clock: () => Millis,
): ConfigCache {
  const versions = new LRUCache<string, LoadedConfig>({ max: MOST_LOADED });
  const pointers = new Map<string, Pointer>();
  /** Reads of the store that are under way: the events of a batch ask at the same time. */
  const refreshing = new Map<string, Promise<LoadedConfig | null>>();
  /** By the published version: earlier versions never change. */
  const audiences = new LRUCache<string, Audiences>({ max: MOST_LOADED });

  function remember(row: ConfigRow): LoadedConfig {
    const known = versions.get(row.config_version_id);
    if (known) return known;
    const entry = { row, compiled: compile(row.document) };
    versions.set(row.config_version_id, entry);
    return entry;
  }

  function point(world: World, id: string | null, now: Millis): void {
    pointers.set(nameOf(world), { id, checkedAt: now });
  }

  async function get(id: string): Promise<LoadedConfig> {
    const known = versions.get(id);
    if (known) return known;
    const row = await configs.byId(id);
    if (!row || row.status === 'draft') throw new Error(`There is no published configuration version ${id}.`);
    return remember(row);
  }

  async function published(world: World): Promise<LoadedConfig | null> {
    const pointer = pointers.get(nameOf(world));
    if (!pointer || clock() - pointer.checkedAt >= FRESH_MS) return refreshed(world);
    return pointer.id === null ? null : get(pointer.id);
  }

  function refreshed(world: World): Promise<LoadedConfig | null> {
    const name = nameOf(world);
    const known = refreshing.get(name);
    if (known) return known;
    const asked = latest(world).finally(() => refreshing.delete(name));
    refreshing.set(name, asked);
    return asked;
  }

  async function latest(world: World): Promise<LoadedConfig | null> {
    const now = clock();
    const row = await configs.published(world);
    point(world, row?.config_version_id ?? null, now);
    return row && remember(row);
  }

  async function gather(world: World, { row }: LoadedConfig): Promise<Audiences> {
    const ever = (await configs.documents(world)).flatMap(audiencesOf);
    const found = { now: audiencesOf(row.document), ever: [...new Set(ever)] };
    audiences.set(row.config_version_id, found);
    return found;
  }

  return {
    get,
    loaded: (id) => versions.get(id),
    published,
    latest,
    async audiences(world) {
      const holds = await published(world);
      if (!holds) return ONLY_DEFAULT;
      return audiences.get(holds.row.config_version_id) ?? gather(world, holds);
    },
    setPublished(row) {
      remember(row);
      point(row, row.config_version_id, clock());
    },
  };
}

const nameOf = (world: World) => `${world.customer_id} ${world.mode}`;
