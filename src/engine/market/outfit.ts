import type { Category } from '../../contract/buddy/art.ts';
import type { ItemDefinition, PlainConfiguration } from '../../contract/configuration/configuration.ts';
import { invalidFields } from '../../contract/errors.ts';

/**
 * An outfit to be looked at, of any items of the catalog, owned or not: the keys in the order given (`a,b`), and of a
 * category that takes one item, the last. Refuses with `validation_failed` a key that is no item's.
 */
export function outfitOf(document: PlainConfiguration, equip: string): string[] {
  const keys = [...new Set(equip.split(',').filter((key) => key !== ''))];
  const items = keys.map((key) => itemOf(document, key));
  const last = new Map<Category, ItemDefinition>(items.map((item) => [item.category, item]));
  return items
    .filter((item) => item.category === 'accessory' || last.get(item.category) === item)
    .map(({ key }) => key);
}

function itemOf(document: PlainConfiguration, key: string): ItemDefinition {
  const item = document.items?.find((one) => one.key === key);
  if (item) return item;
  throw invalidFields([{ path: 'equip', message: `names "${key}", which the configuration has no item for` }]);
}
