import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/contract/configuration/conditions.ts';
import { configuration, type Configuration } from '../../../src/contract/configuration/configuration.ts';
import { validate } from '../../../src/engine/index.ts';
import { badge, item, skill, token } from '../support/definitions.ts';

/** `path code` of each warning about a document without errors. */
function warnings(config: Configuration): string[] {
  const report = validate(configuration.parse(config));
  expect(report.errors).toEqual([]);
  return report.warnings.map(({ path, code }) => `${path} ${code}`);
}

describe('what a condition can reach', () => {
  const NEVER = 'badges.0.condition unreachable_condition';
  const sections = {
    skills: [skill('reading'), skill('writing', { max_value: 10 })],
    tokens: [token('gem', { max_balance: 5 }), token('leaf')],
    items: [item('gone', { price: { type: 'free' }, stock: 0 }), item('hat', { price: { type: 'free' } })],
  };
  const told = (condition: Condition) => warnings({ ...sections, badges: [badge('one', condition)] });

  it.each<[Condition]>([
    [{ metric: 'skill_value', key: 'reading', op: 'gte', value: 100 }],
    [{ metric: 'skill_value', key: 'writing', op: 'eq', value: 10 }],
    [{ metric: 'skill_level', key: 'reading', op: 'gte', value: 5 }],
    [{ metric: 'token_balance', key: 'gem', op: 'gte', value: 5 }],
    [{ metric: 'token_balance', key: 'leaf', op: 'gte', value: 6 }],
    [{ metric: 'item_owned', key: 'hat', op: 'gte', value: 1 }],
    [{ metric: 'item_owned', key: 'gone', op: 'eq', value: 0 }],
    [{ metric: 'coins_balance', op: 'lte', value: 0 }],
    [{ metric: 'coins_balance', op: 'lt', value: 1 }],
    [
      {
        any: [
          { metric: 'stage', op: 'gt', value: 1 },
          { metric: 'coins_earned', op: 'gte', value: 1 },
        ],
      },
    ],
  ])('%j can hold', (condition) => {
    expect(told(condition)).not.toContain(NEVER);
  });

  it.each<[Condition]>([
    [{ metric: 'skill_value', key: 'writing', op: 'gte', value: 11 }],
    [{ metric: 'coins_balance', op: 'eq', value: 1.5 }],
    [{ metric: 'coins_balance', op: 'eq', value: -1 }],
    [{ metric: 'item_owned', key: 'gone', op: 'ne', value: 0 }],
  ])('%j can never hold', (condition) => {
    expect(told(condition)).toContain(NEVER);
  });
});
