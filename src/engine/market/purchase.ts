import type { Price } from '../../contract/common.ts';
import type { ItemDefinition } from '../../contract/configuration/configuration.ts';
import { Refusal } from '../../contract/errors.ts';
import { COIN } from '../../contract/limits.ts';
import type { CompiledConfig } from '../configuration/compile.ts';
import { decisionOf, notify, openDraft, type Draft } from '../draft.ts';
import { pay } from '../payments.ts';
import { checklist, holds, missing } from '../rules/conditions.ts';
import { giveAwards } from '../rules/awards.ts';
import { ownsItem, purseOf, put } from '../state.ts';
import type { BuddyState, CounterKey, Counters, Millis, PurchaseDecision } from '../types.ts';

interface PurchaseDecisionInput {
  state: BuddyState;
  config: CompiledConfig;
  item_id: string;
  counters: Counters;
  now: Millis;
}

/** How many pieces of a limited item the whole world has bought. */
export function stockCounter(item_id: string): CounterKey {
  return { scope: 'shared', key: `stock_sold:${item_id}` };
}

/** The counters that `decidePurchase` will read. */
export function countersOfPurchase(config: CompiledConfig, item_id: string): CounterKey[] {
  return config.items.get(item_id)?.stock === undefined ? [] : [stockCounter(item_id)];
}

/** What is left of an item; null where there is no limit. */
export function stockLeft({ key, stock }: ItemDefinition, counters: Counters): number | null {
  return stock === undefined ? null : Math.max(0, stock - counters(stockCounter(key)));
}

/**
 * Buys an item. Refuses with `resource_not_found`, `already_owned`, `item_locked` (`details.conditions`), `out_of_stock`,
 * `progression_not_spendable` or `insufficient_balance` (`details: {currency, price, balance}`).
 */
export function decidePurchase({ state, config, item_id, counters, now }: PurchaseDecisionInput): PurchaseDecision {
  const item = config.items.get(item_id);
  if (!item) throw new Refusal('resource_not_found', `There is no item ${item_id} in the buddy's configuration.`);
  if (ownsItem(state, item_id)) throw new Refusal('already_owned', `The buddy has the item ${item_id} already.`);
  const draft = openDraft(state, config, now);
  refuseLocked(draft, item);
  takeFromStock(draft, item, counters);
  if (item.price.type !== 'free') {
    pay(draft, currencyOf(item.price), item.price.amount, {
      reason: `purchase ${item_id}`,
      source: { type: 'purchase', item_id },
    });
  }
  draft.state.items = put(draft.state.items, item_id, now);
  notify(draft, 'marketplace.purchased', { item_id, price: item.price });
  giveAwards(draft);
  return { ...decisionOf(draft), price: item.price };
}

function refuseLocked(draft: Draft, { key, visibility }: ItemDefinition): void {
  if (!visibility || holds(visibility, draft)) return;
  throw new Refusal('item_locked', `The item ${key} is locked until ${missing(visibility, draft).join(' and ')}.`, {
    conditions: checklist(visibility, draft),
  });
}

function takeFromStock(draft: Draft, item: ItemDefinition, counters: Counters): void {
  const left = stockLeft(item, counters);
  if (left === null) return;
  if (left === 0) throw new Refusal('out_of_stock', `The item ${item.key} is sold out.`, { stock: item.stock });
  const counter = stockCounter(item.key);
  draft.counters.push({ ...counter, value: counters(counter) + 1 });
}

function currencyOf(price: Exclude<Price, { type: 'free' }>): string {
  return price.type === 'coin' ? COIN : price.token_key;
}

/** Whether the buddy could pay for it now. */
export function isAffordable(state: BuddyState, config: CompiledConfig, price: Price): boolean {
  if (price.type === 'free') return true;
  const currency = currencyOf(price);
  if (config.tokens.get(currency)?.tier === 'progression') return false;
  return purseOf(state, currency).balance >= price.amount;
}
