import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../../src/contract/limits.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

const MINUTE = 60_000;
const event = (more: Record<string, unknown> = {}) => ({
  event_id: unique('event'),
  user_id: unique('user'),
  type: 'lesson',
  ...more,
});
const post = (body: unknown, query = '') => server.call('POST', `/events${query}`, { body });
const batch = (events: unknown[]) => server.call('POST', '/events/batch', { body: { events } });

test('an event answers what it did', async () => {
  const { user_id, buddy_id } = await server.hatch();
  const { status, body } = await post(event({ user_id, event_id: 'my-id-1' }));
  expect(status).toBe(200);
  expect(body).toEqual({
    event_id: 'my-id-1',
    evt_id: expect.stringMatching(/^evt_/) as unknown,
    buddy_id,
    duplicate: false,
    effects: {
      coins: 10,
      badges_awarded: ['first'],
      badges_ready: [],
      tokens: [{ token_key: 'xp', amount: 5 }],
      evolution_ready: false,
      streak_milestones: [],
      skills: [{ skill_key: 'grammar', points: 5, value: 5, level: 0 }],
      streaks: [{ streak_key: 'daily', count: 1 }],
    },
  });
});

test('a repeat answers with the first effects and does nothing, whatever else it says', async () => {
  const { user_id, buddy_id } = await server.hatch();
  const sent = event({ user_id });
  const first = (await post(sent)).body;
  const again = (await post(sent)).body;
  const other = (await post({ ...sent, type: 'treasure', user_id: unique('user') })).body;
  expect(again).toEqual({ ...first, duplicate: true });
  expect(other).toEqual({ ...first, duplicate: true });
  expect((await server.buddy(buddy_id)).coins).toBe(10);
});

test('the same event id in another world is another event', async () => {
  await server.publish(LESSONS, server.live.secret);
  const sent = event();
  expect((await post(sent)).body.duplicate).toBe(false);
  const there = await server.call('POST', '/events', { as: server.live.secret, body: sent });
  expect(there.body.duplicate).toBe(false);
});

test('an unknown type is stored and counted', async () => {
  const { user_id } = await server.hatch();
  const body = await server.send(user_id, 'never_heard_of');
  expect(body.effects.coins).toBe(0);
  const log = await server.call('GET', `/events?user_id=${user_id}`);
  expect(log.body.data.map((row: { type: string }) => row.type)).toEqual(['never_heard_of']);
});

test('a rule at its cap pays the remainder, then nothing; the next day it pays again', async () => {
  const { user_id } = await server.hatch();
  const paid = [];
  for (let i = 0; i < 6; i++) paid.push((await server.send(user_id, 'lesson')).effects.coins);
  expect(paid).toEqual([10, 10, 10, 10, 10, 0]);
  const tomorrow = new Date(server.clock.now() - 24 * 3600_000).toISOString();
  expect((await server.send(user_id, 'lesson', { occurred_at: tomorrow })).effects.coins).toBe(10);
});

test('what a user does before the egg hatches counts from the first day', async () => {
  const user_id = unique('user');
  const at = (days: number) => new Date(server.clock.now() - days * 24 * 3600_000).toISOString();
  for (const days of [1, 3, 2]) {
    const body = await server.send(user_id, 'lesson', { occurred_at: at(days) });
    expect(body).toMatchObject({ buddy_id: null, duplicate: false, effects: { coins: 0 } });
  }
  const { buddy_id } = await server.hatch(user_id);
  const buddy = await server.buddy(buddy_id);
  expect(buddy.coins).toBe(30);
  expect(buddy.tokens.find((token) => token.token_key === 'gem')?.balance).toBe(1);
  expect(buddy.streaks[0]).toMatchObject({ count: 3, best: 3, alive: true, ticked_this_period: false });
  expect(buddy.badges.find((badge) => badge.badge_key === 'first')).toMatchObject({ earned: true });
  const { body } = await server.call('GET', `/buddies/${buddy_id}/ledger?currency=coin`);
  expect(body.data.map((row: { balance_after: number }) => row.balance_after)).toEqual([30, 20, 10]);
  const log = await server.call('GET', `/events?user_id=${user_id}`);
  expect(log.body.data.every((row: { buddy_id: string }) => row.buddy_id === buddy_id)).toBe(true);
});

