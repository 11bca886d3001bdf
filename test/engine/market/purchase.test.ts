import { describe, expect, it } from 'vitest';
import type { ItemDefinition } from '../../../src/contract/configuration/configuration.ts';
import {
  countersOfMarket,
  countersOfPurchase,
  grantCoins,
  grantTokens,
  viewMarket,
} from '../../../src/engine/index.ts';
import { badge, item, token } from '../support/definitions.ts';
import { refusal } from '../support/refusal.ts';
import { Life, MONDAY } from '../support/life.ts';

const items: ItemDefinition[] = [
  item('hat', { price: { type: 'coin', amount: 30 } }),
  item('gift', { price: { type: 'free' } }),
  item('crown', { price: { type: 'token', token_key: 'gem', amount: 2 } }),
  item('medal', { price: { type: 'token', token_key: 'xp', amount: 2 } }),
  item('rare', { price: { type: 'free' }, stock: 1 }),
  item('late', { price: { type: 'free' }, visibility: { metric: 'stage', op: 'gte', value: 2 } }),
];

function life({
  coins = 0,
  gems = 0,
  counters,
}: { coins?: number; gems?: number; counters?: Map<string, number> } = {}): Life {
  const buddy = new Life({ items, tokens: [token('gem'), token('xp', { tier: 'progression' })] }, counters);
  const reason = 'gift';
  if (coins) buddy.apply(grantCoins({ ...buddy.situation(MONDAY), amount: coins, reason }));
  if (gems) buddy.apply(grantTokens({ ...buddy.situation(MONDAY), token_key: 'gem', amount: gems, reason }));
  return buddy;
}

describe('a purchase', () => {
  it('takes coins and gives the item', () => {
    const buddy = life({ coins: 50 });
    buddy.buy('hat');
    expect(buddy.balance()).toBe(20);
    expect(buddy.state.purses['coin']!.earned).toBe(50);
    expect(buddy.state.items).toEqual({ hat: MONDAY });
    expect(buddy.ledger.at(-1)).toEqual({
      currency: 'coin',
      seq: 2,
      amount: -30,
      balance_after: 20,
      reason: 'purchase hat',
      source: { type: 'purchase', item_id: 'hat' },
    });
    expect(buddy.notices.slice(1)).toEqual([
      {
        event: 'coin.spent',
        data: { amount: 30, balance_after: 20, source: { type: 'purchase', item_id: 'hat' } },
        ledger: { currency: 'coin', seq: 2 },
      },
      { event: 'marketplace.purchased', data: { item_id: 'hat', price: { type: 'coin', amount: 30 } } },
    ]);
  });

  it('may cost tokens, or nothing', () => {
    const buddy = life({ gems: 2 });
    buddy.buy('crown');
    buddy.buy('gift');
    expect(buddy.balance('gem')).toBe(0);
    expect(Object.keys(buddy.state.items)).toEqual(['crown', 'gift']);
    expect(buddy.ledger).toHaveLength(2);
  });

  it('may be what a badge waits for', () => {
    const buddy = new Life({
      items,
      badges: [
        badge('shopper', { metric: 'item_owned', key: 'gift', op: 'eq', value: true }, { reward: { coins: 4 } }),
      ],
    });
    buddy.buy('gift');
    expect(buddy.notified('badge.awarded')).toMatchObject([{ badge_id: 'shopper' }]);
    expect(buddy.balance()).toBe(4);
  });

  it.each([
    ['nothing', 'resource_not_found'],
    ['hat', 'insufficient_balance'],
    ['crown', 'insufficient_balance'],
    ['medal', 'progression_not_spendable'],
    ['late', 'item_locked'],
  ])('of %s is refused with %s', (key, code) => {
    expect(refusal(() => life({ coins: 29, gems: 1 }).buy(key)).code).toBe(code);
  });

  it('is refused for what the buddy has', () => {
    const buddy = life();
    buddy.buy('gift');
    expect(refusal(() => buddy.buy('gift')).code).toBe('already_owned');
  });

  it('says what is missing', () => {
    const { message, details } = refusal(() => life({ coins: 29 }).buy('hat'));
    expect(message).toBe('This takes 30 coins, and the balance is 29.');
    expect(details).toEqual({ currency: 'coin', price: 30, balance: 29 });
    expect(refusal(() => life().buy('late')).message).toBe('The item late is locked until stage >= 2 (is 1).');
  });

  it('of the last piece leaves none for others', () => {
    const counters = new Map<string, number>();
    const [quick, slow] = [life({ counters }), life({ counters })];
    expect(countersOfPurchase(quick.config, 'rare')).toEqual([{ scope: 'shared', key: 'stock_sold:rare' }]);
    expect(countersOfPurchase(quick.config, 'hat')).toEqual([]);
    quick.buy('rare');
    expect(refusal(() => slow.buy('rare')).code).toBe('out_of_stock');
  });
});

describe('a limited item', () => {
  it('is sold as often as there are pieces', () => {
    const counters = new Map<string, number>();
    const rules = { items: [item('rare', { price: { type: 'free' }, stock: 2 })] };
    const [first, second, third] = [1, 2, 3].map(() => new Life(rules, counters));
    first!.buy('rare');
    second!.buy('rare');
    expect(counters.get('shared stock_sold:rare')).toBe(2);
    expect(refusal(() => third!.buy('rare')).code).toBe('out_of_stock');
  });
});

describe('the market', () => {
  it('shows each item as it is for this buddy', () => {
    const buddy = life({ coins: 30 });
    buddy.buy('rare');
    const sold = ({ key }: { key: string }) => buddy.counters.get(`shared ${key}`) ?? 0;
    expect(countersOfMarket(buddy.config).map(({ key }) => key)).toEqual(['stock_sold:rare']);
    const shown = viewMarket(buddy.state, buddy.config, sold, MONDAY).map(
      ({ item_id, owned, affordable, locked, locked_reason, stock }) => [
        item_id,
        owned,
        affordable,
        locked,
        locked_reason,
        stock,
      ],
    );
    expect(shown).toEqual([
      ['hat', false, true, false, null, null],
      ['gift', false, true, false, null, null],
      ['crown', false, false, false, null, null],
      ['medal', false, false, false, null, null],
      ['rare', true, true, false, null, 0],
      ['late', false, true, true, 'stage >= 2 (is 1)', null],
    ]);
  });
});
