import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/contract/configuration/conditions.ts';
import { configuration, type Configuration } from '../../../src/contract/configuration/configuration.ts';
import { validate } from '../../../src/engine/index.ts';
import { tenRules } from '../support/configurations.ts';
import { badge, item, skill, streak, token } from '../support/definitions.ts';
import { SENTENCES } from '../support/sentences.ts';

const coin = { key: 'lesson', event_type: 'lesson', amount: 1, daily_cap: 5 };
const anEvent: Condition = { metric: 'event_count', op: 'gte', value: 1 };
const asset_id = `ast_${'0'.repeat(26)}`;

/** `path code` of each error. The document's shape is right, or it would not have come so far. */
function errors(config: Configuration): string[] {
  const found = validate(configuration.parse(config)).errors;
  for (const { message } of found) expect(message).toMatch(SENTENCES);
  return found.map(({ path, code }) => `${path} ${code}`);
}

function nested(depth: number): Condition {
  return depth === 1 ? anEvent : { not: nested(depth - 1) };
}

describe('a sound configuration', () => {
  it('has no errors', () => {
    expect(validate({})).toEqual({ errors: [], warnings: [] });
    expect(validate(tenRules).errors).toEqual([]);
  });

  it('may use all that there is room for', () => {
    expect(errors({ skills: Array.from('abcdefgh', (key) => skill(key)) })).toEqual([]);
    const when = [
      { property: 'score', op: 'gte' as const, value: 5 },
      { property: 'name', op: 'lt' as const, value: 'm' },
      { property: 'level', op: 'ne' as const, value: true },
      { property: 'level', op: 'in' as const, value: ['b1'] },
      { property: 'level', op: 'exists' as const, value: false },
    ];
    expect(errors({ coin_rules: [{ ...coin, when }] })).toEqual([]);
  });
});

