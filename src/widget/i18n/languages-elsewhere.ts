import { SCRIPT } from '../base.ts';
import type { Dictionary } from './dictionary.ts';

/** The build puts the address of each language's chunk here, relative to the script. */
declare const LANGUAGE_FILES: Record<string, string>;

/**
 * What `hatched-buddy.iife.js` has in place of `languages.ts`: the chunks beside it. Their addresses are whole, as a classic
 * script of another origin has no base that `import()` could start from.
 */
export const LANGUAGES: Record<string, () => Promise<Dictionary>> = Object.fromEntries(
  Object.entries(LANGUAGE_FILES).map(([language, file]) => [
    language,
    async () => {
      const chunk = (await import(/* @vite-ignore */ new URL(file, SCRIPT).href)) as Record<string, Dictionary>;
      return chunk[language]!;
    },
  ]),
);
