import { MOST_WORN } from '../../../contract/buddy/outfits.ts';
import type { EquippedView, WidgetState } from '../../../contract/buddy/state.ts';
import type { MarketItem } from '../../../contract/widget.ts';

/** A change of clothes: what is put on, and what comes off for it. */
export interface OutfitChange {
  equip: EquippedView[];
  unequip: string[];
}

/**
 * What has to happen to wear an item: one of each category is worn, but any number of accessories, and four things at
 * most in all.
 * @param swap the worn item that makes room where everything is full; else the one that was put on first
 */
export function changeToWear(item: MarketItem, { equipped }: WidgetState, swap: string | null): OutfitChange {
  const { item_id, category } = item;
  const replaced = equipped.filter((worn) => worn.category === category && category !== 'accessory');
  const full = isFull(item, equipped);
  const gone = full ? [equipped.find((worn) => worn.item_id === swap) ?? equipped[0]!] : replaced;
  return { equip: [{ item_id, category }], unequip: gone.map((worn) => worn.item_id) };
}

/** Nothing comes off by itself for this item, and there is no room for it. */
export function isFull({ item_id: id, category }: MarketItem, equipped: EquippedView[]): boolean {
  const replaces = equipped.some((worn) => worn.category === category && category !== 'accessory');
  return !replaces && equipped.length >= MOST_WORN && !equipped.some((worn) => worn.item_id === id);
}

/** The items that are worn after a change. */
export function wornAfter(equipped: EquippedView[], { equip, unequip }: OutfitChange): EquippedView[] {
  const changed = [...unequip, ...equip.map((item) => item.item_id)];
  return [...equipped.filter((worn) => !changed.includes(worn.item_id)), ...equip];
}
