import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from '../../contract/state.ts';
import type { MarketItem } from '../../contract/widget.ts';
import type { Strings } from '../i18n/strings.ts';
import { icon } from '../look/icons.ts';
import { check, lock } from './icons.ts';
import { excuse, priceInWords, type Availability, availabilityOf } from './availability.ts';

const SCARCE = 5;

/** What the cards of one shelf have in common. */
export interface Shelf {
  state: WidgetState;
  strings: Strings;
  urlOf: (path: string) => string;
  press: (item: MarketItem) => void;
}

/** One item, with the one thing that can be done with it. */
export function card(item: MarketItem, index: number, { state, strings, urlOf, press }: Shelf): TemplateResult {
  const { item_id: id, label, rarity, stock } = item;
  const availability = availabilityOf(item, state);
  const has = availability === 'owned' || availability === 'worn';
  const scope = has ? 'items:equip' : 'marketplace:purchase';
  const off = !(has || availability === 'open') || !state.scopes.includes(scope);
  const strong = !off && availability !== 'worn';
  const few = !has && stock && stock <= SCARCE;
  const verb = strings.t(availability === 'worn' ? 'takeOff' : has ? 'wear' : 'buy');
  const why = excuse(item, state, strings);
  const spoken = [verb, ...(has ? [] : [priceInWords(item, state, strings), why])].filter(Boolean);
  return html`<li part="item" class="item ${rarity} ${availability}">
    <div class="thumb">
      <img src=${urlOf(item.image_url)} alt="" width="512" height="512" loading="lazy" />
      ${availability === 'worn' ? html`<span class="chip">${check}${strings.t('worn')}</span>` : nothing}
    </div>
    <b class="label" dir="auto">${label}</b>
    <span class="rarity">${few ? strings.t('left', { n: stock }) : strings.t(rarity)}</span>
    <button
      part=${has ? 'equip' : 'buy'}
      class=${strong ? 'strong' : 'quiet'}
      id=${id}
      tabindex=${index ? -1 : 0}
      aria-disabled=${off}
      aria-label=${`${label}: ${spoken.join(', ')}`}
      @click=${() => press(item)}
    >
      ${has ? verb : face(item, availability, state, strings)}
    </button>
  </li>`;
}

function face(item: MarketItem, availability: Availability, state: WidgetState, strings: Strings): unknown {
  const { price } = item;
  if (availability === 'soldOut' || price.type === 'free')
    return strings.t(availability === 'soldOut' ? availability : 'free');
  const token = price.type === 'token' && state.tokens.find((one) => one.token_key === price.token_key);
  return html`${availability === 'locked' ? lock : nothing}
  ${token ? icon(token.icon, token.label) : icon('coin')}${strings.number(price.amount, true)}`;
}
