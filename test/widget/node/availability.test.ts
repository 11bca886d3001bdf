import { expect, test } from 'vitest';
import type { WidgetState } from '../../../src/contract/buddy/state.ts';
import type { MarketItem } from '../../../src/contract/widget.ts';
import { en } from '../../../src/widget/i18n/en.ts';
import { marketEn } from '../../../src/widget/i18n/market.en.ts';
import { Strings } from '../../../src/widget/i18n/strings.ts';
import { obstacle } from '../../../src/widget/shop/shelf/availability.ts';

const strings = new Strings('en', { ...en, ...marketEn });
const state = { buddy: { coins: 0 }, tokens: [], equipped: [] } as unknown as WidgetState;
const locked = (missing: MarketItem['missing']) =>
  ({ item_id: 'crown', locked: true, price: { type: 'free' }, missing }) as unknown as MarketItem;

test('what is missing is said in the labels of the configuration, and where there is none, without one', () => {
  const said = (step: object) =>
    obstacle(locked([{ key: null, value: 2, target: 5, ...step }] as never), state, strings);
  expect(said({ metric: 'token_balance', label: 'Gems' })).toBe('Locked: Gems 2 of 5');
  expect(said({ metric: 'stage', label: null })).toBe('Locked: Stage 2 of 5');
  expect(said({ metric: 'coins_earned', label: null })).toBe('Locked: 2 of 5');
  expect(obstacle(locked([]), state, strings)).toBe('Locked');
});
