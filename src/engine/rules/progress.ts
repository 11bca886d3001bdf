import type { Condition, MetricTest } from '../../contract/configuration/conditions.ts';
import type { Progress, Requirement } from '../../contract/buddy/state.ts';
import { textIn, type Languages } from '../configuration/texts.ts';
import { holds } from './conditions.ts';
import { metricOf, type Facts } from './metrics.ts';
import { isYesNo, KEY_OF } from './walk.ts';

/**
 * Each test of a condition whose tests must all hold, in its order, with how far it has come. Null where the condition
 * has `any` or `not`, or a test that is no goal to grow towards.
 */
export function requirementsOf(condition: Condition, facts: Facts, languages?: Languages): Requirement[] | null {
  const tests = testsThatAllHold(condition);
  const read = tests?.map((test) => requirementOf(test, facts, languages));
  return read?.every((one) => one !== null) ? read : null;
}

/** How far a condition has come: the test that is furthest behind. Null where `requirementsOf` is. */
export function progressOf(condition: Condition, facts: Facts): Progress | null {
  const all = requirementsOf(condition, facts);
  if (!all) return null;
  const { value, target } = all.reduce((last, one) => (shareOf(one) < shareOf(last) ? one : last));
  return { value, target };
}

/** What still has to be reached for the condition to hold; of the branches of an `any`, for the nearest. */
export function missingOf(condition: Condition, facts: Facts, languages?: Languages): Requirement[] {
  return wayTo(condition, facts, languages).missing;
}

interface Way {
  missing: Requirement[];
  /** The shares that are missing, summed; a test that nothing grows towards counts as one. */
  distance: number;
}

const THERE: Way = { missing: [], distance: 0 };

function wayTo(condition: Condition, facts: Facts, languages: Languages | undefined): Way {
  if (holds(condition, facts)) return THERE;
  if ('metric' in condition) {
    const one = requirementOf(condition, facts, languages);
    return one ? { missing: [one], distance: 1 - shareOf(one) } : { missing: [], distance: 1 };
  }
  if ('not' in condition) return { missing: [], distance: 1 };
  const ways = ('all' in condition ? condition.all : condition.any).map((part) => wayTo(part, facts, languages));
  if ('any' in condition) return ways.reduce((best, way) => (way.distance < best.distance ? way : best));
  return {
    missing: ways.flatMap(({ missing }) => missing),
    distance: ways.reduce((sum, { distance }) => sum + distance, 0),
  };
}

function shareOf({ value, target }: Progress): number {
  return value / target;
}

function testsThatAllHold(condition: Condition): MetricTest[] | null {
  if ('metric' in condition) return [condition];
  if (!('all' in condition)) return null;
  const parts = condition.all.map(testsThatAllHold);
  return parts.every((part) => part !== null) ? parts.flat() : null;
}

function requirementOf(test: MetricTest, facts: Facts, languages: Languages | undefined): Requirement | null {
  const target = targetOf(test);
  if (target === null) return null;
  const actual = metricOf(facts, test.metric, test.key);
  if (test.op === 'eq' && actual > target) return null;
  const { metric, key = null } = test;
  const label = labelOf(test, facts, languages);
  // What asks for nothing is there from the beginning.
  if (target < 1) return { metric, key, label, value: 1, target: 1 };
  return { metric, key, label, value: Math.max(0, Math.min(actual, target)), target };
}

/** The least whole number that passes the test; null where there is none, or smaller numbers pass, too. */
function targetOf({ metric, op, value }: MetricTest): number | null {
  const wanted = Number(value);
  if (isYesNo(metric)) return yesNoTarget(op, wanted);
  if (op === 'gte') return Math.ceil(wanted);
  if (op === 'gt') return Math.floor(wanted) + 1;
  return op === 'eq' && Number.isInteger(wanted) && wanted >= 1 ? wanted : null;
}

/** 1 where only a metric of 1 (yes) passes the test; else null. */
function yesNoTarget(op: MetricTest['op'], wanted: number): number | null {
  const wants = { eq: wanted === 1, ne: wanted === 0, gte: wanted > 0 && wanted <= 1, gt: wanted >= 0 && wanted < 1 };
  return op in wants && wants[op as keyof typeof wants] ? 1 : null;
}

function labelOf({ metric, key }: MetricTest, { config }: Facts, languages: Languages | undefined): string | null {
  const section = KEY_OF[metric];
  if (section === null || section === 'event_type' || key === undefined) return null;
  const label = config[section].get(key)?.label;
  return label === undefined ? null : textIn(label, languages);
}
