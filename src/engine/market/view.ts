import type { ItemDefinition } from '../../contract/configuration/configuration.ts';
import type { MarketItem } from '../../contract/widget.ts';
import type { CompiledConfig } from '../configuration/compile.ts';
import { holds, missing } from '../rules/conditions.ts';
import { missingOf } from '../rules/progress.ts';
import { ownsItem } from '../state.ts';
import type { BuddyState, CounterKey, Counters, Millis } from '../types.ts';
import { isAffordable, stockCounter, stockLeft } from './purchase.ts';

/** The counters that `viewMarket` will read. */
export function countersOfMarket(config: CompiledConfig): CounterKey[] {
  return [...config.items.values()].filter(({ stock }) => stock !== undefined).map(({ key }) => stockCounter(key));
}

/** The shop as this buddy sees it, in the order of the configuration. */
export function viewMarket(
  state: BuddyState,
  config: CompiledConfig,
  counters: Counters,
  now: Millis,
): Omit<MarketItem, 'image_url'>[] {
  return [...config.items.values()].map((item) => ({
    item_id: item.key,
    label: item.label,
    description: item.description,
    category: item.category,
    rarity: item.rarity,
    price: item.price,
    owned: ownsItem(state, item.key),
    equipped: state.equipped.includes(item.key),
    affordable: isAffordable(state, config, item.price),
    ...lockOf(item, state, config, now),
    stock: stockLeft(item, counters),
  }));
}

function lockOf(
  { visibility }: ItemDefinition,
  state: BuddyState,
  config: CompiledConfig,
  now: Millis,
): Pick<MarketItem, 'locked' | 'locked_reason' | 'missing'> {
  const facts = { state, config, at: now };
  if (!visibility || holds(visibility, facts)) return { locked: false, locked_reason: null, missing: [] };
  return {
    locked: true,
    locked_reason: missing(visibility, facts).join(' and '),
    missing: missingOf(visibility, facts),
  };
}
