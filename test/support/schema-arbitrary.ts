import fc from 'fast-check';
import type { JsonSchema } from '../../src/server/http/docs/schemas.ts';

type Anything = fc.Arbitrary<unknown>;

/** Names that plain objects answer to, whether or not anybody put them there. */
const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

const nasty = fc.constantFrom(
  ...INHERITED,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e',
  '💥'.repeat(100),
  'x'.repeat(70_000),
  '../../etc/passwd',
  "'; DROP TABLE buddies; --",
  '$1',
  '%s%n',
  '<script>',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999+14:00',
);

const nested = (depth: number): unknown => JSON.parse('[{"a":'.repeat(depth) + '1' + '}]'.repeat(depth));

/** What no schema asks for. */
export const junk: Anything = fc.oneof(
  nasty,
  fc.constantFrom(null, true, 0, -0, -1, 1.5, 1e308, -1e308, 5e-324, 2 ** 53, 2 ** 63, [], {}, [[]], [null]),
  fc.constantFrom(nested(5), nested(25), Array(2000).fill(0), Array(2000).fill({})),
  fc.jsonValue(),
  fc.dictionary(fc.constantFrom(...INHERITED, 'a', '0'), fc.integer()),
);

export interface SchemaContext {
  schemas: Record<string, JsonSchema>;
  /** Values that mean something here, by the pattern or name that asks for them. */
  known: Record<string, string[]>;
}

/** Values that mostly fit the schema, so that they get past the check and into the code behind it. */
export function valuesOf(schema: JsonSchema, context: SchemaContext, name = '', depth = 0): Anything {
  const fitting = fittingOf(schema, context, name, depth);
  return fc.oneof({ weight: 12 * (1 + depth), arbitrary: fitting }, { weight: 1, arbitrary: junk });
}

function fittingOf(schema: JsonSchema, context: SchemaContext, name: string, depth: number): Anything {
  const { $ref, anyOf, oneOf, type, enum: values } = schema as Record<string, never>;
  const again = (inner: JsonSchema) => valuesOf(inner, context, name, depth + 1);
  if (depth > 12) return junk;
  if ($ref) return fittingOf(context.schemas[String($ref).split('/').at(-1)!]!, context, name, depth + 1);
  const branches = (anyOf ?? oneOf) as JsonSchema[] | undefined;
  if (branches) return fc.oneof(...branches.map(again));
  if ('const' in schema) return fc.constant(schema['const']);
  if (values) return fc.constantFrom(...(values as unknown[]));
  if (Array.isArray(type)) return fc.oneof(...(type as string[]).map((one) => again({ ...schema, type: one })));
  switch (type as string | undefined) {
    case 'object':
      return objects(schema, context, depth);
    case 'array':
      return fc.array(again((schema['items'] as JsonSchema | undefined) ?? {}), { maxLength: 4 });
    case 'string':
      return texts(schema, context, name);
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

function objects(schema: JsonSchema, context: SchemaContext, depth: number): Anything {
  const { properties, required = [] } = schema as { properties?: Record<string, JsonSchema>; required?: string[] };
  if (!properties)
    return fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...INHERITED)), fc.jsonValue(), { maxKeys: 4 });
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, valuesOf(property, context, name, depth + 1)]),
  );
  const whole = fc.record(model, { requiredKeys: required });
  const spoilt = fc
    .tuple(fc.record(model, { requiredKeys: [] }), fc.dictionary(fc.string(), junk, { maxKeys: 2 }))
    .map(([kept, added]) => ({ ...kept, ...added }));
  return fc.oneof({ weight: 10, arbitrary: whole }, { weight: 1, arbitrary: spoilt });
}

function texts(schema: JsonSchema, { known }: SchemaContext, name: string): Anything {
  const { pattern = '', format, maxLength = 40 } = schema as { pattern?: string; format?: string; maxLength?: number };
  const prefix = /^\^([a-z]+)_\[/.exec(pattern)?.[1];
  const meant = known[prefix ?? name];
  const plain = fc.oneof(fc.string({ maxLength, unit: 'grapheme' }), nasty);
  if (format === 'date-time')
    return fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      nasty,
    );
  return meant ? fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...meant) }, { weight: 1, arbitrary: plain }) : plain;
}

function numbers(schema: JsonSchema): Anything {
  const { minimum = -10, maximum = Number.MAX_SAFE_INTEGER } = schema as { minimum?: number; maximum?: number };
  return fc.oneof(
    fc.integer({ min: Math.ceil(minimum), max: Math.floor(Math.min(maximum, minimum + 100)) }),
    fc.constantFrom(minimum, maximum, minimum - 1, Number.MAX_SAFE_INTEGER),
  );
}
