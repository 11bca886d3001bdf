import { SCRIPT } from '../base.ts';
import type { Dictionary } from './dictionary.ts';

/** The build puts the hash in the name of each language's chunk here. */
declare const LANGUAGE_HASHES: Record<string, string>;

/**
 * What `hatched-buddy.iife.js` has in place of `languages.ts`: the chunks beside it. Their addresses are whole, as a classic
 * script of another origin has no base that `import()` could start from.
 */
export const LANGUAGES: Record<string, () => Promise<Dictionary>> = Object.fromEntries(
  Object.entries(LANGUAGE_HASHES).map(([language, hash]) => [
    language,
    async () => {
      const address = new URL(`hatched-buddy/${language}-${hash}.js`, SCRIPT).href;
      return ((await import(/* @vite-ignore */ address)) as Record<string, Dictionary>)[language]!;
    },
  ]),
);
