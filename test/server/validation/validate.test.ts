import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { configuration } from '../../../src/contract/configuration/configuration.ts';
import { eventInput, eventLogQuery } from '../../../src/contract/events.ts';
import { validatorOf } from '../../../src/server/validation/validate.ts';

const checkConfig = validatorOf(configuration);
const badge = (condition: unknown) => ({
  badges: [{ key: 'b', label: 'B', description: '', icon: 'star', award: 'auto', condition }],
});

test('what fits has no errors', () => {
  expect(validatorOf(eventInput)({ event_id: 'e', user_id: 'u', type: 't' })).toBeNull();
  expect(checkConfig(badge({ all: [{ not: { metric: 'stage', op: 'gte', value: 2 } }] }))).toBeNull();
});

describe('words', () => {
  const schema = z.strictObject({
    text: z.string().min(2).max(3).optional(),
    list: z.array(z.int()).min(1).max(2).optional(),
    number: z.number().min(0).max(9).optional(),
    flag: z.boolean().optional(),
    when: z.iso.datetime({ offset: true }).optional(),
    kind: z.enum(['a', 'b']).optional(),
    exactly: z.literal(true).optional(),
    either: z.union([z.string(), z.number()]).optional(),
  });
  const check = validatorOf(schema);
  test.each<[object, string, string]>([
    [{ text: 'x' }, 'text', 'must have at least 2 characters'],
    [{ text: 'long' }, 'text', 'must have at most 3 characters'],
    [{ text: null }, 'text', 'must be a text'],
    [{ list: [] }, 'list', 'must have at least 1 entry'],
    [{ list: [1, 2, 3] }, 'list', 'must have at most 2 entries'],
    [{ list: [1, 'x'] }, 'list.1', 'must be a number'],
    [{ list: [1.5] }, 'list.0', 'must be a whole number'],
    [{ number: -1 }, 'number', 'must be at least 0'],
    [{ number: 10 }, 'number', 'must be at most 9'],
    [{ flag: 'true' }, 'flag', 'must be true or false'],
    [{ when: 'tomorrow' }, 'when', 'must be a time like 2026-01-31T12:00:00Z'],
    [{ when: '2026-02-30T00:00:00Z' }, 'when', 'must be a time like 2026-01-31T12:00:00Z'],
    [{ kind: 'c' }, 'kind', 'must be one of a, b'],
    [{ exactly: false }, 'exactly', 'must be true'],
    [{ either: true }, 'either', 'must be a text, or must be a number'],
    [{ other: 1 }, 'other', 'is not a known field'],
  ])('%j', (value, path, message) => expect(check(value)).toEqual([{ path, message }]));
});

describe('of several shapes, the closest one says what is wrong', () => {
  test('the one whose field was begun', () => {
    expect(checkConfig(badge({ all: [{ metric: 'stage', op: 'gte' }] }))).toEqual([
      { path: 'badges.0.condition.all.0.value', message: 'is required' },
    ]);
  });

  test('the one that its kind names', () => {
    const item = { key: 'i', label: 'I', description: '', category: 'head', rarity: 'common' };
    expect(checkConfig({ items: [{ ...item, price: { type: 'token', amount: 1 } }] })).toEqual([
      { path: 'items.0.price.token_key', message: 'is required' },
    ]);
    expect(checkConfig({ items: [{ ...item, price: { type: 'gold', amount: 1 } }] })).toEqual([
      { path: 'items.0.price.type', message: 'does not name a known kind' },
    ]);
  });
});

test('query strings become what the schema wants, bodies never do', () => {
  const query = { limit: '5' };
  expect(validatorOf(eventLogQuery, { coerce: true })(query)).toBeNull();
  expect(query).toEqual({ limit: 5 });
  expect(validatorOf(eventLogQuery)({ limit: '5' })).toEqual([{ path: 'limit', message: 'must be a number' }]);
});

describe('however much is wrong', () => {
  const many = (count: number) => Array.from({ length: count }, () => ({}));
  const broken = (conditions: number, parts: number) => ({
    badges: Array.from({ length: conditions }, () => badge({ any: [{ all: many(parts) }] }).badges[0]),
  });

  test('twenty fields are named', () => {
    const errors = checkConfig(broken(100, 20))!;
    expect(errors).toHaveLength(20);
    expect(errors[0]!.path).toMatch(/^badges\.0\.condition\.any\.0\.all\.0/);
  });

  test('of very much the first is named, and nobody waits for more', () => {
    const zod = vi.spyOn(configuration, 'safeParse');
    for (const value of [broken(200, 120), badge({ all: [{ all: many(150_000) }] })]) {
      const errors = checkConfig(value)!;
      expect(errors).toHaveLength(1);
      expect(errors[0]!.path).toMatch(/^badges\.0\.condition\.a/);
    }
    expect(zod).not.toHaveBeenCalled();
    zod.mockRestore();
  });
});

describe('what JSON Schema cannot express', () => {
  test.each([
    ['a refinement', z.string().refine((text) => text !== 'no'), '.refine'],
    ['one within', z.object({ list: z.array(z.object({ at: z.number().refine(Boolean) })) }), 'list.element.at'],
    ['a transformation', z.string().transform(Number), '"transform"'],
    ['a text that is changed', z.string().trim(), 'changes the value'],
    ['a date', z.object({ at: z.date().optional() }), '"date"'],
    ['a format that is no pattern', z.object({ link: z.url() }), 'the format "url"'],
    ['in a branch', z.union([z.string(), z.number().refine(Boolean)]), '.refine'],
  ])('is refused before anything is checked: %s', (_, schema, says) => {
    expect(() => validatorOf(schema)).toThrow(says);
  });

  test('what it can is not', () => {
    const node = z.object({
      id: z.string().regex(/^a/).max(3),
      kind: z.enum(['x']),
      when: z.iso.datetime(),
      get next() {
        return z.array(node).optional();
      },
    });
    expect(() => validatorOf(node)).not.toThrow();
  });
});
