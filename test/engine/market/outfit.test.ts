import { expect, it } from 'vitest';
import { Refusal } from '../../../src/contract/errors.ts';
import { outfitOf } from '../../../src/engine/market/outfit.ts';
import { item } from '../support/definitions.ts';

const document = {
  items: [
    item('hat'),
    item('cap'),
    item('scarf', { category: 'neck' }),
    ...['pin', 'daisy'].map((key) => item(key, { category: 'accessory' })),
  ],
};

it.each([
  ['', []],
  ['hat', ['hat']],
  ['hat,,scarf,hat', ['hat', 'scarf']],
  ['hat,scarf,cap', ['scarf', 'cap']],
  ['pin,daisy', ['pin', 'daisy']],
])('%j is worn as %j: of a category the last, of accessories all', (equip, worn) => {
  expect(outfitOf(document, equip)).toEqual(worn);
});

it.each([[document], [{}]])('what there is no item for is named', (configuration) => {
  const refused = expect.objectContaining({
    details: { fields: [{ path: 'equip', message: 'names "toString", which the configuration has no item for' }] },
  });
  expect(() => outfitOf(configuration, 'toString')).toThrow(refused);
  expect(() => outfitOf(configuration, 'toString')).toThrow(Refusal);
});
