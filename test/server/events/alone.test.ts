import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

const entry = (properties: string, event_id = unique('event')) =>
  `{"event_id":"${event_id}","user_id":"ada","type":"lesson","properties":${properties}}`;
const nested = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
const batch = (...entries: string[]) =>
  server.call('POST', '/events/batch', { body: `{"events":[${entries.join(',')}]}` });

describe('a bad entry of a batch fails alone, named by its id, with the path of what is wrong', () => {
  test.each([
    ['__proto__', '{"b":{"__proto__":{"a":1}}}', 'properties.b.__proto__'],
    ['__proto__ in escapes', '{"\\u005f_pr\\u006fto__":1}', 'properties.__proto__'],
    ['nested 70 deep', nested(70), 'properties'],
    ['nested 300 deep', nested(300), 'properties'],
    ['a number that no double holds', '{"ids":[1,9007199254740993]}', 'properties.ids.1'],
    ['a number that is infinite', '{"a":1e999}', 'properties.a'],
    ['a number that is nothing', '{"a":1e-999}', 'properties.a'],
    ['too large', `{"a":"${'x'.repeat(17_000)}"}`, 'properties'],
    ['a list', '[]', 'properties'],
  ])('%s', async (_what, properties, path) => {
    const { status, body } = await batch(entry('{}'), entry(properties, 'bad one'), entry('{"a":1}'));
    expect(status).toBe(200);
    expect(body.results.map((result: { status: string }) => result.status)).toEqual(['applied', 'failed', 'applied']);
    expect(body.results[1]).toMatchObject({ event_id: 'bad one', error: { code: 'validation_failed' } });
    expect(body.results[1].error.details.fields[0].path.startsWith(path)).toBe(true);
  });

  test('however many they are', async () => {
    const bad = Array.from({ length: 100 }, () => entry('{"a":9007199254740993}'));
    const { body } = await batch(...bad, entry('{}'));
    expect(body).toMatchObject({ applied: 1, failed: 100 });
    const log = await server.call('GET', '/events?limit=100');
    for (const { properties } of log.body.data) expect(JSON.stringify(properties)).not.toContain('9007199254740993');
  });
});

test('one event with such a number is refused, and so are rules with one', async () => {
  const event = await server.call('POST', '/events', { body: entry('{"product_id":9007199254740993}') });
  expect(event.status).toBe(422);
  expect(event.body.error.details.fields).toEqual([
    {
      path: 'properties.product_id',
      message: 'the number 9007199254740993 cannot be kept as it is: send fewer digits, or a text',
    },
  ]);
  const rules = `{"coin_rules":[{"key":"a","event_type":"b","amount":1,"when":[{"property":"id","op":"eq","value":9007199254740993}]}]}`;
  const draft = await server.call('PUT', '/config/draft', { body: rules });
  expect([draft.status, draft.body.error.details.fields[0].path]).toEqual([422, 'coin_rules.0.when.0.value']);
});

test('constructor, toString and the like are data', async () => {
  const properties =
    '{"constructor":{"name":"Ferrari","prototype":{"a":1}},"toString":1,"hasOwnProperty":{},"toJSON":"x"}';
  const one = await server.call('POST', '/events', { body: entry(properties, 'car') });
  expect(one.status).toBe(200);
  expect((await batch(entry(properties))).body.applied).toBe(1);
  const { body } = await server.call('GET', '/events?event_id=car');
  expect(body.data[0].properties).toEqual(JSON.parse(properties));
});

test('more than 500 entries are refused before any is looked at', async () => {
  const many = `{"events":[${'{"\\u0061":1},'.repeat(200_000)}{}]}`;
  const { status, body } = await server.call('POST', '/events/batch', { body: many });
  expect([status, body.error.code]).toEqual([422, 'validation_failed']);
  expect(body.error.details.fields).toHaveLength(1);
});

test('nesting without end is not even read', async () => {
  const { status, body } = await batch(entry('['.repeat(4_000_000)));
  expect([status, body.error.code]).toEqual([400, 'bad_request']);
});
