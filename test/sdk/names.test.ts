import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { fromWire, toCamel, toSnake, toWire } from '../../src/sdk/names.ts';
import { OPAQUE } from '../../src/sdk/types.ts';
import { SAMPLES } from '../../src/server/webhooks/samples.ts';

const openapi = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as Record<
  string,
  unknown
>;

/** The name of every field of every schema of the API. */
function fieldsOf(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, inner] of Object.entries(value)) {
    // A schema's, and not a field that is called so.
    if (name === 'properties' && (value as { type?: unknown }).type === 'object')
      for (const field of Object.keys(inner as object)) found.add(field);
    fieldsOf(inner, found);
  }
  return found;
}

test('every name of the wire comes back as it was, there and back again', () => {
  const wire = [...fieldsOf(openapi)].filter((name) => name !== 'requestId');
  expect(wire.length).toBeGreaterThan(100);
  expect(wire.filter((name) => toSnake(toCamel(name)) !== name)).toEqual([]);
});

test('what is the caller’s own keeps its names, however deep, and a date is a value', () => {
  expect(OPAQUE).toEqual(expect.arrayContaining(['properties', 'metadata', 'document']));
  const own = { some_key: { anotherKey: [{ a_b: 1 }] } };
  const at = new Date(0);
  for (const field of OPAQUE) {
    expect(toWire({ list: [{ userId: 'u', [toCamel(field)]: own }] })).toEqual({
      list: [{ user_id: 'u', [field]: own }],
    });
    expect(fromWire({ user_id: 'u', [field]: own })).toEqual({ userId: 'u', [toCamel(field)]: own });
  }
  expect(toWire({ occurredAt: at })).toEqual({ occurred_at: at });
});

/* The types of webhooks are written by hand: each is held to the sample that the documents show. */
const FILE = ts.createSourceFile(
  'events.ts',
  readFileSync(new URL('../../src/sdk/webhooks/events.ts', import.meta.url), 'utf8'),
  ts.ScriptTarget.Latest,
  true,
);
const interfaces = new Map(FILE.statements.filter(ts.isInterfaceDeclaration).map((one) => [one.name.text, one]));

interface Field {
  name: string;
  isOptional: boolean;
}
function membersOf(type: ts.TypeNode): Field[] {
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap(membersOf);
  const found = ts.isTypeReferenceNode(type) ? interfaces.get(type.typeName.getText()) : (type as ts.TypeLiteralNode);
  return found!.members.map((one) => ({ name: one.name!.getText(), isOptional: one.questionToken !== undefined }));
}
const common = interfaces.get('Common')!.members.map((one) => one.name!.getText());
const contents = interfaces.get('Contents')!.members.map((one) => one as ts.PropertySignature);

describe('the type of each webhook has the fields of its sample', () => {
  test.each(SAMPLES)('$event', ({ event, sample }) => {
    const declared = contents.find((one) => one.name.getText() === `'${event}'`);
    const fields = [...membersOf(declared!.type!), ...common.map((name) => ({ name, isOptional: false }))];
    const shown = Object.keys(fromWire(sample) as object);
    expect(shown.filter((name) => !fields.some((field) => field.name === name))).toEqual([]);
    const always = fields.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
    expect(always.filter((name) => !shown.includes(name))).toEqual([]);
  });

  test('and there is a sample for each type', () => {
    const names = contents.map((one) => one.name.getText().replaceAll("'", ''));
    expect(names.toSorted()).toEqual(SAMPLES.map(({ event }) => event as string).toSorted());
  });
});
