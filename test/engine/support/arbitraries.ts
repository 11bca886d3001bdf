import fc from 'fast-check';
import type { Condition, Metric } from '../../../src/contract/configuration/conditions.ts';
import type { Configuration, Reward, StreakDefinition } from '../../../src/contract/configuration/configuration.ts';
import type { EngineEvent } from '../../../src/engine/index.ts';
import { badge, item, skill, streak, token } from './definitions.ts';
import { DAY, HOUR, MONDAY } from './life.ts';

const TYPES = ['lesson', 'quiz', 'visit'];
const type = fc.constantFrom(...TYPES);
const small = fc.integer({ min: 1, max: 30 });
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });

/** Drops what is undefined, as JSON does. */
function plain<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

const when = maybe(
  fc.constantFrom(
    [{ property: 'score', op: 'gte', value: 0.5 } as const],
    [{ property: 'course.level', op: 'in', value: ['b1', 'b2'] } as const],
  ),
);

const reward: fc.Arbitrary<Reward | undefined> = maybe(
  fc.record({ coins: small, tokens: fc.constantFrom([], [{ token_key: 'gem', amount: 2 }]) }),
);

export const caps = fc.record({
  daily_cap: maybe(small),
  weekly_cap: maybe(fc.integer({ min: 1, max: 60 })),
  total_limit: maybe(fc.integer({ min: 1, max: 120 })),
});

const earnRule = fc
  .record({ event_type: type, amount: small, when })
  .chain((rule) => caps.map((cap) => ({ ...rule, ...cap })));

/** Conditions that can only come true. */
const monotone: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition; test: Condition }>((tie) => ({
  test: fc.oneof(
    metric('event_count', 12, maybe(type)),
    metric('coins_earned', 150),
    metric('coins_balance', 150),
    metric('token_balance', 8, fc.constant('gem')),
    metric('skill_value', 50, fc.constant('reading')),
    metric('skill_level', 3, fc.constant('reading')),
    metric('streak_best', 6, fc.constantFrom('daily', 'weekly')),
    metric('badge_count', 4),
    metric('stage', 3),
    fc.constantFrom('one', 'two', 'three').map((key): Condition => ({ metric: 'badge', key, op: 'eq', value: true })),
  ),
  node: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    tie('test'),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
  ),
})).node;

function metric(name: Metric, most: number, key?: fc.Arbitrary<string | undefined>): fc.Arbitrary<Condition> {
  return fc
    .record({
      value: fc.integer({ min: 1, max: most }),
      op: fc.constantFrom('gte' as const, 'gt' as const),
      key: key ?? fc.constant(undefined),
    })
    .map(({ key, ...test }) => plain<Condition>({ metric: name, key, ...test }));
}

/** Alone, even the length of the streak in progress can only come true. */
const streakAlone = fc
  .integer({ min: 1, max: 6 })
  .map((value): Condition => ({ metric: 'streak_count', key: 'daily', op: 'gte', value }));

const milestones = fc
  .uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 3 })
  .chain((counts) => fc.tuple(...counts.map((count) => reward.map((paid) => ({ count, reward: paid })))));

export const earnedFreezes = maybe(
  fc.record({ max: fc.integer({ min: 1, max: 3 }), earn_every: fc.integer({ min: 1, max: 4 }) }),
);

const streaks: fc.Arbitrary<StreakDefinition[]> = fc
  .tuple(milestones, milestones, earnedFreezes)
  .map(([daily, weekly, freezes]) => [
    streak('daily', { milestones: daily, freezes }),
    streak('weekly', { milestones: weekly, period: 'weekly', event_types: ['lesson', 'quiz'] }),
  ]);

const badges = fc
  .tuple(
    ...['one', 'two', 'three', 'four'].map((key) =>
      fc.tuple(
        fc.constant(key),
        fc.oneof(monotone, streakAlone),
        reward,
        fc.constantFrom('auto' as const, 'manual' as const),
      ),
    ),
  )
  .map((all) => all.map(([key, condition, paid, award]) => badge(key, condition, { reward: paid, award })));

const stages = fc
  .array(fc.record({ condition: monotone, auto_evolve: fc.boolean() }), { maxLength: 3 })
  .map((rest) => [
    { stage: 1, label: 'Stage 1' },
    ...rest.map((stage, index) => ({ stage: index + 2, label: `Stage ${index + 2}`, ...stage })),
  ]);

/** Rules under which the order of arrival must not matter. */
export const configurations: fc.Arbitrary<Configuration> = fc
  .record({
    coin: fc.array(earnRule, { maxLength: 3 }),
    gem: fc.array(earnRule, { maxLength: 2 }),
    points: fc.array(fc.record({ event_type: type, points: small, when }), { maxLength: 2 }),
    most: maybe(small),
    streaks,
    badges,
    stages,
  })
  .map(({ coin, gem, points, most, ...rest }) =>
    plain<Configuration>({
      ...rest,
      coin_rules: coin.map((rule, index) => ({ key: `coin_${index}`, ...rule })),
      tokens: [token('gem', { max_balance: most })],
      token_rules: gem.map((rule, index) => ({ key: `gem_${index}`, token_key: 'gem', ...rule })),
      skills: [skill('reading', { max_value: 55 })],
      skill_rules: points.map((rule) => ({ skill_key: 'reading', ...rule })),
      items: [item('hat'), item('cape', { price: { type: 'token', token_key: 'gem', amount: 2 }, stock: 1 })],
    }),
  );

const properties = fc.record(
  { score: fc.constantFrom(0.1, 0.5, 0.9), course: fc.record({ level: fc.constantFrom('a1', 'b1', 'b2') }) },
  { requiredKeys: [] },
);

/** Events of three weeks, each with an id of its own. */
export const events: fc.Arbitrary<EngineEvent[]> = fc
  .array(
    fc.record({
      type: fc.oneof({ weight: 5, arbitrary: type }, fc.constantFrom('unknown', '__proto__')),
      properties,
      occurred_at: fc.integer({ min: 0, max: (21 * DAY) / HOUR }).map((hours) => MONDAY + hours * HOUR),
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map((event, index) => ({ event_id: `event ${index}`, audience: 'default', ...event })));

/** The same events in two orders. */
export const shuffled = events.chain((list) =>
  fc.record({ list: fc.constant(list), other: fc.shuffledSubarray(list, { minLength: list.length }) }),
);
