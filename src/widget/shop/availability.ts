import type { WidgetState } from '../../contract/state.ts';
import type { MarketItem } from '../../contract/widget.ts';
import type { Strings } from '../i18n/strings.ts';

/** What a person can do with an item, now. */
export type Availability = 'worn' | 'owned' | 'soldOut' | 'locked' | 'dear' | 'open';

export function availabilityOf(item: MarketItem, state: WidgetState): Availability {
  if (state.equipped.some((worn) => worn.item_id === item.item_id)) return 'worn';
  if (item.owned) return 'owned';
  if (item.stock === 0) return 'soldOut';
  if (item.locked) return 'locked';
  return leftAfter(item, state) < 0 ? 'dear' : 'open';
}

/** What the wallet would hold of the item's currency once it is paid; negative where it does not do. */
export function leftAfter({ price }: MarketItem, { buddy, tokens }: WidgetState): number {
  if (price.type === 'free') return 0;
  if (price.type === 'coin') return buddy.coins - price.amount;
  return (tokens.find((token) => token.token_key === price.token_key)?.balance ?? 0) - price.amount;
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
export function excuse(item: MarketItem, state: WidgetState, strings: Strings): string {
  const availability = availabilityOf(item, state);
  // `locked_reason` is for those who write the rules: it names them as they are written.
  if (availability === 'soldOut' || availability === 'locked') return strings.t(availability);
  if (availability !== 'dear') return '';
  return strings.t('missing', { n: amountInWords(item, -leftAfter(item, state), state, strings) });
}

/** What has to come off: one of each category is worn, but any number of accessories. */
export function replacedBy({ category }: MarketItem, { equipped }: WidgetState): string[] {
  const same = equipped.filter((worn) => worn.category === category && category !== 'accessory');
  return same.map((worn) => worn.item_id);
}
