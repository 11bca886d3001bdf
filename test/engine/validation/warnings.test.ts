import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/contract/configuration/conditions.ts';
import { configuration, type CoinRule, type Configuration } from '../../../src/contract/configuration/configuration.ts';
import { validate } from '../../../src/engine/index.ts';
import { badge, item, skill, streak, token } from '../support/definitions.ts';
import { SENTENCES } from '../support/sentences.ts';

const uncapped: CoinRule = { key: 'lesson', event_type: 'lesson', amount: 10 };
const fifty: CoinRule = { ...uncapped, daily_cap: 50 };

/** `path code` of each warning about a document without errors. */
function warnings(config: Configuration): string[] {
  const report = validate(configuration.parse(config));
  expect(report.errors).toEqual([]);
  for (const { message } of report.warnings) expect(message).toMatch(SENTENCES);
  return report.warnings.map(({ path, code }) => `${path} ${code}`);
}

function priced(amount: number): Configuration['items'] {
  return [
    item('dear', { price: { type: 'coin', amount: 10_000 } }),
    item('cheap', { price: { type: 'coin', amount } }),
  ];
}

describe('a coin rule', () => {
  it('that repeats should have a cap', () => {
    expect(warnings({ coin_rules: [uncapped] })).toEqual(['coin_rules.0 uncapped_rule']);
    for (const cap of [{ daily_cap: 50 }, { weekly_cap: 50 }, { total_limit: 50 }]) {
      expect(warnings({ coin_rules: [{ ...uncapped, ...cap }] })).toEqual([]);
    }
  });

  it('should fit its caps', () => {
    expect(warnings({ coin_rules: [{ ...fifty, amount: 60 }] })).toEqual(['coin_rules.0.daily_cap amount_above_cap']);
  });
});

describe('the cheapest item', () => {
  it('should take more than a day, and no more than sixty', () => {
    const told = (amount: number) => warnings({ coin_rules: [fifty], items: priced(amount) });
    expect(told(50)).toEqual(['items.1.price.amount price_too_low']);
    expect(told(51)).toEqual([]);
    expect(told(3000)).toEqual([]);
    expect(told(3001)).toEqual(['items.1.price.amount price_too_high']);
  });

  it('is measured against what rules pay in a day, a week, once', () => {
    const rule = { key: 'r', event_type: 'lesson', amount: 7 };
    const day = (...coin_rules: CoinRule[]) =>
      [6, 7, 8, 10, 11, 20, 21].filter((amount) =>
        warnings({ coin_rules, items: priced(amount) }).includes('items.1.price.amount price_too_low'),
      );
    expect(day({ ...rule, weekly_cap: 70 })).toEqual([6, 7, 8, 10]);
    expect(day({ ...rule, total_limit: 7 })).toEqual([6, 7]);
    expect(day({ ...rule, daily_cap: 20, weekly_cap: 700 })).toEqual([6, 7, 8, 10, 11, 20]);
    expect(day(rule)).toEqual([6, 7]);
  });

  it('is looked at by each audience', () => {
    const audiences = ['kids', 'adults'].map((key) => ({ key, label: key }));
    const rules = (kids: number, adults: number): Configuration => ({
      audiences,
      coin_rules: [
        { ...fifty, key: 'kids', audience: 'kids', amount: 1, daily_cap: kids },
        { ...fifty, key: 'adults', audience: 'adults', amount: 1, daily_cap: adults },
      ],
      items: priced(100),
    });
    expect(warnings(rules(50, 50))).toEqual([]);
    expect(warnings(rules(50, 100))).toEqual(['items.1.price.amount price_too_low']);
    expect(warnings(rules(50, 1))).toEqual(['items.1.price.amount price_too_high']);
  });

  it('matters only where coins buy anything', () => {
    expect(warnings({ items: [item('gift', { price: { type: 'free' } })] })).toEqual([]);
  });
});

describe('a badge', () => {
  const streaks = [streak('daily'), streak('weekly', { period: 'weekly', event_types: ['report'] })];
  const told = (condition: Condition) => warnings({ streaks, badges: [badge('one', condition)] });
  const count = (key: string, value: number): Condition => ({ metric: 'event_count', key, op: 'gte', value });

  it('for what happens daily should be a streak', () => {
    expect(told(count('lesson', 2))).toEqual(['badges.0.condition daily_badge']);
    expect(told({ metric: 'streak_best', key: 'daily', op: 'gt', value: 2 })).toEqual([
      'badges.0.condition daily_badge',
    ]);
    expect(told({ any: [count('lesson', 100), count('lesson', 3)] })).toEqual(['badges.0.condition daily_badge']);
    expect(told({ all: [count('lesson', 2), count('lesson', 3)] })).toEqual(['badges.0.condition daily_badge']);
    expect(told({ metric: 'event_count', key: 'lesson', op: 'eq', value: 3 })).toContain(
      'badges.0.condition daily_badge',
    );
  });

  it('for a first time, for many, or for something rarer is fine', () => {
    for (const condition of [
      count('lesson', 1),
      count('lesson', 50),
      count('report', 2),
      { metric: 'event_count', key: 'lesson', op: 'gt', value: 3 } as const,
      { all: [count('lesson', 2), count('exam', 1)] },
    ]) {
      expect(told(condition)).toEqual([]);
    }
    expect(told({ metric: 'streak_best', key: 'daily', op: 'gte', value: 7 })).toEqual([]);
    expect(told({ metric: 'streak_best', key: 'weekly', op: 'gte', value: 2 })).toEqual([]);
  });
});

