import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { MAX_AMOUNT } from '../../../src/contract/limits.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../support/databases.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

/** What is accepted can be reached again, from `fetch`, under the very same name. */
const USER_IDS: [what: string, user_id: string][] = [
  ['a space', ' '],
  ['spaces around', ' a '],
  ['a slash', 'a/b'],
  ['only a slash', '/'],
  ['two slashes', '//'],
  ['a slash that was encoded before', 'a%2Fb'],
  ['dots that were encoded before', '%2e%2e'],
  ['dots and a slash', '../x'],
  ['three dots', '...'],
  ['a dot and a space', '. '],
  ['a percent sign', '%'],
  ['a question mark and a hash', 'a?b#c&d=e'],
  ['a backslash', 'a\\b'],
  ['a colon and a star', ':user_id*'],
  ['a plus', 'a+b'],
  ['semicolons and commas', ';a,b='],
  ['quotes and brackets', `'"<>[]{}|^\``],
  ['letters of a name of every object', '__proto__'],
  ['another', 'constructor'],
  ['a decomposed letter', 'e\u0301'],
  ['the composed one', '\u00e9'],
  ['marks of direction and order', '\u202eabc\ufeff\u2028'],
  ['the last code point', '\u{10ffff}'],
  ['255 characters of three bytes', '漢'.repeat(255)],
  ['255 characters of four bytes', '🐣'.repeat(255)],
  ['what a database may take for a pattern', '%_\\'],
];

