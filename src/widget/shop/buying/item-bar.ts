import { html, nothing, type TemplateResult } from 'lit';
import { MOST_WORN } from '../../../contract/buddy/outfits.ts';
import type { WidgetState } from '../../../contract/buddy/state.ts';
import type { MarketItem } from '../../../contract/widget.ts';
import type { Strings } from '../../i18n/strings.ts';
import { amountInWords, amountOf, availabilityOf, balanceFor, obstacle } from '../shelf/availability.ts';
import { price } from '../shelf/item-card.ts';
import { isFull } from './outfit.ts';
import { purchaseProblem } from './problem.ts';
import type { Purchase } from './purchase.ts';

/** Few enough to be told beside the rarity. */
const SCARCE = 5;

interface ItemBarActions {
  buy: () => void;
  wear: () => void;
  takeOff: () => void;
  /** Back to what the buddy wears. */
  reset: () => void;
  /** Chooses what comes off where everything is full. */
  swapFor: (itemId: string) => void;
}

interface ItemBarFacts {
  item: MarketItem;
  items: MarketItem[];
  /** Null while an item is only pointed at: then the bar tells and offers nothing. */
  purchase: Purchase | null;
  /** The worn item that would come off. */
  swap: string | null;
  state: WidgetState;
  strings: Strings;
}

/** What an item is, what it costs and leaves, and the one thing that can be done with it. */
export function itemBar(facts: ItemBarFacts, actions: ItemBarActions): TemplateResult {
  const { item, purchase, state, strings } = facts;
  const { label, rarity, description, stock } = item;
  const availability = availabilityOf(item, state);
  const few = availability !== 'owned' && availability !== 'worn' && stock && stock <= SCARCE;
  const why = obstacle(item, state, strings);
  return html`<div class="bar-of-item ${rarity}" aria-busy=${purchase?.phase === 'pending'}>
    <h2 tabindex="-1" dir="auto">${label}</h2>
    <p class="facts">
      <span class="rarity">${strings.t(rarity)}</span
      >${few ? html`<span>${strings.t('left', { n: stock })}</span>` : nothing}
      ${availability === 'available' ? sum(facts) : nothing}
    </p>
    <p class="soft about" dir="auto">${description}</p>
    ${why ? html`<p class="why" dir="auto">${why}</p>` : nothing}
    ${purchase?.error ? html`<p class="problem" role="alert">${purchaseProblem(purchase.error, strings)}</p>` : nothing}
    ${purchase ? html`${swapChoice(facts, actions)}${buttons(facts, actions)}` : nothing}
  </div>`;
}

/** "125 → 5", in full for who hears it. */
function sum({ item, state, strings }: ItemBarFacts): TemplateResult {
  if (item.price.type === 'free') return html`<span class="sum">${strings.t('free')}</span>`;
  const has = balanceFor(item, state);
  const left = has - amountOf(item);
  const spoken = [
    amountInWords(item, amountOf(item), state, strings),
    `${strings.t('after')}: ${amountInWords(item, left, state, strings)}`,
  ];
  return html`<span class="sum"
    ><span aria-hidden="true"
      >${price(item, state, strings)}
      <span class="soft" dir="ltr">${strings.number(has, true)} → ${strings.number(left, true)}</span></span
    ><span class="unseen">${spoken.join('. ')}</span></span
  >`;
}

/** Where four things are worn already, one of them makes room: offered, not refused. */
function swapChoice({ item, items, swap, state, strings }: ItemBarFacts, actions: ItemBarActions): unknown {
  const { equipped, scopes } = state;
  const blocked = !['owned', 'available'].includes(availabilityOf(item, state));
  if (blocked || !isFull(item, equipped) || !scopes.includes('items:equip')) return nothing;
  const chosen = swap ?? equipped[0]?.item_id;
  const name = (id: string) => items.find((one) => one.item_id === id)?.label ?? id;
  return html`<fieldset class="swap">
    <legend>${strings.t('full', { n: equipped.length, of: MOST_WORN })}</legend>
    ${equipped.map(
      ({ item_id: id }) =>
        html`<label class="chip"
          ><input type="radio" name="swap" value=${id} .checked=${id === chosen} @change=${() => actions.swapFor(id)} />
          <span dir="auto">${name(id)}</span></label
        >`,
    )}
  </fieldset>`;
}

function buttons(facts: ItemBarFacts, actions: ItemBarActions): TemplateResult {
  const { purchase, strings } = facts;
  const pending = purchase?.phase === 'pending';
  const main = mainAction(facts, actions);
  return html`<div class="actions">
    <button class="quiet" ?disabled=${pending} @click=${actions.reset}>${strings.t('resetLook')}</button>
    ${
      main
        ? html`<button part=${main.part} class="strong main" aria-disabled=${pending} @click=${main.press}>
            ${main.label}
          </button>`
        : nothing
    }
  </div>`;
}

function mainAction(
  { item, purchase, state, strings }: ItemBarFacts,
  { buy, wear, takeOff }: ItemBarActions,
): { part: 'buy' | 'equip'; label: string; press: () => void } | null {
  const availability = availabilityOf(item, state);
  const mayEquip = state.scopes.includes('items:equip');
  if (availability === 'worn') return mayEquip ? { part: 'equip', label: strings.t('takeOff'), press: takeOff } : null;
  if (availability === 'owned') return mayEquip ? { part: 'equip', label: strings.t('wear'), press: wear } : null;
  if (availability !== 'available' || !state.scopes.includes('marketplace:purchase')) return null;
  const label = strings.t(purchase?.error ? 'retry' : mayEquip ? 'buyAndWear' : 'buy');
  return { part: 'buy', label, press: buy };
}
