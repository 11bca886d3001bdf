import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApi, ApiOperation } from '../../../src/server/http/docs/openapi.ts';
import { startTestServer } from '../../support/server.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../support/databases.ts';
import { LESSONS } from '../../support/lessons.ts';
import { makeFixture, type Fixture } from '../../support/matrix.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { junk, valuesOf, type SchemaContext } from '../../support/schema-arbitrary.ts';

const RUNS = 60;
const LONGEST_ANSWER_MS = 5000;

const probe = await startTestServer();
const api = (await probe.call<OpenApi>('GET', '/openapi.json', { as: null })).body;
await probe.close();

// Streams do not end by themselves; their own tests send them what they should not get.
const OPERATIONS = Object.entries(api.paths)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  .filter(({ path }) => !path.endsWith('/widget/stream') && !path.startsWith('/demo/'))
  // What takes things away comes last.
  .sort((a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'));

interface Request {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  /** Where the text of the body is broken, and with what: null leaves it whole. */
  damage: { at: number; bytes: Uint8Array } | null;
}

describe.each(DATABASE_KINDS)('on %s: whatever comes, nothing fails and nothing hangs', (kind) => {
  let database: TestDatabase;
  let playground: Playground;
  let fixture: Fixture;
  let session: string;
  let context: SchemaContext;
  beforeAll(async () => {
    database = await createDatabase(kind);
    playground = await startPlayground(LESSONS, { settings: { databaseUrl: database.place.databaseUrl } });
    fixture = await makeFixture(playground);
    session = await playground.session(await playground.hatch());
    context = { schemas: api.components.schemas, known: knownValues(fixture) };
  });
  afterAll(async () => {
    await playground?.close();
    await database?.drop();
  });

  for (const { path, method, operation } of OPERATIONS) {
    test(`${method.toUpperCase()} ${path}`, async () => {
      const property = fc.asyncProperty(requestsFor(operation, context), async (request) => {
        const answer = await send(playground, { path, method, operation }, request, session);
        expect(answer.status, answer.text).toBeLessThan(500);
        if (answer.status < 400) return;
        const { error } = JSON.parse(answer.text);
        expect(error.requestId).toBe(answer.headers['x-request-id']);
        expect(error.message).toMatch(/\S/);
      });
      await fc.assert(property, { numRuns: RUNS, timeout: LONGEST_ANSWER_MS });
    });
  }

  test('and it still works', async () => {
    await playground.publish(LESSONS);
    const hatched = await playground.hatch();
    expect(await playground.send(hatched.user_id, 'lesson')).toMatchObject({ effects: { coins: 10 } });
  });
});

/** What the fixture holds, by the prefix of an id or the name of a field. */
function knownValues(on: Fixture): Record<string, string[]> {
  const keys = [
    'gem',
    'xp',
    'grammar',
    'first',
    'speech',
    'daily',
    'lesson',
    'hat',
    'scarf',
    'cap',
    'ever',
    'constructor',
  ];
  const types = ['lesson', 'treasure', '__proto__', 'constructor', 'toString'];
  return {
    buddy: [on.buddy_id],
    egg: [on.egg_id],
    op: [on.operation_id],
    key: [on.key_id, ...keys],
    ses: [on.session_id],
    whe: [on.endpoint_id],
    cfg: [on.config_version_id],
    user_id: [on.user_id, 'constructor', '__proto__'],
    audience: ['default', 'constructor'],
    ...Object.fromEntries(
      ['token_key', 'skill_key', 'badge_key', 'item_id', 'equip', 'unequip'].map((name) => [name, keys]),
    ),
    type: types,
    event_type: types,
    property: ['score', 'a.b', '__proto__.polluted', 'constructor.name'],
    time_zone: ['Europe/Berlin', 'Nowhere/Land', 'UTC', '../etc'],
    url: ['https://example.com', 'http://[::1]:80', 'https://a:b@c'],
  };
}

function requestsFor(operation: ApiOperation, context: SchemaContext): fc.Arbitrary<Request> {
  const parameters = (where: string) =>
    fc.record(
      Object.fromEntries(
        operation.parameters
          .filter((parameter) => parameter.in === where)
          .map(({ name, schema }) => [name, valuesOf(schema, context, name)]),
      ),
      where === 'path' ? {} : { requiredKeys: [] },
    );
  const schema = operation.requestBody?.content['application/json']?.schema;
  return fc.record({
    path: parameters('path'),
    query: fc.oneof(
      { weight: 6, arbitrary: parameters('query') },
      { weight: 1, arbitrary: fc.dictionary(fc.string(), junk, { maxKeys: 3 }) },
    ) as fc.Arbitrary<Record<string, unknown>>,
    body: schema
      ? valuesOf(schema, context)
      : fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: junk }),
    damage: fc.oneof(
      { weight: 9, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.record({ at: fc.nat(200), bytes: fc.uint8Array({ minLength: 1, maxLength: 3 }) }) },
    ),
  });
}

async function send(
  { app, test: world }: Playground,
  { path, method, operation }: (typeof OPERATIONS)[number],
  request: Request,
  session: string,
) {
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(request.path[name]));
  const query = Object.entries(request.query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const bySession = !operation.security.some((scheme) => 'secretKey' in scheme) && operation.security.length > 0;
  const needsKey = operation.parameters.some(({ name, required }) => name === 'Idempotency-Key' && required);
  const payload = damaged(request);
  const answer = await app.inject({
    method: method.toUpperCase() as 'POST',
    url: query.length > 0 ? `${url}?${query.join('&')}` : url,
    headers: {
      authorization: `Bearer ${bySession ? session : world.secret}`,
      ...(payload && { 'content-type': 'application/json' }),
      ...(needsKey && { 'idempotency-key': crypto.randomUUID() }),
    },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, headers: answer.headers, text: answer.body };
}

function damaged({ body, damage }: Request): Buffer | undefined {
  const text = body === undefined ? undefined : JSON.stringify(body);
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text);
  if (!damage) return bytes;
  const at = damage.at % (bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), damage.bytes, bytes.subarray(at + damage.bytes.length)]);
}

/** Lone surrogates cannot be percent-encoded; they go as what they would be in bytes. */
function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.isWellFormed() ? encodeURIComponent(text.slice(0, 3000)) : '%ED%A0%80';
}
