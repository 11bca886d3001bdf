import type { Dictionary, StringKey } from './dictionary.ts';
import { en } from './en.ts';
import { LANGUAGES } from './languages.ts';

/**
 * English that is written the same way everywhere. It is put together here: the first `Intl` formatter of a page takes
 * longer than everything else that the first view does.
 */
const PLAIN_ENGLISH = /^en(-US|-GB)?$/;

/** What a part needs to speak: texts, numbers and times of one language. */
export class Strings {
  readonly lang: string;
  readonly #sentences: Partial<Dictionary>;
  /** Numbers and times need no `Intl`. */
  readonly isPlain: boolean;
  #plurals: Intl.PluralRules | undefined;
  #numbers: Intl.NumberFormat | undefined;

  constructor(lang: string, sentences: Partial<Dictionary>) {
    this.lang = lang;
    this.isPlain = PLAIN_ENGLISH.test(lang);
    this.#sentences = sentences;
  }

  /** The same with texts for what is not in it yet. */
  extended(more: Partial<Dictionary>): Strings {
    return new Strings(this.lang, { ...more, ...this.#sentences });
  }

  t(key: StringKey, values: Record<string, string | number> = {}): string {
    const sentence = this.#sentences[key] ?? key;
    const form =
      typeof sentence === 'string' ? sentence : (sentence[this.#plural(Number(values['n']))] ?? sentence.other);
    return form.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name]!;
      return typeof value === 'number' ? this.number(value) : value;
    });
  }

  /** In full, or short where it would not fit: 1,234,567 and 1.2M. */
  number(value: number, short = false): string {
    const long = !short || value < 1e5;
    if (this.isPlain && long) return `${value}`.replace(/\B(?=(\d{3})+$)/g, ',');
    // Arabic may have digits of its own.
    if (value < 1000 && !this.lang.startsWith('ar')) return `${value}`;
    if (long) return (this.#numbers ??= new Intl.NumberFormat(this.lang)).format(value);
    return new Intl.NumberFormat(this.lang, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
  }

  #plural(n: number): Intl.LDMLPluralRule {
    if (this.isPlain) return n === 1 ? 'one' : 'other';
    return (this.#plurals ??= new Intl.PluralRules(this.lang)).select(n);
  }
}

/** English at once, another language when its texts are here; an unknown language is English. */
export function stringsFor(lang: string, overrides?: Partial<Dictionary>): Strings | Promise<Strings> {
  const load = LANGUAGES[lang.slice(0, 2)];
  const english = new Strings(/^en\b/.test(lang) ? lang : 'en', { ...en, ...overrides });
  return load
    ? load().then(
        (dictionary) => new Strings(lang, { ...dictionary, ...overrides }),
        (error: unknown) => {
          console.warn(`hatched-buddy: no texts for "${lang}".`, error);
          return english;
        },
      )
    : english;
}
