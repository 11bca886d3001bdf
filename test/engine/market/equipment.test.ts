import { describe, expect, it } from 'vitest';
import { decideEquipment, type EquipmentDecision } from '../../../src/engine/index.ts';
import { item } from '../support/definitions.ts';
import { Life, MONDAY } from '../support/life.ts';
import { refusal } from '../support/refusal.ts';

const free = { price: { type: 'free' } } as const;
const items = [
  item('cap', free),
  item('crown', free),
  item('scarf', { ...free, category: 'neck' }),
  item('meadow', { ...free, category: 'background' }),
  item('daisy', { ...free, category: 'accessory' }),
  item('bee', { ...free, category: 'accessory' }),
  item('star', { ...free, category: 'accessory' }),
  item('dream', free),
];

function life(...worn: string[]): Life {
  const buddy = new Life({ items });
  for (const { key } of items) if (key !== 'dream') buddy.buy(key);
  if (worn.length) wear(buddy, worn);
  return buddy;
}

function wear(buddy: Life, equip: string[], unequip: string[] = []): EquipmentDecision {
  const decision = decideEquipment({ ...buddy.situation(MONDAY), equip, unequip });
  buddy.apply(decision);
  return decision;
}

describe('equipment', () => {
  it('is worn back to front', () => {
    expect(wear(life(), ['daisy', 'cap', 'meadow', 'scarf'])).toMatchObject({
      equipped: ['meadow', 'scarf', 'cap', 'daisy'],
      changed: true,
    });
  });

  it('replaces what was worn of its category, while accessories add up', () => {
    expect(wear(life('cap', 'daisy'), ['crown', 'bee']).equipped).toEqual(['crown', 'bee', 'daisy']);
  });

  it('comes off, also when it was not on', () => {
    const buddy = life('cap', 'scarf');
    expect(wear(buddy, [], ['cap'])).toMatchObject({ equipped: ['scarf'], changed: true });
    expect(wear(buddy, [], ['cap'])).toMatchObject({ equipped: ['scarf'], changed: false });
  });

  it('makes room and fills it in one call', () => {
    const buddy = life('meadow', 'scarf', 'cap', 'daisy');
    expect(wear(buddy, ['bee'], ['daisy']).equipped).toEqual(['meadow', 'scarf', 'cap', 'bee']);
  });

  it('tells of what is newly worn', () => {
    const buddy = life('cap');
    const { notices } = wear(buddy, ['cap', 'scarf']);
    expect(notices).toEqual([{ event: 'marketplace.equipped', data: { item_id: 'scarf', price: { type: 'free' } } }]);
  });

  it.each<[string, string[], string[], string]>([
    ['two of one category', ['cap', 'crown'], [], 'category_conflict'],
    ['one item both ways', ['cap'], ['cap'], 'category_conflict'],
    ['a fifth item', ['scarf', 'cap', 'daisy', 'bee', 'star'], [], 'too_many_items'],
    ['an item that was never bought', ['dream'], [], 'not_owned'],
    ['taking off an item that was never bought', [], ['dream'], 'not_owned'],
    ['an item that is not there', ['nothing'], [], 'resource_not_found'],
  ])('refuses %s', (_, equip, unequip, code) => {
    expect(refusal(() => wear(life(), equip, unequip)).code).toBe(code);
  });

  it('keeps what a new configuration no longer knows, but cannot put it on again', () => {
    const buddy = life('cap');
    const later = new Life({ items: items.filter(({ key }) => key !== 'cap') });
    later.state = buddy.state;
    expect(wear(later, ['scarf']).equipped).toEqual(['scarf', 'cap']);
    expect(wear(later, [], ['cap']).equipped).toEqual(['scarf']);
    expect(refusal(() => wear(later, ['cap'])).code).toBe('resource_not_found');
  });

  it('does not count what a new configuration no longer knows', () => {
    const buddy = life('meadow', 'daisy', 'bee', 'star');
    const later = new Life({ items: items.filter(({ category }) => category !== 'accessory') });
    later.state = buddy.state;
    expect(wear(later, ['scarf', 'cap']).equipped).toEqual(expect.arrayContaining(['meadow', 'scarf', 'cap']));
  });
});
