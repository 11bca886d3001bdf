import type { MarketItem } from '../../contract/widget.ts';
import { HatchedEvent } from './event.ts';

/** Cancel it to sell the item in your own way. */
export class BeforePurchaseEvent extends HatchedEvent {
  declare readonly item: MarketItem;
  constructor(facts: { item: MarketItem }) {
    super('before-purchase', facts, true);
  }
}

export class ItemPurchasedEvent extends HatchedEvent {
  declare readonly item: MarketItem;
  declare readonly purchaseId: string | null;
  constructor(facts: { item: MarketItem; purchaseId: string | null }) {
    super('item-purchased', facts);
  }
}
