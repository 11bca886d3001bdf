import type { Condition, MetricTest } from '../../contract/configuration/conditions.ts';
import type { Check, Report } from './report.ts';
import { isYesNo, partsWithin } from '../rules/walk.ts';

/**
 * Badges and stages are reached when their condition is first seen to hold. Where a condition can cease to hold, events
 * that arrive late may find it before or after that, so the outcome depends on the order in which they arrive. A stage
 * above the second is not looked at until the one before it is reached.
 */
export const conditionsOnlyComeTrue: Check = ({ badges = [], stages = [] }, report) => {
  for (const [index, { condition }] of badges.entries()) checkCondition(condition, `badges.${index}.condition`, report);
  for (const [index, { stage, condition }] of stages.entries()) {
    if (condition) checkCondition(condition, `stages.${index}.condition`, report, stage > 2);
  }
};

/** `together`: the condition must hold at the same time as others. */
function checkCondition(condition: Condition, path: string, report: Report, together = false): void {
  const warn = (message: string): void => report(path, 'order_dependent_condition', message);
  if ('not' in condition) {
    warn('not can cease to hold when events arrive late. Say what is wanted instead.');
  } else if ('metric' in condition) {
    checkTest(condition, together, warn);
  } else {
    const joined = together || ('all' in condition && condition.all.length > 1);
    for (const [inner, part] of partsWithin(condition, path)) checkCondition(part, inner, report, joined);
  }
}

function checkTest(test: MetricTest, together: boolean, warn: (message: string) => void): void {
  if (!onlyComesTrue(test)) {
    warn(`${test.op} can cease to hold when events arrive late. Use gte or gt.`);
  } else if (together && test.metric === 'streak_count') {
    warn(`streak_count ${test.key} can be lost before all else is reached. Use streak_best, which only grows.`);
  }
}

function onlyComesTrue({ metric, op, value }: MetricTest): boolean {
  if (op === 'gt' || op === 'gte') return true;
  const wanted = Number(value);
  return isYesNo(metric) && ((op === 'eq' && wanted === 1) || (op === 'ne' && wanted === 0));
}
