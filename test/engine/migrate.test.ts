import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../src/contract/configuration/configuration.ts';
import { compile, decideEquipment, migrate, viewSkills, viewStreaks } from '../../src/engine/index.ts';
import { badge, item, skill, streak } from './support/definitions.ts';
import { DAY, Life, MONDAY } from './support/life.ts';

function moved(life: Life, to: Configuration, now = MONDAY): Life {
  const target = compile(to);
  life.apply(migrate({ state: life.state, to: target, now }));
  life.config = target;
  return life;
}

describe('other rules', () => {
  it('keep everything, also what they do not know', () => {
    const life = new Life({
      coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 10 }],
      skills: [skill('reading')],
      skill_rules: [{ event_type: 'lesson', skill_key: 'reading', points: 80 }],
      streaks: [streak('daily')],
      badges: [badge('first', { metric: 'event_count', op: 'gte', value: 1 })],
    });
    life.send();
    const before = life.state;
    expect(moved(life, {}).state).toEqual(before);
    expect(life.notices.length).toBeGreaterThan(0);
  });

  it('award what is new with the next event', () => {
    const life = new Life({});
    life.send();
    moved(life, { badges: [badge('first', { metric: 'event_count', key: 'lesson', op: 'gte', value: 1 })] });
    expect(life.notified('badge.awarded')).toEqual([]);
    expect(life.send({ type: 'anything' }).badges_awarded).toEqual(['first']);
  });

  it('may lower a skill’s maximum without losing points', () => {
    const rules = { skill_rules: [{ event_type: 'lesson', skill_key: 'reading', points: 80 }] };
    const life = new Life({ ...rules, skills: [skill('reading')] });
    life.send();
    moved(life, { ...rules, skills: [skill('reading', { max_value: 40 })] });
    expect(viewSkills(life.state, life.config)[0]).toMatchObject({ value: 40, level: 2, level_progress: 1 });
    expect(life.send().skills).toEqual([]);
    moved(life, { ...rules, skills: [skill('reading', { max_value: 200 })] });
    expect(viewSkills(life.state, life.config)[0]).toMatchObject({ value: 80 });
  });

  it('may count a streak in longer periods, and what was ticked counts', () => {
    const life = new Life({ streaks: [streak('habit', { milestones: [{ count: 2 }] })] });
    for (const day of [0, 1, 7, 15]) life.send({ at: MONDAY + day * DAY });
    moved(life, { streaks: [streak('habit', { period: 'weekly', milestones: [{ count: 2 }] })] });
    expect(viewStreaks(life.state, life.config, MONDAY + 15 * DAY)[0]).toMatchObject({
      count: 3,
      ticked_this_period: true,
    });
    expect(life.send({ at: MONDAY + 22 * DAY }).streak_milestones).toEqual([]);
  });

  it('do not tell again of a loss that was told, when they count in longer periods', () => {
    const life = new Life({ streaks: [streak('habit')] });
    life.send();
    life.wake(MONDAY + 20 * DAY);
    moved(life, { streaks: [streak('habit', { period: 'weekly' })] }, MONDAY + 20 * DAY);
    expect(life.wake(MONDAY + 20 * DAY)).toEqual([]);
    expect(life.notified('streak.burned')).toHaveLength(1);
  });

  it('tell of the loss of a streak that longer periods brought back to life', () => {
    const life = new Life({ streaks: [streak('habit')] });
    life.send();
    life.wake(MONDAY + 4 * DAY);
    moved(life, { streaks: [streak('habit', { period: 'weekly' })] }, MONDAY + 4 * DAY);
    expect(viewStreaks(life.state, life.config, MONDAY + 4 * DAY)[0]).toMatchObject({ count: 1, alive: true });
    expect(life.wake(MONDAY + 20 * DAY)).toHaveLength(1);
  });

  it('tell of a loss that was not told yet', () => {
    const life = new Life({ streaks: [streak('habit')] });
    life.send();
    life.wake(MONDAY + 3 * DAY);
    life.send({ at: MONDAY + 5 * DAY });
    moved(life, { streaks: [streak('habit', { period: 'weekly' })] }, MONDAY + 20 * DAY);
    expect(life.wake(MONDAY + 20 * DAY)).toHaveLength(1);
  });

  it('may count it in shorter ones, and it begins anew', () => {
    const life = new Life({ streaks: [streak('habit', { period: 'weekly' })] });
    for (const day of [0, 7]) life.send({ at: MONDAY + day * DAY });
    moved(life, { streaks: [streak('habit')] });
    expect(viewStreaks(life.state, life.config, MONDAY + 7 * DAY)[0]).toMatchObject({ count: 0, alive: false });
    expect(life.send({ at: MONDAY + 7 * DAY }).streaks).toEqual([{ streak_key: 'habit', count: 1 }]);
  });
});

describe('what is worn when the rules change', () => {
  const free = { price: { type: 'free' } } as const;
  const accessory = { ...free, category: 'accessory' } as const;
  const items = [
    item('cap', free),
    item('scarf', { ...free, category: 'neck' }),
    item('bee', accessory),
    item('daisy', accessory),
    item('star', accessory),
  ];
  const wearing = (...equip: string[]): Life => {
    const life = new Life({ items });
    for (const { key } of items) life.buy(key);
    life.apply(decideEquipment({ ...life.situation(MONDAY), equip, unequip: [] }));
    return life;
  };
  /** The same items, those that are named in other categories. */
  const as = (categories: Partial<Record<string, 'head' | 'face' | 'accessory'>>): Configuration => ({
    items: items.map((one) => ({ ...one, category: categories[one.key] ?? one.category })),
  });

  it('comes off where they do not have it, stays owned, and makes room', () => {
    const life = moved(wearing('cap', 'bee', 'daisy', 'star'), { items: items.slice(0, 2) });
    expect(life.state.equipped).toEqual(['cap']);
    expect(Object.keys(life.state.items)).toEqual(['cap', 'scarf', 'bee', 'daisy', 'star']);
    const decision = decideEquipment({ ...life.situation(MONDAY), equip: ['scarf'], unequip: [] });
    expect(decision.equipped).toEqual(['scarf', 'cap']);
  });

  it('comes off where another goes in its place, the first by key stays', () => {
    const life = moved(wearing('scarf', 'star', 'daisy', 'cap'), as({ star: 'head', daisy: 'head' }));
    expect(life.state.equipped).toEqual(['scarf', 'cap']);
    expect(moved(life, { items }).state.equipped).toEqual(['scarf', 'cap']);
  });

  it('is four items at most, the hindmost first', () => {
    const life = moved(wearing('cap', 'bee', 'daisy', 'star'), as({ star: 'face' }));
    expect(life.state.equipped).toEqual(['star', 'cap', 'bee', 'daisy']);
    const crowded = { ...life.state, equipped: ['star', 'cap', 'scarf', 'bee', 'daisy'] };
    const { state } = migrate({ state: crowded, to: life.config, now: MONDAY });
    expect(state.equipped).toEqual(['scarf', 'star', 'cap', 'bee']);
  });
});