describe('refused with 422', () => {
  const ahead = (ms: number) => new Date(server.clock.now() + ms).toISOString();
  const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
  const cases: [string, string, () => Record<string, unknown>][] = [
    ['six minutes ahead', 'occurred_at', () => ({ occurred_at: ahead(6 * MINUTE) })],
    ['a date that is none', 'occurred_at', () => ({ occurred_at: 'yesterday' })],
    ['properties of 16 KiB and more', 'properties', () => ({ properties: { text: 'x'.repeat(16 * 1024) } })],
    ['properties nested 17 deep', 'properties', () => ({ properties: nested(17) })],
    ['properties that are a list', 'properties', () => ({ properties: [] })],
    ['an empty type', 'type', () => ({ type: '' })],
    ['an event id with a line break', 'event_id', () => ({ event_id: 'a\nb' })],
    ['an unknown field', 'userId', () => ({ userId: 'x' })],
  ];
  test.each(cases)('%s', async (_what, path, more) => {
    const { status, body } = await post(event(more()));
    expect(status).toBe(422);
    expect(body.error.code).toBe('validation_failed');
    expect(body.error.details.fields[0].path).toBe(path);
  });

  test('but not four minutes ahead, nor sixteen levels', async () => {
    expect((await post(event({ occurred_at: ahead(4 * MINUTE), properties: nested(16) }))).status).toBe(200);
  });
});

test('explain says of every rule whether it fired, and why not', async () => {
  const { user_id } = await server.hatch();
  const { body } = await post(event({ user_id }), '?explain=true');
  const lesson = body.explanation.find((line: { rule: string }) => line.rule === 'lesson');
  expect(lesson).toMatchObject({ kind: 'coin_rule', fired: true, amount: 10 });
  expect(body.explanation.filter((line: { fired: boolean }) => !line.fired).length).toBeGreaterThan(0);
});

test('a dry run answers what would happen and writes nothing', async () => {
  const { user_id, buddy_id } = await server.hatch();
  const sent = event({ user_id });
  const before = await server.buddy(buddy_id);
  const { body } = await post(sent, '?dry_run=true');
  expect(body).toMatchObject({ dry_run: true, duplicate: false, effects: { coins: 10 } });
  expect(await server.buddy(buddy_id)).toEqual(before);
  expect((await server.call('GET', `/events?user_id=${user_id}`)).body.data).toEqual([]);
  expect((await post(sent)).body).toMatchObject({ duplicate: false, effects: { coins: 10 } });
});

test('a dry run for a user without a buddy leaves no trace', async () => {
  const user_id = unique('user');
  await post(event({ user_id }), '?dry_run=true');
  expect((await server.call('GET', `/users/${user_id}/export`)).status).toBe(404);
});

describe('a batch', () => {
  test('is answered one by one, in the order sent; a bad entry fails alone', async () => {
    const { user_id, buddy_id } = await server.hatch();
    const sent = event({ user_id });
    const { status, body } = await batch([sent, { ...sent, type: 7 }, 'nonsense', sent, event({ user_id })]);
    expect(status).toBe(200);
    expect(body.results.map((result: { status: string }) => result.status)).toEqual([
      'applied',
      'failed',
      'failed',
      'duplicate',
      'applied',
    ]);
    expect(body).toMatchObject({ applied: 2, duplicates: 1, failed: 2 });
    expect(body.results[1]).toMatchObject({ event_id: sent.event_id, error: { code: 'validation_failed' } });
    expect(body.results[2]).toMatchObject({ event_id: null, error: { code: 'validation_failed' } });
    expect(body.results[3].effects).toEqual(body.results[0].effects);
    expect((await server.buddy(buddy_id)).coins).toBe(20);
  });

  test('of 500 keeps the caps', async () => {
    const { user_id, buddy_id } = await server.hatch();
    const { body } = await batch(Array.from({ length: 500 }, () => event({ user_id })));
    expect(body).toMatchObject({ applied: 500, duplicates: 0, failed: 0 });
    expect((await server.buddy(buddy_id)).coins).toBe(50);
  });

  test.each([0, 501])('of %i is refused', async (length) => {
    const { status, body } = await batch(Array.from({ length }, () => event()));
    expect(status).toBe(422);
    expect(body.error.details.fields[0].path).toBe('events');
  });
});

