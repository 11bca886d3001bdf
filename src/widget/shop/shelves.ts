import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { type Category, CATEGORIES } from '../../contract/art.ts';
import type { MarketItem } from '../../contract/widget.ts';
import { rove } from '../a11y/roving.ts';
import { card, type Shelf } from './card.ts';

const GHOSTS = 10;

/** The items, by category. Null while they are on their way. */
export function shelves(
  items: MarketItem[] | null,
  category: Category | null,
  choose: (category: Category | null) => void,
  shelf: Shelf,
): TemplateResult {
  const { strings } = shelf;
  const tabs = [null, ...CATEGORIES.filter((one) => items?.some((item) => item.category === one)).reverse()];
  const tab = (one: Category | null) =>
    html`<button
      role="tab"
      class="tab"
      aria-selected=${one === category}
      tabindex=${one === category ? 0 : -1}
      @click=${() => choose(one)}
      @focus=${() => choose(one)}
    >
      ${strings.t(one ?? 'all')}
    </button>`;
  const shown = items?.filter((item) => !category || item.category === category);
  const cards = shown?.map((item, index) => card(item, index, shelf));
  const ghosts = () => Array.from({ length: GHOSTS }, () => html`<li class="item ghost"></li>`);
  return html`<div class="tabs" role="tablist" aria-label=${strings.t('shop')} @keydown=${walk}>${tabs.map(tab)}</div>
    <div class="panel" role="tabpanel" aria-label=${strings.t(category ?? 'all')} aria-busy=${!items}>
      ${shown?.length === 0 ? html`<p class="empty">${strings.t('nothing')}</p>` : nothing}
      ${keyed(
        category,
        html`<ul class="shelf" role="list" @keydown=${walk}>
          ${cards ?? ghosts()}
        </ul>`,
      )}
    </div>`;
}

function walk(event: KeyboardEvent): void {
  rove(event, [...(event.currentTarget as HTMLElement).querySelectorAll('button')]);
}
