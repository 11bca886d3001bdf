import type { CompiledConfig } from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow } from '../store/rows.ts';
import type { Command, Outcome } from '../store/command.ts';

/** A buddy may be migrated between two attempts, hardly ever twice. */
const ATTEMPTS = 4;

/** A decision is synchronous and cannot wait for the configuration that the buddy turns out to be pinned to. */
class ConfigNotLoaded extends Error {
  readonly config_version_id: string;

  constructor(config_version_id: string) {
    super(`Configuration ${config_version_id} is not loaded.`);
    this.name = 'ConfigNotLoaded';
    this.config_version_id = config_version_id;
  }
}

/** For use in `counters` and `decide` of a command given to `changeBuddy`. */
export function loadedConfig(parts: Pick<Parts, 'configs'>, config_version_id: string): CompiledConfig {
  const found = parts.configs.loaded(config_version_id);
  if (!found) throw new ConfigNotLoaded(config_version_id);
  return found.compiled;
}

/** The buddy's configuration; null while it has not hatched. */
export function rulesOf(parts: Pick<Parts, 'configs'>, buddy: BuddyRow): CompiledConfig | null {
  return buddy.status === 'alive' && buddy.config_version_id !== null
    ? loadedConfig(parts, buddy.config_version_id)
    : null;
}

/** `store.change`, once more for each configuration that had to be loaded first. */
export async function changeBuddy<A>(
  parts: Pick<Parts, 'configs' | 'store'>,
  command: Command<A>,
): Promise<Outcome<A>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await parts.store.change(command);
    } catch (error) {
      if (!(error instanceof ConfigNotLoaded) || attempt === ATTEMPTS) throw error;
      await parts.configs.get(error.config_version_id);
    }
  }
}
