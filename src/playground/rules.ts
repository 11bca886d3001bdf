import type { Configuration } from '../contract/configuration/configuration.ts';
import { compile, type CompiledConfig, type Languages, languagesOf, wantedAmong } from '../engine/index.ts';

/** A configuration in each language that its texts are in. */
export class Rules {
  /** In English, or the language that comes first. */
  readonly compiled: CompiledConfig;
  readonly #document: Configuration;
  readonly #tags: readonly string[];
  readonly #variants = new Map<string, CompiledConfig>();

  constructor(document: Configuration) {
    this.#document = document;
    this.#tags = languagesOf(document);
    this.compiled = compile(document);
  }

  /** The same rules with their texts in the language that is wanted. */
  in(languages: Languages): CompiledConfig {
    const wanted = wantedAmong(this.#tags, languages);
    if (wanted.length === 0) return this.compiled;
    const key = wanted.join();
    const variant = this.#variants.get(key) ?? compile(this.#document, wanted);
    this.#variants.set(key, variant);
    return variant;
  }
}