describe('an event type', () => {
  const told = (one: string, other: string, audiences = ['kids', 'adults']) =>
    warnings({
      audiences: ['kids', 'adults'].map((key) => ({ key, label: key })),
      coin_rules: [one, other].map((event_type, index) => ({
        ...fifty,
        key: `r${index}`,
        event_type,
        audience: audiences[index]!,
      })),
    });

  it.each([
    ['lesson_completed', 'LessonCompleted'],
    ['lesson_completed', 'lesson-completed'],
    ['lesson_completed', 'lessons_completed'],
    ['lesson_completed', 'lesson_complete'],
    ['lesson_completed', 'lesson_compleded'],
  ])('that is %s for one audience and %s for another is misspelt', (one, other) => {
    expect(told(one, other)).toEqual(['coin_rules.1.event_type event_type_spelling']);
  });

  it.each([
    ['lesson_1', 'lesson_2'],
    ['read', 'road'],
    ['lesson_completed', 'lesson_started'],
  ])('%s is another than %s', (one, other) => {
    expect(told(one, other)).toEqual([]);
  });

  it('is the business of the audience that uses both', () => {
    expect(told('lesson_completed', 'lesson.completed', ['kids', 'kids'])).toEqual([]);
    const rules = (...written: [event_type: string, audience?: string][]): Configuration => ({
      audiences: ['kids', 'adults'].map((key) => ({ key, label: key })),
      coin_rules: written.map(([event_type, audience], index) => ({
        ...fifty,
        key: `r${index}`,
        event_type,
        audience,
      })),
    });
    const [kids, adults] = [
      ['lesson_completed', 'kids'],
      ['lesson_completed', 'adults'],
    ] as [[string, string], [string, string]];
    expect(warnings(rules(kids, adults, ['lesson.completed', 'kids']))).toEqual([]);
    expect(warnings(rules(['lesson.completed', 'kids'], kids, adults))).toEqual([]);
    expect(warnings(rules(kids, ['lesson.completed']))).toEqual([]);
  });
});

describe('a milestone', () => {
  it('should be one that somebody can reach', () => {
    const milestones = [{ count: 7 }, { count: 30 }, { count: 14 }, { count: 7 }, { count: 5000 }];
    expect(warnings({ streaks: [streak('daily', { milestones })] })).toEqual([
      'streaks.0.milestones.2.count milestone_order',
      'streaks.0.milestones.3.count unreachable_milestone',
      'streaks.0.milestones.4.count unreachable_milestone',
    ]);
  });
});

