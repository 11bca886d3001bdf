import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from '../../../contract/buddy/state.ts';
import type { MarketItem } from '../../../contract/widget.ts';
import type { Strings } from '../../i18n/strings.ts';
import { icon } from '../../look/icons.ts';
import { amountOf, type Availability, availabilityOf, balanceFor, obstacle, priceInWords } from './availability.ts';
import { check, lock } from '../icons.ts';

/** What the cards of one shelf have in common. */
export interface Shelf {
  state: WidgetState;
  strings: Strings;
  /** The item that is chosen. */
  chosen: string | null;
  urlOf: (path: string) => string;
  choose: (item: MarketItem) => void;
  /** Tries an item on while a pointer or the focus is on it; null when it has left. */
  point: (item: MarketItem | null) => void;
}

/** An item as one button: it is tried on while it is pointed at, and chosen when it is pressed. */
export function itemCard(item: MarketItem, index: number, shelf: Shelf): TemplateResult {
  const { item_id: id, label, rarity } = item;
  const { state, strings, chosen, urlOf, choose, point } = shelf;
  const availability = availabilityOf(item, state);
  const has = availability === 'owned' || availability === 'worn';
  const standing = has ? strings.t(availability === 'worn' ? 'worn' : 'owned') : priceInWords(item, state, strings);
  const spoken = [standing, strings.t(rarity), obstacle(item, state, strings)].filter(Boolean);
  const pointed = (event: PointerEvent) => event.pointerType === 'mouse' && point(item);
  return html`<li part="item" class="item ${rarity} ${availability}">
    <button
      id=${id}
      tabindex=${index ? -1 : 0}
      aria-pressed=${chosen === id}
      @click=${() => choose(item)}
      @pointerenter=${pointed}
      @focus=${(event: FocusEvent) => (event.target as Element).matches(':focus-visible') && point(item)}
    >
      <span class="thumb"><img src=${urlOf(item.image_url)} alt="" width="512" height="512" loading="lazy" /></span>
      <b class="title" dir="auto">${label}</b><span class="unseen">: ${spoken.join(', ')}</span>
      ${foot(item, availability, state, strings)}
    </button>
  </li>`;
}

/** The price, quietly; what one has says so instead, and what cannot be had yet says how far it is. */
function foot(item: MarketItem, availability: Availability, state: WidgetState, strings: Strings): TemplateResult {
  if (availability === 'worn' || availability === 'owned') {
    return html`<span class="pill has" aria-hidden="true">${check}${strings.t(availability)}</span>`;
  }
  if (availability === 'soldOut') return html`<span class="pill" aria-hidden="true">${strings.t('soldOut')}</span>`;
  const step = availability === 'locked' ? item.missing?.[0] : undefined;
  if (availability === 'locked') {
    return html`<span class="pill" aria-hidden="true"
        >${lock}<span class="title" dir="auto">${step?.label ?? strings.t('locked')}</span></span
      >
      ${step ? progress(step.value, step.target, strings) : nothing}`;
  }
  return html`<span class="pill price" aria-hidden="true">${price(item, state, strings)}</span>
    ${availability === 'tooDear' ? progress(balanceFor(item, state), amountOf(item), strings) : nothing}`;
}

function progress(value: number, target: number, strings: Strings): TemplateResult {
  const percent = Math.min(100, Math.round((value / target) * 100));
  return html`<span class="way" aria-hidden="true"
    ><span class="bar"><i .style=${`inline-size:${percent}%`}></i></span
    ><span class="soft"
      >${strings.t('countOf', { n: strings.number(value, true), of: strings.number(target, true) })}</span
    ></span
  >`;
}

export function price({ price }: MarketItem, state: WidgetState, strings: Strings): unknown {
  if (price.type === 'free') return strings.t('free');
  const token = price.type === 'token' && state.tokens.find((one) => one.token_key === price.token_key);
  return html`${token ? icon(token.icon, token.label) : icon('coin')}<b>${strings.number(price.amount, true)}</b>`;
}