describe('the log', () => {
  test('is filtered and paged, newest first', async () => {
    const user_id = unique('user');
    const hour = 3600_000;
    const at = (hours: number) => new Date(server.clock.now() - hours * hour).toISOString();
    for (const hours of [5, 4, 3, 2]) {
      await server.send(user_id, hours % 2 ? 'odd' : 'even', { occurred_at: at(hours), properties: { hours } });
    }
    const list = async (query: string) => (await server.call('GET', `/events?user_id=${user_id}${query}`)).body;
    const hoursOf = (body: { data: { properties: { hours: number } }[] }) =>
      body.data.map((row) => row.properties.hours);
    expect(hoursOf(await list(''))).toEqual([2, 3, 4, 5]);
    expect(hoursOf(await list('&type=odd'))).toEqual([3, 5]);
    expect(hoursOf(await list(`&from=${at(4)}&to=${at(2)}`))).toEqual([3, 4]);
    const page = await list('&limit=3');
    expect(hoursOf(page)).toEqual([2, 3, 4]);
    const rest = await list(`&limit=3&cursor=${page.next_cursor}`);
    expect(hoursOf(rest)).toEqual([5]);
    expect(rest.next_cursor).toBeNull();
  });

  test('is read a part at a time, however little of it is asked for', async () => {
    const { limit, user_id } = { limit: LIMITS.eventsLookedAt, user_id: unique('user') };
    await server.send(user_id, 'rare');
    for (let sent = 0; sent < limit; sent += 500) {
      await batch(Array.from({ length: 500 }, () => event({ user_id, type: 'frequent' })));
    }
    const list = async (query: string) => (await server.call('GET', `/events?user_id=${user_id}${query}`)).body;
    const first = await list('&type=rare');
    expect(first.data).toEqual([]);
    const next = await list(`&type=rare&cursor=${first.next_cursor}`);
    expect(next.data.map((row: { type: string }) => row.type)).toEqual(['rare']);
    expect(next.next_cursor).toBeNull();
    expect((await list('&type=frequent&limit=1')).data).toHaveLength(1);
    // What was received long before `from` cannot have occurred later.
    server.clock.advance(24 * 60 * MINUTE);
    const today = await list(`&from=${new Date(server.clock.now() - 60 * MINUTE).toISOString()}`);
    expect(today).toEqual({ data: [], next_cursor: null });
  });
});

test('a repeat is a duplicate even where its other content would be refused', async () => {
  const { user_id } = await server.hatch();
  const sent = event({ user_id });
  const first = (await post(sent)).body;
  const occurred_at = new Date(server.clock.now() + 60 * MINUTE).toISOString();
  for (const more of [{ occurred_at }, { audience: 'nowhere' }]) {
    expect(await post({ ...sent, ...more })).toMatchObject({ status: 200, body: { ...first, duplicate: true } });
    expect((await post(event({ user_id, ...more }))).status).toBeGreaterThan(399);
  }
  expect((await post(sent, '?explain=true')).body).toEqual({ ...first, duplicate: true, explanation: [] });
});

