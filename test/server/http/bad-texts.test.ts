import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';

const BUDDY = 'buddy_00000000000000000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('half of a surrogate pair and U+0000 are refused where a text names something or is shown', () => {
  const event = { event_id: 'half', user_id: 'ada', type: 'lesson' };
  const named = (body: object) => JSON.stringify(body).replaceAll('HALF', '\\ud800');
  const cases: [method: 'POST' | 'PATCH', path: string, field: string, body: object][] = [
    ['POST', '/events', 'user_id', { ...event, user_id: 'aHALF' }],
    ['POST', '/events', 'event_id', { ...event, event_id: 'aHALFb' }],
    ['POST', '/events', 'type', { ...event, type: '\udc00\ud800' }],
    ['POST', '/events', 'user_id', { ...event, user_id: 'a\u0000' }],
    ['POST', '/eggs', 'user_id', { user_id: 'aHALF' }],
    ['POST', '/widget-sessions', 'user_id', { buddy_id: BUDDY, user_id: 'aHALF', scopes: ['read'] }],
    ['POST', '/embed-tokens', 'user_id', { user_id: 'aHALF' }],
    ['POST', '/api-keys', 'label', { kind: 'secret', label: 'aHALF' }],
    ['POST', '/api-keys', 'label', { kind: 'secret', label: 'a\u0000b' }],
    ['POST', `/buddies/${BUDDY}/coins`, 'reason', { amount: 1, reason: 'aHALF' }],
    ['POST', `/buddies/${BUDDY}/coins`, 'reason', { amount: 1, reason: 'a\u0000b' }],
    ['PATCH', `/buddies/${BUDDY}`, 'name', { name: 'aHALF' }],
    ['POST', '/webhook-endpoints', 'description', { url: 'http://a.example', events: ['*'], description: 'a\u0000' }],
  ];
  test.each(cases)('%s %s: %s', async (method, path, field, body) => {
    const answer = await server.call(method, path, { body: named(body) });
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('validation_failed');
    expect(answer.body.error.details.fields).toEqual([
      { path: field, message: expect.stringMatching(/^must not contain .* half of a surrogate pair$/) },
    ]);
  });

  test('in a batch such an entry fails alone', async () => {
    const user_id = ['ada', 'aHALF', 'eve'];
    const events = user_id.map((user_id, at) => ({ ...event, event_id: `half-${at}`, user_id }));
    const { body } = await server.call('POST', '/events/batch', { body: named({ events }) });
    expect(body.results.map(({ status }: { status: string }) => status)).toEqual(['applied', 'failed', 'applied']);
    expect(body.results[1].error).toMatchObject({
      code: 'validation_failed',
      details: { fields: [{ path: 'user_id' }] },
    });
  });

  test('in a configuration', async () => {
    const body = named({ audiences: [{ key: 'kids', label: 'aHALF' }] });
    const answer = await server.call('POST', '/config/validate', { body });
    expect(answer.body.errors).toMatchObject([{ path: 'audiences.0.label', code: 'malformed' }]);
  });

  test('in paths and queries', async () => {
    expect((await server.call('GET', '/users/a%00/export')).status).toBe(404);
    const answer = await server.call('GET', '/events?user_id=a%00');
    expect(answer.body.error.details.fields[0].path).toBe('user_id');
    // Percent-encoded, half of a pair is no UTF-8.
    expect((await server.call('GET', '/events?user_id=%ed%a0%80')).status).toBe(400);
    expect((await server.call('GET', '/users/%ed%a0%80/export')).status).toBe(400);
  });

  test('whole pairs are texts like any other', async () => {
    const answer = await server.call('POST', '/events', { body: { ...event, event_id: '🐣', user_id: '𝒶𝒹𝒶' } });
    expect(answer.status).toBe(200);
  });
});

test('what is no origin is refused, and named', async () => {
  for (const wrong of [
    'https://*.shop.example',
    'https://a?b',
    'https://a#b',
    'https://a/b',
    'https://ada@shop.example',
  ]) {
    const allowed_origins = ['https://shop.example/', wrong];
    const body = { kind: 'publishable', label: 'Shop', scopes: ['read:buddies'], allowed_origins };
    const answer = await server.call('POST', '/api-keys', { body });
    expect(answer.status, wrong).toBe(422);
    expect(answer.body.error.details.fields).toEqual([
      { path: 'allowed_origins.1', message: expect.stringMatching(/^must be an origin like https:/) },
    ]);
  }
});

test('an embed token of a buddy takes no audience', async () => {
  const { status, body } = await server.call('POST', '/embed-tokens', { body: { buddy_id: BUDDY, audience: 'zz' } });
  expect(status).toBe(422);
  expect(body.error.details.fields).toEqual([
    { path: 'audience', message: 'goes with user_id; a buddy_id needs none' },
  ]);
});

describe('a time before the year 1 is refused', () => {
  const send = (occurred_at: string) =>
    server.call('POST', '/events', {
      body: { event_id: `at ${occurred_at}`, user_id: 'ada', type: 'lesson', occurred_at },
    });

  test.each(['0000-01-01T00:00:00+23:59', '0000-12-31T23:59:59Z', '0001-01-01T00:00:00+00:01'])('%s', async (time) => {
    const { status, body } = await send(time);
    expect(status).toBe(422);
    expect(body.error.details.fields).toEqual([
      { path: 'occurred_at', message: 'must not be before 0001-01-01T00:00:00Z' },
    ]);
  });

  test.each(['0001-01-01T00:00:00Z', '0001-01-01T00:00:00-05:00'])('but not %s', async (time) => {
    expect((await send(time)).status).toBe(200);
  });
});