describe.each(DATABASE_KINDS)('on %s', (kind) => {
  let database: TestDatabase;
  let server: Playground;
  let url: string;
  beforeAll(async () => {
    database = await createDatabase(kind);
    const { dataDir, databaseUrl } = database.place;
    server = await startPlayground(LESSONS, { settings: { dataDir, databaseUrl } });
    url = `${await server.listen()}/api/v1`;
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  async function call(method: string, path: string, body?: unknown, as = server.test.secret) {
    const headers = {
      authorization: `Bearer ${as}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const answer = await fetch(url + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as any) };
  }

  test.each(USER_IDS)('a user id with %s', async (_what, user_id) => {
    const event_id = unique('event');
    const path = `/users/${encodeURIComponent(user_id)}`;
    expect((await call('POST', '/events', { event_id, user_id, type: 'lesson' })).status).toBe(200);
    expect(await call('PUT', path, { time_zone: 'Asia/Tokyo' })).toEqual({
      status: 200,
      body: { user_id, time_zone: 'Asia/Tokyo' },
    });
    const exported = await call('GET', `${path}/export`);
    expect([exported.status, exported.body?.user?.user_id]).toEqual([200, user_id]);
    expect(exported.body.events).toHaveLength(1);
    const log = await call('GET', `/events?user_id=${encodeURIComponent(user_id)}`);
    expect(log.body.data.map((event: { event_id: string }) => event.event_id)).toEqual([event_id]);
    const { buddy_id } = await server.hatch(user_id);
    const state = await call(
      'GET',
      `/widget/state?user_id=${encodeURIComponent(user_id)}`,
      undefined,
      server.test.publishable,
    );
    expect(state.body.buddy.buddy_id).toBe(buddy_id);
    expect((await call('GET', `/buddies?user_id=${encodeURIComponent(user_id)}`)).body.data).toHaveLength(1);
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', `${path}/export`)).status).toBe(404);
  });

  test.each(['.', '..'])('a user called %s, whom no URL can name, is refused everywhere', async (user_id) => {
    const bodies: [string, object][] = [
      ['/events', { type: 'lesson', user_id }],
      ['/eggs', { user_id }],
      ['/widget-sessions', { user_id, scopes: ['read'] }],
      ['/embed-tokens', { user_id }],
    ];
    for (const [path, body] of bodies) {
      const answer = await call('POST', path, body);
      expect([path, answer.status, answer.body.error.details.fields[0].path]).toEqual([path, 422, 'user_id']);
    }
    const batch = await call('POST', '/events/batch', { events: [{ type: 'lesson', user_id }] });
    expect(batch.body).toMatchObject({ failed: 1 });
  });

  test.each(['__proto__', 'constructor', 'toString', 'valueOf', '/', '..', '🐣'.repeat(64)])(
    'an event of the type %s is counted and found under its name',
    async (type) => {
      const user_id = unique('user');
      for (let time = 0; time < 2; time++) expect((await call('POST', '/events', { user_id, type })).status).toBe(200);
      const log = await call('GET', `/events?type=${encodeURIComponent(type)}&user_id=${user_id}`);
      expect(log.body.data.map((event: { type: string }) => event.type)).toEqual([type, type]);
      const row = await server.parts.store.buddies.byId(server.test, (await server.hatch(user_id)).buddy_id);
      expect(Object.entries(row!.state.events)).toContainEqual([type, 2]);
    },
  );

  test.each([
    ['0001-01-01T00:00:00Z', 200],
    ['0001-01-01T00:00:00.000-23:59', 200],
    ['0001-01-01T00:00:00+00:01', 422],
    ['0000-12-31T23:59:59Z', 422],
    ['1969-12-31T23:59:59.999Z', 200],
    ['1970-01-01T00:00:00Z', 200],
    ['2026-01-31T12:00:00.123456789Z', 200],
    ['2024-02-29T00:00:00Z', 200],
    ['2026-02-29T00:00:00Z', 422],
    ['2016-12-31T23:59:60Z', 422],
    ['9999-12-31T23:59:59.999Z', 422],
    ['9999-12-31T23:59:59-12:00', 422],
    ['+010000-01-01T00:00:00Z', 422],
    ['2026-01-31', 422],
    ['', 422],
  ])('a time like %s: %i', async (occurred_at, status) => {
    const user_id = unique('user');
    const event_id = unique('event');
    const answer = await call('POST', '/events', { event_id, user_id, type: 'lesson', occurred_at });
    expect(answer.status).toBe(status);
    if (status !== 200) return;
    const { body } = await call('GET', `/events?event_id=${event_id}`);
    // Kept to the millisecond.
    expect(Date.parse(body.data[0].occurred_at)).toBe(Date.parse(occurred_at));
    expect(body.data[0].occurred_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  test.each(['0001-01-01T00:00:00%2B23:59', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59'])(
    'the log can be asked from or to %s',
    async (time) => {
      expect((await call('GET', `/events?from=${time}`)).status).toBeLessThan(500);
      expect((await call('GET', `/events?to=${time}&user_id=ada`)).status).toBeLessThan(500);
    },
  );

  test('properties come back as they were sent, whatever they hold', async () => {
    const properties = {
      half: '\ud800',
      nul: '\u0000',
      '\ud800\u0000': 1,
      separators: '\u2028\u2029',
      zero: -0,
      tiny: 5e-324,
      huge: 1.7976931348623157e308,
      whole: 9007199254740992,
      '': '',
      '.': { '..': [] },
      list: [null, true, [], {}],
      toJSON: 'x',
    };
    const event_id = unique('event');
    expect((await call('POST', '/events', { event_id, user_id: 'ada', type: 'odd', properties })).status).toBe(200);
    const { body } = await call('GET', `/events?event_id=${event_id}`);
    expect(JSON.stringify(body.data[0].properties)).toBe(JSON.stringify(properties));
  });

  test('amounts up to the largest are kept to the last unit, and nothing goes beyond', async () => {
    const { buddy_id } = await server.hatch();
    const grant = (amount: number) => call('POST', `/buddies/${buddy_id}/coins`, { amount, reason: 'test' });
    expect((await grant(MAX_AMOUNT - 1)).status).toBe(200);
    expect((await grant(1)).status).toBe(200);
    const over = await grant(1);
    expect(over.status).toBeLessThan(500);
    expect((await call('GET', `/buddies/${buddy_id}`)).body.coins).toBe(MAX_AMOUNT);
    const spent = await call('POST', `/buddies/${buddy_id}/coins/spend`, { amount: MAX_AMOUNT, reason: 'test' });
    expect(spent.status).toBe(200);
    expect((await call('GET', `/buddies/${buddy_id}`)).body.coins).toBe(0);
  });

  test.each(['constructor', 'a.b-c_d', '0', 'x'.repeat(64)])('a configuration may call everything %s', async (key) => {
    const label = 'Odd';
    const rules: Configuration = {
      audiences: [{ key, label }],
      tokens: [{ key, label, tier: 'primary' }],
      skills: [{ key, label, max_value: 100, points_per_level: 10 }],
      streaks: [{ key, label, event_types: [key], period: 'daily', milestones: [] }],
      badges: [
        {
          key,
          label,
          description: '',
          icon: 'star',
          award: 'manual',
          condition: { metric: 'event_count', key, op: 'gte', value: 9 },
        },
      ],
      items: [
        {
          key,
          label,
          description: '',
          category: 'head',
          rarity: 'common',
          price: { type: 'token', token_key: key, amount: 1 },
        },
      ],
      leaderboards: [{ key, label, metric: 'coins_earned', window: 'all_time' }],
      coin_rules: [{ key, event_type: key, amount: 1, daily_cap: 5 }],
      token_rules: [{ key, event_type: key, token_key: key, amount: 1, daily_cap: 5 }],
      skill_rules: [{ event_type: key, skill_key: key, points: 5 }],
    };
    const own = await startPlayground(rules);
    const user_id = 'ada';
    const { buddy_id } = await own.hatch(user_id, { audience: key });
    const did = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, body?: object) => {
      const answer = await own.call(method, path, body ? { body } : {});
      expect([path, answer.status, answer.text]).toEqual([path, expect.toSatisfy((s: number) => s < 300), answer.text]);
      return answer.body;
    };
    const { effects } = await did('POST', '/events', { user_id, type: key, audience: key });
    expect(effects).toMatchObject({
      coins: 1,
      tokens: [{ token_key: key, amount: 1 }],
      skills: [{ skill_key: key, value: 5 }],
      streaks: [{ streak_key: key, count: 1 }],
    });
    await did('POST', `/buddies/${buddy_id}/tokens`, { token_key: key, amount: 2, reason: 'test' });
    await did('POST', `/buddies/${buddy_id}/tokens/spend`, { token_key: key, amount: 1, reason: 'test' });
    await did('POST', `/buddies/${buddy_id}/badges`, { badge_key: key, reason: 'test' });
    await did('POST', `/buddies/${buddy_id}/purchases`, { item_id: key });
    await did('PUT', `/buddies/${buddy_id}/equipment`, { equip: [key] });
    const board = await did('GET', `/leaderboards/${encodeURIComponent(key)}`);
    expect(board.entries).toMatchObject([{ buddy_id, value: 1 }]);
    const buddy = await did('GET', `/buddies/${buddy_id}`);
    expect(buddy).toMatchObject({ coins: 1, audience: key, tokens: [{ token_key: key, balance: 1 }] });
    expect(buddy.badges).toMatchObject([{ badge_key: key, earned: true }]);
    await own.close();
  });
});
