import type { Condition, MetricTest } from '../../contract/configuration/conditions.ts';
import { isYesNo } from './walk.ts';
import { compare } from './when.ts';
import { metricOf, type Facts } from './metrics.ts';

export function holds(condition: Condition, facts: Facts): boolean {
  if ('metric' in condition) return testHolds(condition, facts);
  if ('all' in condition) return condition.all.every((part) => holds(part, facts));
  if ('any' in condition) return condition.any.some((part) => holds(part, facts));
  return !holds(condition.not, facts);
}

function testHolds({ metric, key, op, value }: MetricTest, facts: Facts): boolean {
  const actual = metricOf(facts, metric, key);
  const wanted = Number(value);
  if (op === 'eq') return actual === wanted;
  return op === 'ne' ? actual !== wanted : compare(op, actual, wanted);
}

/** The parts that must all hold, each with the words for it. */
function partsOf(condition: Condition): { text: string; condition: Condition }[] {
  if ('all' in condition) return condition.all.flatMap(partsOf);
  return [{ text: describeCondition(condition), condition }];
}

/** Each part written out, and whether it holds: `{"coins_earned >= 500": false}`. */
export function checklist(condition: Condition, facts: Facts): Record<string, boolean> {
  return Object.fromEntries(partsOf(condition).map((part) => [part.text, holds(part.condition, facts)]));
}

/** The parts that do not hold, each with the value that it has: `coins_earned >= 500 (is 120)`. */
export function missing(condition: Condition, facts: Facts): string[] {
  return partsOf(condition)
    .filter((part) => !holds(part.condition, facts))
    .map((part) => `${part.text}${actualOf(part.condition, facts)}`);
}

function actualOf(condition: Condition, facts: Facts): string {
  if (!('metric' in condition) || isYesNo(condition.metric)) return '';
  return ` (is ${metricOf(facts, condition.metric, condition.key)})`;
}

const SIGN = { eq: '=', ne: '!=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

export function describeCondition(condition: Condition): string {
  if ('metric' in condition) return describeTest(condition);
  if ('not' in condition) return `not (${describeCondition(condition.not)})`;
  const parts = 'all' in condition ? condition.all : condition.any;
  return parts.map(inner).join('all' in condition ? ' and ' : ' or ');
}

function inner(condition: Condition): string {
  const text = describeCondition(condition);
  return 'all' in condition || 'any' in condition ? `(${text})` : text;
}

function describeTest({ metric, key, op, value }: MetricTest): string {
  const name = key === undefined ? metric : `${metric} ${key}`;
  return `${name} ${SIGN[op]} ${value}`;
}
