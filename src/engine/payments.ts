import type { Reward } from '../contract/configuration/configuration.ts';
import { Refusal } from '../contract/errors.ts';
import { COIN } from '../contract/limits.ts';
import { earn, spend, type Attribution, type Draft } from './draft.ts';
import { purseOf } from './state.ts';
import type { Currency } from './types.ts';

/** Spends, or refuses with `progression_not_spendable` or `insufficient_balance`. */
export function pay(draft: Draft, currency: Currency, price: number, attribution: Attribution): void {
  if (draft.config.tokens.get(currency)?.tier === 'progression') {
    throw new Refusal('progression_not_spendable', `The token ${currency} marks progress and cannot be spent.`);
  }
  const { balance } = purseOf(draft.state, currency);
  if (balance < price) {
    const unit = currency === COIN ? 'coins' : currency;
    throw new Refusal('insufficient_balance', `This takes ${price} ${unit}, and the balance is ${balance}.`, {
      currency,
      price,
      balance,
    });
  }
  spend(draft, currency, price, attribution);
}

export function payReward(draft: Draft, reward: Reward | undefined, attribution: Attribution): void {
  if (reward?.coins !== undefined) earn(draft, COIN, reward.coins, attribution);
  for (const { token_key, amount } of reward?.tokens ?? []) earn(draft, token_key, amount, attribution);
}