describe('errors', () => {
  it.each<[string, Configuration, string[]]>([
    [
      'a key used twice',
      { coin_rules: [coin, coin], items: [item('hat'), item('hat')] },
      ['coin_rules.1.key duplicate_key', 'items.1.key duplicate_key'],
    ],
    ['a token named coin', { tokens: [token('coin')] }, ['tokens.0.key reserved_key']],
    ['a ninth skill', { skills: Array.from('abcdefghi', (key) => skill(key)) }, ['skills.8 too_many_skills']],
    [
      'unknown tokens',
      {
        token_rules: [{ ...coin, token_key: 'gem' }],
        badges: [badge('one', anEvent, { reward: { tokens: [{ token_key: 'gem', amount: 1 }] } })],
        streaks: [
          streak('daily', { milestones: [{ count: 7, reward: { tokens: [{ token_key: 'gem', amount: 1 }] } }] }),
        ],
        items: [item('hat', { price: { type: 'token', token_key: 'gem', amount: 1 } })],
      },
      [
        'token_rules.0.token_key unknown_reference',
        'badges.0.reward.tokens.0.token_key unknown_reference',
        'streaks.0.milestones.0.reward.tokens.0.token_key unknown_reference',
        'items.0.price.token_key unknown_reference',
      ],
    ],
    [
      'an unknown skill',
      { skill_rules: [{ event_type: 'lesson', skill_key: 'reading', points: 1 }] },
      ['skill_rules.0.skill_key unknown_reference'],
    ],
    [
      'an unknown audience',
      {
        coin_rules: [{ ...coin, audience: 'kids' }],
        leaderboards: [{ key: 'top', label: 'Top', metric: 'coins_earned', window: 'weekly', audience: 'kids' }],
      },
      ['coin_rules.0.audience unknown_reference', 'leaderboards.0.audience unknown_reference'],
    ],
    [
      'a price in a progression token',
      {
        tokens: [token('xp', { tier: 'progression' })],
        items: [item('hat', { price: { type: 'token', token_key: 'xp', amount: 1 } })],
      },
      ['items.0.price.token_key progression_not_spendable'],
    ],
    [
      'stages without order or condition',
      {
        stages: [
          { stage: 1, label: 'One', condition: anEvent },
          { stage: 2, label: 'Two' },
          { stage: 4, label: 'Four', condition: anEvent },
        ],
      },
      ['stages.0.condition unexpected_condition', 'stages.1.condition missing_condition', 'stages.2.stage stage_order'],
    ],
    [
      'a condition nested too deep',
      { badges: [badge('one', nested(9))] },
      [`badges.0.condition${'.not'.repeat(8)} condition_too_deep`],
    ],
    [
      'metrics with the wrong key',
      {
        badges: [
          badge('one', { metric: 'skill_value', op: 'gte', value: 1 }),
          badge('two', { metric: 'coins_earned', key: 'x', op: 'gte', value: 1 }),
          badge('three', { any: [anEvent, { metric: 'streak_best', key: 'daily', op: 'gte', value: 1 }] }),
        ],
        leaderboards: [{ key: 'top', label: 'Top', metric: 'skill_value', window: 'weekly' }],
        causes: [
          {
            key: 'trees',
            label: 'Trees',
            metric: { metric: 'token_balance', key: 'leaf' },
            threshold: 5,
            webhook_url: 'https://example.com',
            secret: 'x'.repeat(16),
          },
        ],
      },
      [
        'badges.0.condition.key missing_key',
        'badges.1.condition.key unexpected_key',
        'badges.2.condition.any.1.key unknown_reference',
        'leaderboards.0.metric.key missing_key',
        'causes.0.metric.key unknown_reference',
      ],
    ],
    [
      'a number compared with true',
      {
        badges: [
          badge('one', { metric: 'stage', op: 'eq', value: true }),
          badge('two', { metric: 'badge', key: 'one', op: 'eq', value: true }),
        ],
      },
      ['badges.0.condition.value wrong_value'],
    ],
    [
      'tests of properties that make no sense',
      {
        coin_rules: [
          {
            ...coin,
            when: [
              { property: 'score', op: 'gte', value: true },
              { property: 'level', op: 'in', value: [] },
              { property: 'level', op: 'in', value: 'b1' },
              { property: 'level', op: 'eq', value: ['b1'] },
              { property: 'level', op: 'ne', value: ['b1'] },
              { property: 'level', op: 'lt', value: ['b1'] },
              { property: 'level', op: 'exists', value: 'yes' },
              { property: 'a..b', op: 'exists', value: true },
            ],
          },
        ],
      },
      [
        '0.value wrong_value',
        '1.value wrong_value',
        '2.value wrong_value',
        '3.value wrong_value',
        '4.value wrong_value',
        '5.value wrong_value',
        '6.value wrong_value',
        '7.property wrong_property',
      ].map((rest) => `coin_rules.0.when.${rest}`),
    ],
    [
      'a built-in piece that is not there',
      { items: [item('hat', { art: { builtin: 'toString' } })] },
      ['items.0.art.builtin unknown_art'],
    ],
    [
      'a place on a species that is not there',
      {
        species: [{ key: 'fox', assets: [{ stage: 1, asset_id }] }],
        items: [
          item('hat', { art: { builtin: 'beanie', place: [{ species: 'fox' }, { species: 'owl', stage: 2 }] } }),
          item('cap', { art: { asset_id, place: [{ x: 1 }, { species: 'wolf', scale: 2 }] } }),
          item('tie', { art: { asset_id, place: { x: 1, y: -2, scale: 0.5, layer: 70 } } }),
        ],
      },
      ['items.1.art.place.1.species unknown_reference'],
    ],
    [
      'own species that are not complete',
      {
        stages: [
          { stage: 1, label: 'One' },
          { stage: 2, label: 'Two', condition: anEvent },
        ],
        species: [
          {
            key: 'fox',
            assets: [
              { stage: 1, asset_id },
              { stage: 1, asset_id },
            ],
          },
          {
            key: 'dragon',
            assets: [
              { stage: 1, asset_id },
              { stage: 2, asset_id },
            ],
          },
        ],
      },
      ['species.0.assets.1.stage duplicate_key', 'species.1.key reserved_key', 'species.0.assets missing_stage_art'],
    ],
    [
      'a cause that has no address',
      {
        causes: ['ftp://example.com', 'https://user:pass@example.com', 'nowhere'].map((webhook_url, index) => ({
          key: `cause${index}`,
          label: 'Trees',
          metric: 'coins_earned' as const,
          threshold: 5,
          webhook_url,
          secret: 'x'.repeat(16),
        })),
      },
      ['causes.0.webhook_url invalid_url', 'causes.1.webhook_url invalid_url', 'causes.2.webhook_url invalid_url'],
    ],
  ])('%s', (_, config, expected) => {
    expect(errors(config)).toEqual(expected);
  });

  it('say what to do', () => {
    const [first] = validate({ tokens: [token('coin')] }).errors;
    expect(first!.message).toBe('The name coin belongs to the built-in currency. Use another.');
    const when = [{ property: 'level', op: 'in' as const, value: 'b1' }];
    const [unlisted] = validate({ coin_rules: [{ ...coin, when }] }).errors;
    expect(unlisted!.message).toBe('in compares with a list of at least one value.');
  });

  it('in conditions nested too deep leave no warnings beside them', () => {
    const { warnings } = validate({
      coin_rules: [{ key: 'uncapped', event_type: 'lesson', amount: 1 }],
      badges: [badge('one', nested(9))],
    });
    expect(warnings).toEqual([]);
  });

  it('are told up to a limit', () => {
    const rules = Array.from({ length: 200 }, (_, index) => ({
      ...coin,
      key: `rule_${index}`,
      token_key: 'gem',
      audience: 'kids',
    }));
    expect(validate({ token_rules: rules }).errors).toHaveLength(200);
  });
});
