import type { Condition, Metric, MetricTest, WhenTest } from '../../contract/configuration/conditions.ts';
import type { Configuration } from '../../contract/configuration/configuration.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Check, Report } from './report.ts';
import { conditionsOf, isYesNo, KEY_OF, partsWithin } from '../rules/walk.ts';

export const conditionsAreSound: Check = (config, report) => {
  for (const [path, condition] of conditionsOf(config)) checkCondition(config, condition, path, 1, report);
  for (const section of ['leaderboards', 'causes'] as const) {
    for (const [index, { metric }] of (config[section] ?? []).entries()) {
      const path = `${section}.${index}.metric`;
      if (typeof metric === 'string') checkKey(config, metric, undefined, path, report);
      else checkKey(config, metric.metric, metric.key, path, report);
    }
  }
};

function checkCondition(
  config: Configuration,
  condition: Condition,
  path: string,
  depth: number,
  report: Report,
): void {
  if (depth > LIMITS.conditionDepth) {
    const message = `Conditions nest ${LIMITS.conditionDepth} levels at most. Flatten this one.`;
    report(path, 'condition_too_deep', message);
    return;
  }
  if ('metric' in condition) checkTest(config, condition, path, report);
  for (const [inner, part] of partsWithin(condition, path)) checkCondition(config, part, inner, depth + 1, report);
}

function checkTest(config: Configuration, test: MetricTest, path: string, report: Report): void {
  checkKey(config, test.metric, test.key, path, report);
  if (typeof test.value === 'number' || isYesNo(test.metric)) return;
  report(`${path}.value`, 'wrong_value', `${test.metric} is a number. Compare it with a number.`);
}

function checkKey(config: Configuration, metric: Metric, key: string | undefined, path: string, report: Report): void {
  const section = KEY_OF[metric];
  if (section === 'event_type') return;
  if (section === null) {
    if (key !== undefined) report(`${path}.key`, 'unexpected_key', `${metric} takes no key. Remove it.`);
  } else if (key === undefined) {
    report(`${path}.key`, 'missing_key', `${metric} needs the key of one of the ${section}.`);
  } else if (!(config[section] ?? []).some((entry) => entry.key === key)) {
    report(`${path}.key`, 'unknown_reference', `There is no ${key} in ${section}. Add it there, or correct the name.`);
  }
}

export const whenTestsAreSound: Check = (config, report) => {
  for (const section of ['coin_rules', 'token_rules', 'skill_rules'] as const) {
    for (const [index, { when = [] }] of (config[section] ?? []).entries()) {
      for (const [at, test] of when.entries()) checkWhen(test, `${section}.${index}.when.${at}`, report);
    }
  }
};

function checkWhen({ property, op, value }: WhenTest, path: string, report: Report): void {
  if (property.split('.').includes('')) {
    report(`${path}.property`, 'wrong_property', 'Must be names joined by single dots, like score or lesson.level.');
  }
  const wanted = wantedBy(op);
  if (wanted.fits(value)) return;
  report(`${path}.value`, 'wrong_value', `${op} compares with ${wanted.words}.`);
}

function wantedBy(op: WhenTest['op']): { words: string; fits: (value: WhenTest['value']) => boolean } {
  switch (op) {
    case 'exists':
      return { words: 'true or false', fits: (value) => typeof value === 'boolean' };
    case 'in':
      return { words: 'a list of at least one value', fits: (value) => Array.isArray(value) && value.length > 0 };
    case 'eq':
    case 'ne':
      return { words: 'one value; for several use in', fits: (value) => !Array.isArray(value) };
    default:
      return { words: 'a number or a text', fits: (value) => typeof value === 'number' || typeof value === 'string' };
  }
}
