import type { LitElement, ReactiveController } from 'lit';
import { type Strings, stringsFor } from './strings.ts';
import type { Dictionary } from './dictionary.ts';

interface Speaker {
  readonly lang: string;
  readonly strings: Partial<Dictionary> | undefined;
}

/** Finds the element's language and its texts; the old ones stay until the new ones are here. */
export class LanguageController implements ReactiveController {
  readonly #host: LitElement & Speaker;
  strings: Strings | undefined;
  /** As a tag that `Intl` and the server understand. */
  lang = '';
  #overrides: Partial<Dictionary> | undefined;

  constructor(host: LitElement & Speaker) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const { strings: overrides } = this.#host;
    const lang = canonical(this.#host.lang || inherited(this.#host));
    if (lang === this.lang && overrides === this.#overrides) return;
    this.lang = lang;
    this.#overrides = overrides;
    const found = stringsFor(lang, overrides);
    if (!(found instanceof Promise)) {
      this.strings = found;
      return;
    }
    void found.then((strings) => {
      if (lang !== this.lang || overrides !== this.#overrides) return;
      this.strings = strings;
      this.#host.requestUpdate();
    });
  }
}

/** The language of the closest ancestor that names one, through shadow roots. */
function inherited(element: Element): string {
  const root = element.getRootNode();
  return element.closest<HTMLElement>('[lang]')?.lang ?? (root instanceof ShadowRoot ? inherited(root.host) : '');
}

/** What Intl accepts; English for what is no language tag. The first question to Intl takes long, and is spared. */
function canonical(lang: string): string {
  if (/^([a-z]{2}(-[A-Z]{2})?)?$/.test(lang)) return lang || 'en';
  try {
    return Intl.getCanonicalLocales(lang.replace('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
