import type { Condition, MetricTest } from '../../contract/configuration/conditions.ts';
import type { Configuration } from '../../contract/configuration/configuration.ts';
import type { Check } from './report.ts';
import { spelledAlike } from './spelling.ts';

/** A count that is reached within this many days of showing up is habit, not achievement. The first time is fine. */
const FEW_DAYS = 3;

/** A streak says "you showed up again", a badge says "you did the thing". */
export const badgesAreNotHabits: Check = (config, report) => {
  const daily = (config.streaks ?? []).filter(({ period }) => period === 'daily');
  const streaks = new Set(daily.map(({ key }) => key));
  const types = new Set(daily.flatMap(({ event_types }) => event_types));
  const isHabit = ({ metric, key = '', op, value }: MetricTest): boolean => {
    const known = metric === 'event_count' ? types.has(key) : /^streak_/.test(metric) && streaks.has(key);
    const least = leastCount(op, Number(value));
    return known && least > 1 && least <= FEW_DAYS;
  };
  for (const [index, { key, condition }] of (config.badges ?? []).entries()) {
    if (!meansOnly(condition, isHabit)) continue;
    const message = `The badge ${key} comes from showing up for ${FEW_DAYS} days or fewer. Make it a milestone of a streak.`;
    report(`badges.${index}.condition`, 'daily_badge', message);
  }
};

function leastCount(op: MetricTest['op'], value: number): number {
  if (op === 'gte' || op === 'eq') return Math.ceil(value);
  return op === 'gt' ? Math.floor(value) + 1 : 0;
}

/** Whether tests of this kind are enough to make the condition true. */
function meansOnly(condition: Condition, kind: (test: MetricTest) => boolean): boolean {
  if ('metric' in condition) return kind(condition);
  if ('all' in condition) return condition.all.every((part) => meansOnly(part, kind));
  return 'any' in condition && condition.any.some((part) => meansOnly(part, kind));
}

/** Two audiences that mean the same event, and write it differently, are a slip. */
export const audiencesSpellAlike: Check = (config, report) => {
  const uses = audiencesByType(config);
  const types = [...uses.keys()];
  for (const [index, type] of types.entries()) {
    const { path, audiences } = uses.get(type)!;
    const twin = types.slice(0, index).find((other) => {
      return spelledAlike(type, other) && areApart(audiences, uses.get(other)!.audiences);
    });
    if (twin === undefined) continue;
    const [these, those] = [audiences, uses.get(twin)!.audiences].map((names) => [...names].join(', '));
    const message = `${these} writes the event type ${type}, ${those} writes ${twin}. Use one spelling for one event.`;
    report(path, 'event_type_spelling', message);
  }
};

function areApart(one: Set<string>, other: Set<string>): boolean {
  return ![...one].some((name) => other.has(name));
}

function audiencesByType(config: Configuration): Map<string, { path: string; audiences: Set<string> }> {
  const uses = new Map<string, { path: string; audiences: Set<string> }>();
  for (const section of ['coin_rules', 'token_rules', 'skill_rules'] as const) {
    for (const [index, { event_type, audience }] of (config[section] ?? []).entries()) {
      if (audience === undefined) continue;
      const use = uses.get(event_type) ?? { path: `${section}.${index}.event_type`, audiences: new Set() };
      uses.set(event_type, use);
      use.audiences.add(audience);
    }
  }
  return uses;
}
