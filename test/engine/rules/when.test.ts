import { describe, expect, it } from 'vitest';
import type { WhenTest } from '../../../src/contract/configuration/conditions.ts';
import { compileWhen, failingTest } from '../../../src/engine/rules/when.ts';

const lesson = JSON.parse(
  '{"score": 0.7, "level": "b1", "passed": true, "note": null, "course": {"units": [{"id": 4}], "__proto__": {"own": 1}}}',
) as Record<string, unknown>;

function holds(property: string, op: WhenTest['op'], value: WhenTest['value']): boolean {
  return failingTest(compileWhen([{ property, op, value }]), lesson) === null;
}

describe('a test of an event property', () => {
  it.each<[string, WhenTest['op'], WhenTest['value'], boolean]>([
    ['score', 'eq', 0.7, true],
    ['score', 'eq', '0.7', false],
    ['score', 'ne', 0.5, true],
    ['score', 'ne', '0.7', true],
    ['score', 'gte', 0.7, true],
    ['score', 'gt', 0.7, false],
    ['score', 'lt', 1, true],
    ['score', 'lte', 0.7, true],
    ['level', 'gt', 'a2', true],
    ['level', 'in', ['b1', 'b2'], true],
    ['level', 'in', ['c1'], false],
    ['passed', 'eq', true, true],
    ['note', 'eq', null, true],
    ['note', 'exists', true, true],
  ])('%s %s %j: %s', (property, op, value, expected) => {
    expect(holds(property, op, value)).toBe(expected);
  });

  it('compares numbers with numbers and texts with texts only', () => {
    expect(holds('score', 'lt', '9')).toBe(false);
    expect(holds('passed', 'gte', 0)).toBe(false);
    expect(holds('note', 'lte', 0)).toBe(false);
    expect(holds('course', 'gt', 'a')).toBe(false);
  });

  it('reaches into objects and lists by dots', () => {
    expect(holds('course.units.0.id', 'eq', 4)).toBe(true);
    expect(holds('course.units.length', 'gte', 1)).toBe(true);
    expect(holds('course.units.1.id', 'exists', false)).toBe(true);
  });

  it('takes nothing that the event does not say itself', () => {
    for (const property of ['toString', 'constructor.name', 'level.length', 'course.hasOwnProperty', '__proto__']) {
      expect(holds(property, 'exists', true), property).toBe(false);
    }
    expect(holds('course.__proto__.own', 'eq', 1)).toBe(true);
  });

  it('never holds for what is missing, save exists: false', () => {
    for (const op of ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const) expect(holds('absent', op, 1), op).toBe(false);
    expect(holds('absent', 'in', [1])).toBe(false);
    expect(holds('absent', 'exists', true)).toBe(false);
    expect(holds('absent', 'exists', false)).toBe(true);
    expect(holds('score', 'exists', false)).toBe(false);
  });
});

describe('several tests', () => {
  it('must all hold; the first that does not is named', () => {
    const tests: WhenTest[] = [
      { property: 'score', op: 'gte', value: 0.5 },
      { property: 'level', op: 'eq', value: 'c2' },
      { property: 'absent', op: 'exists', value: true },
    ];
    expect(failingTest(compileWhen(tests), lesson)).toBe(tests[1]);
    expect(failingTest(compileWhen([]), lesson)).toBeNull();
  });
});
