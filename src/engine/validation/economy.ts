import type { CoinRule, Configuration } from '../../contract/configuration/configuration.ts';
import { DEFAULT_AUDIENCE } from '../../contract/limits.ts';
import type { Check } from './report.ts';

/** The cheapest item should take longer than a day, and less than this many. */
const PATIENCE_DAYS = 60;

export const repeatableRulesAreCapped: Check = ({ coin_rules = [] }, report) => {
  for (const [index, { key, daily_cap, weekly_cap, total_limit }] of coin_rules.entries()) {
    if (daily_cap ?? weekly_cap ?? total_limit) continue;
    const message = `The rule ${key} pays without end, which invites repeating the event. Give it a daily_cap.`;
    report(`coin_rules.${index}`, 'uncapped_rule', message);
  }
};

export const amountsFitCaps: Check = (config, report) => {
  for (const section of ['coin_rules', 'token_rules'] as const) {
    for (const [index, rule] of (config[section] ?? []).entries()) {
      for (const cap of ['daily_cap', 'weekly_cap', 'total_limit'] as const) {
        const limit = rule[cap];
        if (limit === undefined || limit >= rule.amount) continue;
        const message = `The rule ${rule.key} never pays its ${rule.amount} in full: its ${cap} is ${limit}.`;
        report(`${section}.${index}.${cap}`, 'amount_above_cap', message);
      }
    }
  }
};

/** Looked at for the audience that earns fastest and for the one that earns slowest. */
export const cheapestItemSuitsTheEarnRate: Check = (config, report) => {
  const cheapest = cheapestCoinItem(config);
  if (!cheapest) return;
  const { index, key, amount } = cheapest;
  const path = `items.${index}.price.amount`;
  const earned = (days: number): number[] =>
    audiencesOf(config).map((audience) => earnedWithin(days, rulesFor(config, audience)));
  const inADay = Math.max(...earned(1));
  const inTime = Math.min(...earned(PATIENCE_DAYS));
  if (inADay >= amount) {
    const message = `The cheapest item, ${key}, costs ${amount} coins, and a day can earn ${Math.floor(inADay)}. Let it take a few days.`;
    report(path, 'price_too_low', message);
  } else if (inTime < amount) {
    const message = `The cheapest item, ${key}, costs ${amount} coins, and ${PATIENCE_DAYS} days earn ${Math.floor(inTime)}. Let it take a few days.`;
    report(path, 'price_too_high', message);
  }
};

function cheapestCoinItem({ items = [] }: Configuration): { index: number; key: string; amount: number } | undefined {
  return items
    .flatMap(({ key, price }, index) => (price.type === 'coin' ? [{ index, key, amount: price.amount }] : []))
    .sort((one, other) => one.amount - other.amount)[0];
}

function audiencesOf({ audiences = [] }: Configuration): string[] {
  return audiences.length === 0 ? [DEFAULT_AUDIENCE] : audiences.map(({ key }) => key);
}

function rulesFor({ coin_rules = [] }: Configuration, audience: string): CoinRule[] {
  return coin_rules.filter((rule) => rule.audience === undefined || rule.audience === audience);
}

/** What a user earns who reaches every cap; a rule without one is assumed to pay once a day. */
function earnedWithin(days: number, rules: CoinRule[]): number {
  return rules.reduce((sum, rule) => sum + Math.min(days * perDay(rule), rule.total_limit ?? Infinity), 0);
}

function perDay({ amount, daily_cap, weekly_cap }: CoinRule): number {
  if (daily_cap === undefined && weekly_cap === undefined) return amount;
  return Math.min(daily_cap ?? Infinity, (weekly_cap ?? Infinity) / 7);
}
