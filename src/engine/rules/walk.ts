import type { Condition, Metric, MetricTest } from '../../contract/configuration/conditions.ts';
import type { Configuration } from '../../contract/configuration/configuration.ts';

/** The conditions of a document with their places. */
export function conditionsOf({ badges = [], stages = [], items = [] }: Configuration): [string, Condition][] {
  const all: [string, Condition | undefined][] = [
    ...badges.map(({ condition }, index): [string, Condition] => [`badges.${index}.condition`, condition]),
    ...stages.map(({ condition }, index): [string, Condition | undefined] => [`stages.${index}.condition`, condition]),
    ...items.map(({ visibility }, index): [string, Condition | undefined] => [`items.${index}.visibility`, visibility]),
  ];
  return all.filter((entry): entry is [string, Condition] => entry[1] !== undefined);
}

/** The conditions right inside this one, with their places. */
export function partsWithin(condition: Condition, path: string): [string, Condition][] {
  if ('all' in condition) return condition.all.map((part, index) => [`${path}.all.${index}`, part]);
  if ('any' in condition) return condition.any.map((part, index) => [`${path}.any.${index}`, part]);
  return 'not' in condition ? [[`${path}.not`, condition.not]] : [];
}

/** Every test in the conditions of a document, and every metric of its leaderboards and causes. */
export function metricsOf(config: Configuration): Pick<MetricTest, 'metric' | 'key'>[] {
  const measured = [...(config.leaderboards ?? []), ...(config.causes ?? [])].map(({ metric }) =>
    typeof metric === 'string' ? { metric } : metric,
  );
  return [...conditionsOf(config).flatMap(([path, condition]) => testsOf(condition, path)), ...measured];
}

function testsOf(condition: Condition, path: string): MetricTest[] {
  if ('metric' in condition) return [condition];
  return partsWithin(condition, path).flatMap(([inner, part]) => testsOf(part, inner));
}

/** Where a metric's `key` leads: to a section, to an event type, or nowhere. */
export const KEY_OF: Record<Metric, 'tokens' | 'skills' | 'streaks' | 'badges' | 'items' | 'event_type' | null> = {
  event_count: 'event_type',
  coins_earned: null,
  coins_balance: null,
  token_balance: 'tokens',
  skill_value: 'skills',
  skill_level: 'skills',
  streak_count: 'streaks',
  streak_best: 'streaks',
  badge: 'badges',
  badge_count: null,
  stage: null,
  item_owned: 'items',
};

/** Metrics that are 0 or 1, and may be written `true` and `false`. */
export function isYesNo(metric: Metric): boolean {
  return metric === 'badge' || metric === 'item_owned';
}
