import type { Condition, MetricTest } from '../../contract/configuration/conditions.ts';
import type { Configuration } from '../../contract/configuration/configuration.ts';
import type { Check } from './report.ts';

/** A milestone that takes longer than this is out of reach. */
const PATIENCE_YEARS = 10;
const PERIODS_A_YEAR = { daily: 365, weekly: 52, monthly: 12 } as const;

export const milestonesCanBeReached: Check = ({ streaks = [] }, report) => {
  for (const [index, { key, period, milestones }] of streaks.entries()) {
    let highest = 0;
    for (const [at, { count }] of milestones.entries()) {
      const warn = (code: string, message: string): void =>
        report(`streaks.${index}.milestones.${at}.count`, code, message);
      if (milestones.findIndex((other) => other.count === count) < at) {
        warn('unreachable_milestone', `The streak ${key} reaches ${count} once, and an earlier milestone takes it.`);
      } else if (count < highest) {
        warn(
          'milestone_order',
          `The milestone ${count} of ${key} comes after ${highest}. List them as they are reached.`,
        );
      } else if (count > PATIENCE_YEARS * PERIODS_A_YEAR[period]) {
        warn('unreachable_milestone', `The milestone ${count} of ${key} takes more than ${PATIENCE_YEARS} years.`);
      }
      highest = Math.max(highest, count);
    }
  }
};

/** What a buddy can come to under the rules at the very most. Grows while it is being found out. */
interface Reach {
  config: Configuration;
  badges: Set<string>;
  stage: number;
}

/** Badges and stages that no path leads to: beyond a maximum, or waiting for each other. */
export const conditionsCanBeReached: Check = (config, report) => {
  const reach = furthest(config);
  const tell = (path: string, what: string): void => {
    const message = `No one can reach ${what}: its condition is beyond a maximum, or waits for what waits for it.`;
    report(path, 'unreachable_condition', message);
  };
  for (const [index, { key }] of (config.badges ?? []).entries()) {
    if (!reach.badges.has(key)) tell(`badges.${index}.condition`, `the badge ${key}`);
  }
  for (const [index, { stage }] of (config.stages ?? []).entries()) {
    if (stage === reach.stage + 1) tell(`stages.${index}.condition`, `stage ${stage}`);
  }
  for (const [index, { key, visibility }] of (config.items ?? []).entries()) {
    if (visibility && !isPossible(visibility, reach)) tell(`items.${index}.visibility`, `the item ${key}`);
  }
};

function furthest(config: Configuration): Reach {
  const reach: Reach = { config, badges: new Set(), stage: 1 };
  for (let grown = true; grown;) {
    grown = false;
    for (const { key, condition } of config.badges ?? []) {
      if (reach.badges.has(key) || !isPossible(condition, reach)) continue;
      reach.badges.add(key);
      grown = true;
    }
    const next = config.stages?.[reach.stage];
    if (next?.condition && isPossible(next.condition, reach)) {
      reach.stage++;
      grown = true;
    }
  }
  return reach;
}

function isPossible(condition: Condition, reach: Reach): boolean {
  if ('all' in condition) return condition.all.every((part) => isPossible(part, reach));
  if ('any' in condition) return condition.any.some((part) => isPossible(part, reach));
  return 'not' in condition || isWithin(condition, mostOf(condition, reach));
}

function isWithin({ op, value }: MetricTest, most: number): boolean {
  const wanted = Number(value);
  switch (op) {
    case 'gt':
      return most > wanted;
    case 'gte':
      return most >= wanted;
    case 'lt':
      return wanted > 0;
    case 'lte':
      return wanted >= 0;
    case 'eq':
      return Number.isInteger(wanted) && wanted >= 0 && wanted <= most;
    case 'ne':
      return most > 0 || wanted !== 0;
  }
}

/** The most that a metric can be, without anybody's help. Where there is no such thing, Infinity. */
function mostOf({ metric, key }: MetricTest, { config, badges, stage }: Reach): number {
  const found = <T extends { key: string }>(entries: T[] | undefined): T | undefined =>
    entries?.find((entry) => entry.key === key);
  switch (metric) {
    case 'skill_value':
      return found(config.skills)?.max_value ?? 0;
    case 'skill_level': {
      const skill = found(config.skills);
      return skill ? Math.floor(skill.max_value / skill.points_per_level) : 0;
    }
    case 'token_balance':
      return found(config.tokens)?.max_balance ?? Infinity;
    case 'badge':
      return Number(badges.has(key ?? ''));
    case 'badge_count':
      return badges.size;
    case 'stage':
      return stage;
    case 'item_owned':
      return found(config.items)?.stock === 0 ? 0 : 1;
    default:
      return Infinity;
  }
}
