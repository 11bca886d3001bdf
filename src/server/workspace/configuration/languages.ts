import { compile, languagesOf, wantedAmong, type CompiledConfig, type Languages } from '../../../engine/index.ts';
import type { LoadedConfig } from './cache.ts';

const MOST_VARIANTS = 40;

interface Spoken {
  tags: readonly string[];
  variants: Map<string, CompiledConfig>;
}

const spoken = new WeakMap<LoadedConfig, Spoken>();

/** The configuration with its texts in the wanted language; the same object for all that get the same texts. */
export function inLanguages(config: LoadedConfig, languages: Languages): CompiledConfig {
  let known = spoken.get(config);
  if (!known) spoken.set(config, (known = { tags: languagesOf(config.row.document), variants: new Map() }));
  const wanted = wantedAmong(known.tags, languages);
  if (wanted.length === 0) return config.compiled;
  const key = wanted.join(',');
  let variant = known.variants.get(key);
  if (!variant) {
    if (known.variants.size >= MOST_VARIANTS) known.variants.clear();
    known.variants.set(key, (variant = compile(config.row.document, wanted)));
  }
  return variant;
}
