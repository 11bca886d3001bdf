import type { Dictionary } from './dictionary.ts';

/** The languages besides English, each a chunk that is loaded when it is spoken. */
export const LANGUAGES: Record<string, () => Promise<Dictionary>> = {
  ar: async () => (await import('./spoken/ar.ts')).ar,
  de: async () => (await import('./spoken/de.ts')).de,
  es: async () => (await import('./spoken/es.ts')).es,
  fr: async () => (await import('./spoken/fr.ts')).fr,
  ja: async () => (await import('./spoken/ja.ts')).ja,
  pt: async () => (await import('./spoken/pt.ts')).pt,
  tr: async () => (await import('./spoken/tr.ts')).tr,
  zh: async () => (await import('./spoken/zh.ts')).zh,
};
