import { html, type TemplateResult } from 'lit';
import { rove } from '../a11y/roving.ts';
import type { Strings } from '../i18n/strings.ts';

export type Tab = 'shop' | 'wardrobe';
const TABS: Tab[] = ['shop', 'wardrobe'];

/** What is to be had, and what is owned; an arrow key chooses as a press does. */
export function tabs(chosen: Tab, strings: Strings, choose: (tab: Tab) => void): TemplateResult {
  return html`<div class="tabs" role="tablist" aria-label=${strings.t('shop')} @keydown=${walk}>
    ${TABS.map(
      (tab) =>
        html`<button
          role="tab"
          class="tab"
          aria-selected=${tab === chosen}
          aria-controls="goods"
          tabindex=${tab === chosen ? 0 : -1}
          @click=${() => choose(tab)}
          @focus=${() => choose(tab)}
        >
          ${strings.t(tab)}
        </button>`,
    )}
  </div>`;
}

function walk(event: KeyboardEvent): void {
  rove(event, [...(event.currentTarget as HTMLElement).querySelectorAll('button')]);
}
