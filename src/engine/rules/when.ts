import type { WhenTest } from '../../contract/configuration/conditions.ts';

interface PropertyTest {
  test: WhenTest;
  path: string[];
}

/** Tests of an event's properties; all of them must hold. */
export type When = readonly PropertyTest[];

export function compileWhen(tests: readonly WhenTest[]): When {
  return tests.map((test) => ({ test, path: test.property.split('.') }));
}

/**
 * The first test that does not hold; null where all do.
 *
 * A rule never acts on what an event does not say: of a property that is missing nothing holds but `exists: false`,
 * not even `ne`. A property is missing where an object on its path does not have it itself (nothing inherited counts).
 * `eq`, `ne` and `in` compare without converting: 1 is not "1". `gt gte lt lte` compare numbers with numbers and
 * strings with strings (by code unit, so RFC 3339 times in UTC compare as times); of anything else they never hold.
 */
export function failingTest(when: When, properties: Record<string, unknown>): WhenTest | null {
  for (const { test, path } of when) {
    if (!holds(test, valueAt(properties, path))) return test;
  }
  return null;
}

/** The value of a property, `undefined` where it is missing. */
export function propertyOf(properties: Record<string, unknown>, property: string): unknown {
  return valueAt(properties, property.split('.'));
}

function valueAt(properties: Record<string, unknown>, path: readonly string[]): unknown {
  let value: unknown = properties;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function holds({ op, value: wanted }: WhenTest, actual: unknown): boolean {
  if (op === 'exists') return (actual !== undefined) === wanted;
  if (actual === undefined) return false;
  switch (op) {
    case 'eq':
      return actual === wanted;
    case 'ne':
      return actual !== wanted;
    case 'in':
      return Array.isArray(wanted) && wanted.some((one) => one === actual);
    default:
      return ordered(op, actual, wanted);
  }
}

function ordered(op: 'gt' | 'gte' | 'lt' | 'lte', actual: unknown, wanted: unknown): boolean {
  const comparable =
    (typeof actual === 'number' && typeof wanted === 'number') ||
    (typeof actual === 'string' && typeof wanted === 'string');
  return comparable && compare(op, actual, wanted);
}

export function compare<T extends number | string>(op: 'gt' | 'gte' | 'lt' | 'lte', actual: T, wanted: T): boolean {
  switch (op) {
    case 'gt':
      return actual > wanted;
    case 'gte':
      return actual >= wanted;
    case 'lt':
      return actual < wanted;
    case 'lte':
      return actual <= wanted;
  }
}
