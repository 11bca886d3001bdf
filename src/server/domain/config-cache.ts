import { compile, type CompiledConfig, type Millis } from '../../engine/index.ts';
import type { ConfigRow, World } from '../store/rows.ts';
import type { Configs } from '../store/repositories/interfaces.ts';

/** How long another process's publishing may go unnoticed. */
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
  /** Call after publishing: what holds now. */
  setPublished(row: ConfigRow): void;
}

interface Pointer {
  id: string | null;
  checked_at: Millis;
}

export function createConfigCache(configs: Pick<Configs, 'byId' | 'published'>, clock: () => Millis): ConfigCache {
  const versions = new Map<string, LoadedConfig>();
  const pointers = new Map<string, Pointer>();

  function remember(row: ConfigRow): LoadedConfig {
    const known = versions.get(row.config_version_id);
    if (known) return known;
    const entry = { row, compiled: compile(row.document) };
    versions.set(row.config_version_id, entry);
    if (versions.size > MOST_LOADED) versions.delete(versions.keys().next().value!);
    return entry;
  }

  function point(world: World, id: string | null, now: Millis): void {
    pointers.set(nameOf(world), { id, checked_at: now });
  }

  return {
    async get(id) {
      const known = versions.get(id);
      if (known) return known;
      const row = await configs.byId(id);
      if (!row || row.status === 'draft') throw new Error(`There is no published configuration version ${id}.`);
      return remember(row);
    },
    loaded: (id) => versions.get(id),
    async published(world) {
      const now = clock();
      const pointer = pointers.get(nameOf(world));
      if (pointer && now - pointer.checked_at < FRESH_MS) return pointer.id === null ? null : this.get(pointer.id);
      const row = await configs.published(world);
      point(world, row?.config_version_id ?? null, now);
      return row && remember(row);
    },
    setPublished(row) {
      remember(row);
      point(row, row.config_version_id, clock());
    },
  };
}

const nameOf = (world: World) => `${world.customer_id} ${world.mode}`;