test('500 events with the largest properties are one batch', async () => {
  const { user_id } = await server.hatch();
  const properties = { text: 'x'.repeat(16 * 1024 - 20) };
  const events = Array.from({ length: 500 }, () => event({ user_id, properties, type: 'essay' }));
  expect((await server.call('POST', '/events/batch', { body: { events } })).body).toMatchObject({ applied: 500 });
});

describe('a workspace that gets audiences later', () => {
  let grown: Playground;
  beforeAll(async () => {
    grown = await startPlayground(LESSONS);
  });
  afterAll(() => grown.close());
  const publish = async (...keys: string[]) => {
    await grown.call('PUT', '/config/draft', {
      body: { ...LESSONS, audiences: keys.map((key) => ({ key, label: key })) },
    });
    expect((await grown.call('POST', '/config/publish')).status).toBe(200);
  };
  const send = async (user_id: string, more = {}) =>
    (await grown.call('POST', '/events', { body: { event_id: unique('event'), user_id, type: 'lesson', ...more } }))
      .body;

  test('keeps the buddies that it has', async () => {
    const pip = await grown.hatch();
    await publish('default', 'learners');
    expect(await send(pip.user_id)).toMatchObject({ buddy_id: pip.buddy_id, effects: { coins: 10 } });
    expect(await send(pip.user_id, { audience: 'default' })).toMatchObject({ buddy_id: pip.buddy_id });
    const egg = await grown.call('POST', '/eggs', { body: { user_id: pip.user_id, ensure: true } });
    expect([egg.status, egg.body.buddy_id]).toEqual([200, pip.buddy_id]);
    expect((await grown.call('POST', '/embed-tokens', { body: { user_id: pip.user_id } })).status).toBe(201);

    const pop = await grown.hatch(unique('user'), { audience: 'learners' });
    expect((await grown.buddy(pop.buddy_id)).audience).toBe('learners');
    expect((await send(unique('user'), { audience: 'teachers' })).error.code).toBe('unknown_audience');
    await publish('default', 'learners', 'teachers');
    expect(await send(pip.user_id)).toMatchObject({ buddy_id: pip.buddy_id });
    expect(await send(pop.user_id)).toMatchObject({ buddy_id: pop.buddy_id });
    expect((await send(unique('user'))).error.code).toBe('missing_audience');
  });
});

describe('audiences', () => {
  const audiences = ['kids', 'adults'].map((key) => ({ key, label: key }));
  let several: Playground;
  beforeAll(async () => {
    several = await startPlayground({ ...LESSONS, audiences });
  });
  afterAll(() => several.close());
  const code = async (body: Record<string, unknown>) => {
    const answer = await several.call('POST', '/events', { body: event(body) });
    return answer.status === 200 ? 200 : [answer.status, answer.body.error.code];
  };

  test('several and none named: the one of the only buddy, else 400', async () => {
    const user_id = unique('user');
    expect(await code({ user_id })).toEqual([400, 'missing_audience']);
    await several.hatch(user_id, { audience: 'kids' });
    expect(await code({ user_id })).toBe(200);
    await several.hatch(user_id, { audience: 'adults' });
    expect(await code({ user_id })).toEqual([400, 'missing_audience']);
    expect(await code({ user_id, audience: 'adults' })).toBe(200);
  });

  test('an unknown one is refused, here and where there is only one', async () => {
    expect(await code({ audience: 'pets' })).toEqual([400, 'unknown_audience']);
    expect((await post(event({ audience: 'pets' }))).body.error.code).toBe('unknown_audience');
    expect((await post(event({ audience: 'default' }))).status).toBe(200);
  });

  test('each buddy has its own', async () => {
    const user_id = unique('user');
    const kid = await several.hatch(user_id, { audience: 'kids' });
    const adult = await several.hatch(user_id, { audience: 'adults' });
    await several.send(user_id, 'lesson', { audience: 'kids' });
    expect((await several.buddy(kid.buddy_id)).coins).toBe(10);
    expect((await several.buddy(adult.buddy_id)).coins).toBe(0);
  });
});
