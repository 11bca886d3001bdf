import { expect, test } from 'vitest';
import { pictureItem } from '../../src/art/index.ts';
import type { ItemDefinition } from '../../src/contract/configuration/configuration.ts';

const hat = (place: NonNullable<ItemDefinition['art']>['place']): ItemDefinition => ({
  key: 'hat',
  label: 'Hat',
  description: '',
  category: 'head',
  rarity: 'common',
  price: { type: 'free' },
  art: { builtin: 'beanie', place },
});
// Built-in art is in the code: no asset is looked for.
const none = () => undefined;
const placeOf = (item: ItemDefinition, species: string, stage: number) =>
  pictureItem(item, none, { species, stage }).place;

test('one place counts for everybody', () => {
  expect(placeOf(hat({ y: -4 }), 'owl', 1)).toEqual({ y: -4 });
  expect(placeOf(hat(undefined), 'owl', 1)).toBeUndefined();
});

test('of several the one that says most of the wearer counts', () => {
  const item = hat([{ x: 1 }, { species: 'owl', x: 2 }, { stage: 3, x: 3 }, { species: 'owl', stage: 3, x: 4 }]);
  const xs = [
    placeOf(item, 'robot', 1),
    placeOf(item, 'owl', 1),
    placeOf(item, 'robot', 3),
    placeOf(item, 'owl', 3),
  ].map((place) => place?.x);
  expect(xs).toEqual([1, 2, 3, 4]);
  expect(placeOf(hat([{ species: 'owl', x: 2 }]), 'robot', 1)).toBeUndefined();
});

test('a shop card shows the item where it belongs', () => {
  expect(pictureItem(hat({ y: -4 }), none).place).toBeUndefined();
});