describe('a condition', () => {
  const sections = {
    skills: [skill('reading')],
    tokens: [token('gem', { max_balance: 5 })],
    items: [item('gone', { price: { type: 'free' }, stock: 0 })],
  };
  const told = (condition: Condition) => warnings({ ...sections, badges: [badge('one', condition)] });

  it.each<[Condition]>([
    [{ metric: 'skill_value', key: 'reading', op: 'gt', value: 100 }],
    [{ metric: 'skill_level', key: 'reading', op: 'gte', value: 6 }],
    [{ metric: 'token_balance', key: 'gem', op: 'gte', value: 6 }],
    [{ metric: 'badge_count', op: 'gte', value: 1 }],
    [{ metric: 'badge', key: 'one', op: 'eq', value: true }],
    [{ metric: 'stage', op: 'gte', value: 2 }],
    [{ metric: 'item_owned', key: 'gone', op: 'gte', value: 1 }],
    [{ all: [{ metric: 'event_count', op: 'gte', value: 1 }, { any: [{ metric: 'stage', op: 'gt', value: 1 }] }] }],
  ])('%j can never hold', (condition) => {
    expect(told(condition)).toEqual(['badges.0.condition unreachable_condition']);
  });

  it('may wait for what can be reached, but not in a circle', () => {
    const has = (key: string): Condition => ({ metric: 'badge', key, op: 'eq', value: true });
    expect(
      warnings({
        badges: [
          badge('a', has('b')),
          badge('b', has('a')),
          badge('c', has('d')),
          badge('d', { metric: 'stage', op: 'gte', value: 2 }),
        ],
        stages: [
          { stage: 1, label: 'One' },
          { stage: 2, label: 'Two', condition: { metric: 'coins_earned', op: 'gte', value: 1 } },
          { stage: 3, label: 'Three', condition: { metric: 'badge_count', op: 'gte', value: 3 } },
          { stage: 4, label: 'Four', condition: { metric: 'badge_count', op: 'gte', value: 1 } },
        ],
        items: [item('hat', { price: { type: 'free' }, visibility: { metric: 'stage', op: 'gte', value: 3 } })],
      }),
    ).toEqual([
      'badges.0.condition unreachable_condition',
      'badges.1.condition unreachable_condition',
      'stages.2.condition unreachable_condition',
      'items.0.visibility unreachable_condition',
    ]);
  });

  it.each(['lt', 'lte'] as const)('that wants less than nothing can never hold: %s', (op) => {
    const less = (value: number) => told({ metric: 'coins_balance', op, value });
    expect(less(-1)).toContain('badges.0.condition unreachable_condition');
    expect(less(0).includes('badges.0.condition unreachable_condition')).toBe(op === 'lt');
  });

  it('should not cease to hold', () => {
    const bound = (op: 'eq' | 'lt' | 'gte'): Condition => ({ metric: 'coins_balance', op, value: 3 });
    expect(told(bound('lt'))).toEqual(['badges.0.condition order_dependent_condition']);
    expect(told({ any: [bound('gte'), bound('eq')] })).toEqual(['badges.0.condition.any.1 order_dependent_condition']);
    expect(told({ all: [bound('gte'), { not: bound('gte') }] })).toEqual([
      'badges.0.condition.all.1 order_dependent_condition',
    ]);
    expect(told(bound('gte'))).toEqual([]);
    expect(told({ metric: 'item_owned', key: 'gone', op: 'ne', value: true })).toEqual([
      'badges.0.condition order_dependent_condition',
    ]);
  });

  it('should not want a streak in progress together with something else', () => {
    const seven: Condition = { metric: 'streak_count', key: 'daily', op: 'gte', value: 7 };
    const rich: Condition = { metric: 'coins_earned', op: 'gte', value: 7 };
    const streaks = [streak('daily')];
    const of = (condition: Condition) => warnings({ streaks, badges: [badge('one', condition)] });
    expect(of(seven)).toEqual([]);
    expect(of({ any: [seven, rich] })).toEqual([]);
    expect(of({ all: [seven, rich] })).toEqual(['badges.0.condition.all.0 order_dependent_condition']);
  });

  it('should not want a streak in progress together with the stage before', () => {
    const seven: Condition = { metric: 'streak_count', key: 'daily', op: 'gte', value: 7 };
    const rich: Condition = { metric: 'coins_earned', op: 'gte', value: 7 };
    const of = (second: Condition, third: Condition) =>
      warnings({
        coin_rules: [{ key: 'r', event_type: 'lesson', amount: 1, daily_cap: 1 }],
        streaks: [streak('daily')],
        stages: [
          { stage: 1, label: 'Egg' },
          { stage: 2, label: 'Chick', condition: second },
          { stage: 3, label: 'Bird', condition: third },
        ],
      });
    expect(of(seven, rich)).toEqual([]);
    expect(of(rich, seven)).toEqual(['stages.2.condition order_dependent_condition']);
    expect(of(rich, { any: [rich, seven] })).toEqual(['stages.2.condition.any.1 order_dependent_condition']);
  });
});

describe('eggs', () => {
  it('should offer no more species than there are', () => {
    expect(warnings({ hatching: { choices: 3 } })).toEqual([]);
    expect(warnings({ hatching: { choices: 3 }, species: [{ key: 'owl' }, { key: 'robot' }] })).toEqual([
      'hatching.choices too_few_species',
    ]);
    expect(warnings({ hatching: { choices: 1 }, species: [{ key: 'owl' }] })).toEqual([]);
  });
});

describe('art', () => {
  it('should be drawn for the category it is worn in', () => {
    expect(
      warnings({ items: [item('shoes', { price: { type: 'free' }, category: 'feet', art: { builtin: 'beanie' } })] }),
    ).toEqual(['items.0.art.builtin art_category']);
  });
});

describe('a warning', () => {
  it('stands beside errors, save where an error says more about the same place', () => {
    const report = validate({
      coin_rules: [{ key: 'r', event_type: 'lesson', amount: 1 }],
      badges: [badge('one', { metric: 'badge', key: 'nothing', op: 'eq', value: true })],
    });
    expect(report.errors.map(({ code }) => code)).toEqual(['unknown_reference']);
    expect(report.warnings.map(({ code }) => code)).toEqual(['uncapped_rule']);
  });
});
