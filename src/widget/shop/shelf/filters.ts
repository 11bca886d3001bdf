import { html, type TemplateResult } from 'lit';
import { CATEGORIES, type Category, RARITIES, type Rarity } from '../../../contract/buddy/outfits.ts';
import type { WidgetState } from '../../../contract/buddy/state.ts';
import type { MarketItem } from '../../../contract/widget.ts';
import { rove } from '../../a11y/roving.ts';
import type { Strings } from '../../i18n/strings.ts';
import { availabilityOf } from './availability.ts';

export interface Filters {
  category: Category | null;
  rarity: Rarity | null;
  /** Only what can be bought now. */
  affordable: boolean;
}

export const NO_FILTERS: Filters = { category: null, rarity: null, affordable: false };

export function matching(items: MarketItem[], { category, rarity, affordable }: Filters, state: WidgetState) {
  return items.filter(
    (item) =>
      (!category || item.category === category) &&
      (!rarity || item.rarity === rarity) &&
      (!affordable || availabilityOf(item, state) === 'available'),
  );
}

/** Where it is worn, how rare it is, and whether it can be bought: only what the shelf has is offered. */
export function filterBar(
  items: MarketItem[],
  filters: Filters,
  withAffordable: boolean,
  strings: Strings,
  choose: (filters: Filters) => void,
): TemplateResult {
  const categories = CATEGORIES.filter((one) => items.some((item) => item.category === one)).reverse();
  const rarities = RARITIES.filter((one) => items.some((item) => item.rarity === one));
  const slot = (one: Category | null) =>
    html`<button
      class="chip"
      role="radio"
      aria-checked=${one === filters.category}
      tabindex=${one === filters.category ? 0 : -1}
      @click=${() => choose({ ...filters, category: one })}
    >
      ${strings.t(one ?? 'all')}
    </button>`;
  const rarity = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    choose({ ...filters, rarity: RARITIES.find((one) => one === value) ?? null });
  };
  return html`<div class="filters">
    <div class="chips" role="radiogroup" aria-label=${strings.t('filterSlot')} @keydown=${walk}>
      ${[null, ...categories].map(slot)}
    </div>
    ${
      withAffordable
        ? html`<button
            class="chip"
            aria-pressed=${filters.affordable}
            @click=${() => choose({ ...filters, affordable: !filters.affordable })}
          >
            ${strings.t('affordable')}
          </button>`
        : ''
    }
    <select class="chip" aria-label=${strings.t('filterRarity')} .value=${filters.rarity ?? ''} @change=${rarity}>
      <option value="">${strings.t('anyRarity')}</option>
      ${rarities.map((one) => html`<option value=${one} ?selected=${one === filters.rarity}>${strings.t(one)}</option>`)}
    </select>
  </div>`;
}

function walk(event: KeyboardEvent): void {
  rove(event, [...(event.currentTarget as HTMLElement).querySelectorAll('button')]);
}
