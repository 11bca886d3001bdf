import { expect, test } from 'vitest';
import type { ItemDefinition } from '../../../src/contract/configuration.ts';
import type { Parts } from '../../../src/server/context.ts';
import { pictureItem } from '../../../src/server/pictures/art-sources.ts';

const hat = (place: NonNullable<ItemDefinition['art']>['place']): ItemDefinition => ({
  key: 'hat',
  label: 'Hat',
  description: '',
  category: 'head',
  rarity: 'common',
  price: { type: 'free' },
  art: { builtin: 'beanie', place },
});
// Built-in art is in the code: nothing is asked of the store.
const parts = {} as Pick<Parts, 'store'>;
const placeOf = async (item: ItemDefinition, species: string, stage: number) =>
  (await pictureItem(parts, { customer_id: 'cus_1', mode: 'test' }, item, { species, stage })).place;

test('one place counts for everybody', async () => {
  expect(await placeOf(hat({ y: -4 }), 'owl', 1)).toEqual({ y: -4 });
  expect(await placeOf(hat(undefined), 'owl', 1)).toBeUndefined();
});

test('of several the one that says most of the wearer counts', async () => {
  const item = hat([{ x: 1 }, { species: 'owl', x: 2 }, { stage: 3, x: 3 }, { species: 'owl', stage: 3, x: 4 }]);
  const xs = [
    await placeOf(item, 'robot', 1),
    await placeOf(item, 'owl', 1),
    await placeOf(item, 'robot', 3),
    await placeOf(item, 'owl', 3),
  ].map((place) => place?.x);
  expect(xs).toEqual([1, 2, 3, 4]);
  expect(await placeOf(hat([{ species: 'owl', x: 2 }]), 'robot', 1)).toBeUndefined();
});

test('a shop card shows the item where it belongs', async () => {
  expect((await pictureItem(parts, { customer_id: 'cus_1', mode: 'test' }, hat({ y: -4 }))).place).toBeUndefined();
});
