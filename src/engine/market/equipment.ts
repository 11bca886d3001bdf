import { CATEGORY_DEPTH } from '../../contract/buddy/art.ts';
import type { ItemDefinition } from '../../contract/configuration/configuration.ts';
import { Refusal } from '../../contract/errors.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { CompiledConfig } from '../configuration/compile.ts';
import { decisionOf, notify, openDraft } from '../draft.ts';
import { ownsItem } from '../state.ts';
import type { BuddyState, Decision, Millis } from '../types.ts';

interface EquipmentDecisionInput {
  state: BuddyState;
  config: CompiledConfig;
  equip: string[];
  unequip: string[];
  now: Millis;
}

export interface EquipmentDecision extends Decision {
  /** Worn now, back to front, then by key. */
  equipped: string[];
  changed: boolean;
}

/**
 * Takes off, then puts on. What is put on replaces what was worn of its category; accessories add up.
 *
 * Refuses with `resource_not_found`, `not_owned`, `category_conflict` (two of one category, or one item both ways, in
 * one call) or `too_many_items`.
 */
export function decideEquipment({ state, config, equip, unequip, now }: EquipmentDecisionInput): EquipmentDecision {
  const wanted = [...new Set(equip)];
  for (const key of unequip) requireOwned(state, config, key);
  const items = wanted.map((key) => itemToWear(state, config, key));
  refuseConflicts(items, unequip);
  const makesRoom = (worn: string): boolean => {
    const category = config.items.get(worn)?.category;
    return category !== 'accessory' && items.some((item) => item.category === category);
  };
  const kept = state.equipped.filter((key) => !unequip.includes(key) && !wanted.includes(key) && !makesRoom(key));
  const equipped = inOrder([...kept, ...wanted], config);
  // What the configuration does not know is not seen, and takes up no room.
  const count = equipped.filter((key) => config.items.has(key)).length;
  if (count > LIMITS.equippedItems) {
    throw new Refusal(
      'too_many_items',
      `A buddy wears ${LIMITS.equippedItems} items at most, this would make ${count}. Unequip some.`,
      { max: LIMITS.equippedItems, attempted: count },
    );
  }
  const draft = openDraft(state, config, now);
  draft.state.equipped = equipped;
  for (const item of items) {
    if (state.equipped.includes(item.key)) continue;
    notify(draft, 'marketplace.equipped', { item_id: item.key, price: item.price });
  }
  const changed = equipped.join() !== inOrder(state.equipped, config).join();
  return { ...decisionOf(draft), equipped, changed };
}

/** Of what is worn, what may be worn under these rules. Of what goes in one place, and of all, the first stay on. */
export function stillWorn(equipped: string[], config: CompiledConfig): string[] {
  const taken = new Set<string>();
  const fits = (key: string): boolean => {
    const category = config.items.get(key)?.category;
    if (category === undefined || taken.has(category)) return false;
    if (category !== 'accessory') taken.add(category);
    return true;
  };
  return inOrder(equipped, config).filter(fits).slice(0, LIMITS.equippedItems);
}

function requireOwned(state: BuddyState, config: CompiledConfig, key: string): void {
  if (ownsItem(state, key)) return;
  if (config.items.has(key)) throw new Refusal('not_owned', `The buddy does not own the item ${key}. Buy it first.`);
  throw new Refusal('resource_not_found', `There is no item ${key} in the buddy's configuration.`);
}

function itemToWear(state: BuddyState, config: CompiledConfig, key: string): ItemDefinition {
  requireOwned(state, config, key);
  const item = config.items.get(key);
  if (!item) throw new Refusal('resource_not_found', `The item ${key} is no longer in the buddy's configuration.`);
  return item;
}

function refuseConflicts(items: ItemDefinition[], unequip: string[]): void {
  const seen = new Map<string, string>();
  for (const { key, category } of items) {
    if (unequip.includes(key)) {
      throw new Refusal('category_conflict', `The item ${key} is in both equip and unequip. Name it in one of them.`, {
        category,
        conflicting_item_ids: [key],
      });
    }
    const other = seen.get(category);
    if (other !== undefined && category !== 'accessory') {
      throw new Refusal('category_conflict', `${other} and ${key} are both worn as ${category}. Equip one of them.`, {
        category,
        conflicting_item_ids: [other, key],
      });
    }
    seen.set(category, key);
  }
}

function inOrder(keys: string[], config: CompiledConfig): string[] {
  const depth = (key: string): number => CATEGORY_DEPTH[config.items.get(key)?.category ?? 'accessory'];
  return [...keys].sort((one, other) => depth(one) - depth(other) || (one < other ? -1 : 1));
}
