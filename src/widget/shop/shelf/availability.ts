import type { WidgetState } from '../../../contract/buddy/state.ts';
import type { MarketItem } from '../../../contract/widget.ts';
import type { Strings } from '../../i18n/strings.ts';

/** What a person can do with an item, now. */
export type Availability = 'worn' | 'owned' | 'soldOut' | 'locked' | 'tooDear' | 'available';

export function availabilityOf(item: MarketItem, state: WidgetState): Availability {
  if (state.equipped.some((worn) => worn.item_id === item.item_id)) return 'worn';
  if (item.owned) return 'owned';
  if (item.stock === 0) return 'soldOut';
  if (item.locked) return 'locked';
  return balanceFor(item, state) < amountOf(item) ? 'tooDear' : 'available';
}

export function amountOf({ price }: MarketItem): number {
  return price.type === 'free' ? 0 : price.amount;
}

/** What the wallet holds of the item's currency. */
export function balanceFor({ price }: MarketItem, { buddy, tokens }: WidgetState): number {
  if (price.type !== 'token') return buddy?.coins ?? 0;
  return tokens.find((token) => token.token_key === price.token_key)?.balance ?? 0;
}

/** An amount of the item's currency: "50 coins", "3 Gems". */
export function amountInWords({ price }: MarketItem, n: number, { tokens }: WidgetState, strings: Strings): string {
  if (price.type !== 'token') return strings.t('coins', { n });
  const token = tokens.find((one) => one.token_key === price.token_key);
  return `${strings.number(n)} ${token?.label ?? price.token_key}`;
}

export function priceInWords(item: MarketItem, state: WidgetState, strings: Strings): string {
  return item.price.type === 'free' ? strings.t('free') : amountInWords(item, item.price.amount, state, strings);
}

/** Why it cannot be bought; empty where it can. */
export function obstacle(item: MarketItem, state: WidgetState, strings: Strings): string {
  const availability = availabilityOf(item, state);
  if (availability === 'soldOut') return strings.t('soldOut');
  if (availability === 'locked') return lockedInWords(item, strings);
  if (availability !== 'tooDear') return '';
  const n = amountInWords(item, amountOf(item) - balanceFor(item, state), state, strings);
  return strings.t('missing', { n });
}

/** "Locked: Stage 2 of 3". A server that does not say what is missing leaves the word alone. */
function lockedInWords({ missing }: MarketItem, strings: Strings): string {
  const steps = (missing ?? []).map(({ metric, label, value, target }) =>
    label
      ? `${label} ${strings.t('countOf', { n: value, of: target })}`
      : strings.t(metric === 'stage' ? 'stageOf' : 'countOf', { n: value, of: target }),
  );
  return [strings.t('locked'), steps.join(', ')].filter(Boolean).join(': ');
}
