import { z } from 'zod';
import { text } from '../common.ts';
import { LIMITS } from '../limits.ts';

const scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null()]);

const COMPARISONS = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const;
const WHEN_OPS = [...COMPARISONS, 'in', 'exists'] as const;

/** One test of an event property. A dotted path reaches into objects. `exists` takes `true` or `false`. */
export const whenTest = z.strictObject({
  property: text(200).min(1),
  op: z.enum(WHEN_OPS),
  value: z.union([scalar, z.array(scalar).max(100)]),
});
export type WhenTest = z.infer<typeof whenTest>;

/** All of the tests must hold. */
export const when = z.array(whenTest).max(LIMITS.whenTests);

export const METRICS = [
  'event_count',
  'coins_earned',
  'coins_balance',
  'token_balance',
  'skill_value',
  'skill_level',
  'streak_count',
  'streak_best',
  'badge',
  'badge_count',
  'stage',
  'item_owned',
] as const;
export type Metric = (typeof METRICS)[number];

export const metricTest = z.strictObject({
  metric: z.enum(METRICS),
  key: text(LIMITS.event_type).min(1).optional(),
  op: z.enum(COMPARISONS),
  value: z.union([z.number(), z.boolean()]),
});
export type MetricTest = z.infer<typeof metricTest>;

export type Condition = MetricTest | { all: Condition[] } | { any: Condition[] } | { not: Condition };

/** A tree of `all`, `any`, `not` over metric tests. */
export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      metricTest,
      z.strictObject({ all: z.array(condition).min(1).max(20) }),
      z.strictObject({ any: z.array(condition).min(1).max(20) }),
      z.strictObject({ not: condition }),
    ]),
  )
  .meta({ id: 'Condition' });
