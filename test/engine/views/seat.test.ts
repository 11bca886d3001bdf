import { describe, expect, it } from 'vitest';
import { compile, initialState } from '../../../src/engine/index.ts';
import { viewEgg, viewLife, viewSeat } from '../../../src/engine/views/seat.ts';
import { MONDAY } from '../support/life.ts';

const config = compile({
  stages: [
    { stage: 1, label: 'Hatchling' },
    { stage: 2, label: 'Explorer' },
  ],
  items: [
    { key: 'hat', label: 'Hat', category: 'head', price: { coins: 5 } },
    { key: 'boots', label: 'Boots', category: 'feet', price: { coins: 5 } },
  ],
} as never);

const row = {
  buddy_id: 'bud_1',
  user_id: 'ada',
  name: 'Pip',
  audience: 'kids',
  state: { ...initialState(), stage: 5, equipped: ['boots', 'gone', 'hat'] },
  appearance_status: 'failed',
  appearance_error: 'No room.',
} as const;

describe('a living buddy', () => {
  const life = viewLife(row as never, null, config, MONDAY);

  it('is shown with the last stage that there is, its picture’s state and its purse', () => {
    expect(life.buddy).toMatchObject({
      buddy_id: 'bud_1',
      user_id: 'ada',
      name: 'Pip',
      audience: 'kids',
      stage: { number: 2, label: 'Explorer', of: 2 },
      image: null,
      appearance: { status: 'failed', error: 'No room.' },
      coins: 0,
    });
  });

  it('has the coins of its purse', () => {
    const rich = { ...row, state: { ...row.state, purses: { coin: { balance: 7, seq: 1 } } } };
    expect(viewLife(rich as never, null, config, MONDAY).buddy!.coins).toBe(7);
  });

  it('wears what the configuration still knows', () => {
    expect(life.equipped).toEqual([
      { item_id: 'boots', category: 'feet' },
      { item_id: 'hat', category: 'head' },
    ]);
    expect(viewLife(row as never, null, compile({}), MONDAY).equipped).toEqual([]);
  });
});

describe('a seat', () => {
  const facts = {
    version: 4,
    egg: null,
    time_zone: 'Europe/Berlin',
    scopes: ['read'] as const,
    open: [{ operation_id: 'op_1', type: 'hatch' as const, input: {} }],
  };

  it('without a buddy shows nothing that one would have', () => {
    expect(viewSeat({ ...facts, life: null })).toEqual({
      version: 4,
      egg: null,
      buddy: null,
      tokens: [],
      skills: [],
      streaks: [],
      badges: [],
      equipped: [],
      evolution: null,
      time_zone: 'Europe/Berlin',
      scopes: ['read'],
      pending_operations: [{ operation_id: 'op_1', type: 'hatch' }],
    });
  });

  it('with one shows its life', () => {
    const life = viewLife(row as never, null, config, MONDAY);
    expect(viewSeat({ ...facts, life })).toMatchObject({ version: 4, ...life });
  });
});

describe('an egg', () => {
  const egg = { egg_id: 'egg_1', status: 'waiting', warmth: 4, user_id: 'ada' } as const;

  it.each([
    [undefined, null],
    [6, { value: 4, target: 6 }],
    // Rules that ask for less than it has.
    [3, { value: 3, target: 3 }],
  ])('with %s events needed is as warm as %j', (needed, warmth) => {
    expect(viewEgg(egg, needed, null as never, [])).toEqual({
      egg_id: 'egg_1',
      status: 'waiting',
      image: null,
      warmth,
      choices: [],
    });
  });
});
