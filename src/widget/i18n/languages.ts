import type { Dictionary } from './dictionary.ts';

/** The languages besides English, each a chunk that is loaded when it is spoken. */
export const LANGUAGES: Record<string, () => Promise<Dictionary>> = {
  ar: async () => (await import('./ar.ts')).ar,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
};
