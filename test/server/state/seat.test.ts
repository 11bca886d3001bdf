import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { SESSION_SCOPES } from '../../../src/contract/credentials.ts';
import { refusalOf } from '../../support/answers.ts';
import { openStream } from '../../support/event-stream.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground({
    ...LESSONS,
    species: [{ key: 'owl' }, { key: 'robot' }],
    hatching: { ready_after: 2, choices: 2 },
  });
});
afterAll(() => server.close());

let address: Promise<string> | undefined;
const listening = () => (address ??= server.listen());

const open = (body: Record<string, unknown>) =>
  server.call('POST', '/widget-sessions', { body: { scopes: SESSION_SCOPES, ...body } });
const state = async (as: string) => (await server.call('GET', '/widget/state', { as })).body;
const track = (as: string, type = 'lesson') =>
  server.call('POST', '/widget/track', { as, body: { event_id: unique('event'), type, properties: { score: 1 } } });
const EMPTY = { buddy: null, evolution: null, tokens: [], skills: [], streaks: [], badges: [], equipped: [] };

/** The session's token, and what is in the seat with it. */
async function seated(more: Record<string, unknown> = {}): Promise<{ user_id: string; token: string }> {
  const user_id = unique('user');
  const { status, body } = await open({ user_id, ...more });
  expect(status).toBe(201);
  return { user_id, token: body.token };
}

describe('a seat', () => {
  test('is shown before anything is in it', async () => {
    const user_id = unique('user');
    const opened = await open({ user_id, time_zone: 'europe/berlin' });
    expect(opened.body).toMatchObject({ buddy_id: null, scopes: [...SESSION_SCOPES] });
    expect(await state(opened.body.token)).toMatchObject({ ...EMPTY, egg: null, time_zone: 'Europe/Berlin' });
  });

  test('shows the egg as it is laid, warms and is ready, each under a version of its own', async () => {
    const { user_id, token } = await seated({ ensure_egg: true });
    const laid = await state(token);
    expect(laid).toMatchObject({ ...EMPTY, egg: { status: 'waiting', warmth: { value: 0, target: 2 } } });
    expect(laid.egg.image).toMatchObject({ width: 512, alt: 'An egg, waiting in its nest' });
    expect(laid.egg.choices).toHaveLength(2);
    const warmer = (await track(token)).body;
    expect(warmer).toMatchObject({ buddy_id: null, state: { egg: { warmth: { value: 1, target: 2 } } } });
    await server.send(user_id, 'lesson');
    const ready = await state(token);
    expect(ready.egg).toMatchObject({ status: 'ready', warmth: { value: 2, target: 2 } });
    expect(ready.egg.image.url).not.toBe(laid.egg.image.url);
    expect([laid, warmer.state, ready].map(({ version }) => version)).toEqual([1, 2, 3]);
    await server.call('PATCH', `/eggs/${laid.egg.egg_id}`, { body: { status: 'cancelled' } });
    expect(await state(token)).toMatchObject({ version: 4, egg: null, buddy: null });
  });

  test('hatches into the species and with the name that its user wants', async () => {
    const { token } = await seated({ ensure_egg: true });
    const hatch = (body: Record<string, unknown> = {}) => server.call('POST', '/widget/hatch', { as: token, body });
    expect(refusalOf(await hatch())).toEqual([409, 'conflict']);
    for (let n = 0; n < 2; n++) await track(token);
    const { choices } = (await state(token)).egg;
    expect(refusalOf(await hatch({ species: 'unicorn' }))).toEqual([422, 'validation_failed']);
    const { status, body } = await hatch({ species: choices[1].species, name: 'Pip' });
    expect(status).toBe(202);
    const waiting = server.call('GET', `/widget/operations/${body.operation_id}?wait_ms=30000`, { as: token });
    await server.drawAll();
    expect((await waiting).body.status).toBe('succeeded');
    const hatched = await state(token);
    expect(hatched).toMatchObject({ egg: null, buddy: { name: 'Pip', coins: 20 }, evolution: { ready: true } });
    const row = await server.parts.store.buddies.byId(server.test, hatched.buddy.buddy_id);
    expect(row!.species).toBe(choices[1].species);
    expect((await hatch({ name: 'Other' })).body).toEqual(body);
    const renamed = await server.call('PATCH', '/widget/buddy', { as: token, body: { name: 'Olive' } });
    expect(renamed.body.state.buddy.name).toBe('Olive');
  });

  test('tells its streams of the egg, too: laid, warmed, ready, hatched, each under a later version', async () => {
    const { user_id, token } = await seated();
    const url = await listening();
    const events = await openStream(`${url}/api/v1/widget/stream`, { authorization: `Bearer ${token}` });
    const versions: number[] = [];
    async function next() {
      const { data } = (await events.next())!;
      versions.push(data.version);
      return [data.egg?.status, data.egg?.warmth?.value, data.buddy?.coins];
    }
    expect(await next()).toEqual([undefined, undefined, undefined]);
    await server.call('POST', '/eggs', { body: { user_id } });
    expect(await next()).toEqual(['waiting', 0, undefined]);
    for (const [at, status] of ['waiting', 'ready'].entries()) {
      await track(token);
      expect(await next()).toEqual([status, at + 1, undefined]);
    }
    await server.call('POST', '/widget/hatch', { as: token, body: {} });
    expect(await next()).toEqual([undefined, undefined, 20]);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    await events.close();
  });

  test('has no shop before it has hatched', async () => {
    const { token: as } = await seated({ ensure_egg: true });
    const idempotencyKey = unique('key');
    for (const answer of [
      await server.call('GET', '/widget/marketplace', { as }),
      await server.call('POST', '/widget/marketplace/purchases', { as, idempotencyKey, body: { item_id: 'hat' } }),
      await server.call('PUT', '/widget/equipment', { as, body: { equip: ['hat'] } }),
      await server.call('POST', '/widget/appearance/rerender', { as }),
      await server.call('PATCH', '/widget/buddy', { as, body: { name: 'Pip' } }),
      await server.call('GET', '/widget/leaderboards/coins', { as }),
    ]) {
      expect(refusalOf(answer)).toEqual([409, 'no_buddy']);
    }
  });

  test('takes only the types of events that its session names', async () => {
    const { token } = await seated({ event_types: ['lesson'] });
    expect((await track(token)).status).toBe(200);
    const refused = await track(token, 'bonus');
    expect(refusalOf(refused)).toEqual([403, 'missing_scope']);
    expect(refused.body.error.details).toEqual({ event_types: ['lesson'] });
  });

  test('is followed when its buddy is archived and another comes', async () => {
    const { user_id, token } = await seated({ ensure_egg: true });
    for (let n = 0; n < 2; n++) await track(token);
    await server.call('POST', '/widget/hatch', { as: token, body: {} });
    await server.drawAll();
    const { buddy, version } = await state(token);
    await server.call('DELETE', `/buddies/${buddy.buddy_id}`);
    const empty = await state(token);
    expect(empty).toMatchObject({ ...EMPTY, egg: null });
    expect(empty.version).toBeGreaterThan(version);
    const again = await track(token);
    expect(again.body).toMatchObject({ buddy_id: null, duplicate: false });
    await server.call('POST', '/eggs', { body: { user_id } });
    const next = await state(token);
    expect(next.egg).toMatchObject({ warmth: { value: 1, target: 2 } });
    expect(next.version).toBeGreaterThan(empty.version);
  });

  test('ends with its user, embed tokens too', async () => {
    const { user_id, token } = await seated({ ensure_egg: true });
    const embed = (await server.call('POST', '/embed-tokens', { body: { user_id } })).body;
    expect(embed.buddy_id).toBeNull();
    expect((await state(embed.token)).egg.status).toBe('waiting');
    const other = await server.hatch();
    const named = (await server.call('POST', '/embed-tokens', { body: { buddy_id: other.buddy_id } })).body;
    expect((await state(named.token)).buddy.user_id).toBe(other.user_id);
    const url = await listening();
    const open = (token: string) => openStream(`${url}/api/v1/widget/stream`, { authorization: `Bearer ${token}` });
    const streams = await Promise.all([embed.token, named.token].map(open));
    for (const stream of streams) expect(await stream.next()).not.toBeNull();
    const warned = vi.spyOn(server.parts.log, 'warn');
    for (const user of [user_id, other.user_id]) {
      await server.call('DELETE', `/users/${user}`);
      await server.send(user, 'lesson');
    }
    for (const as of [token, embed.token, named.token]) {
      for (const path of ['state', 'stream', 'marketplace', 'preview', 'leaderboards/coins']) {
        expect([path, ...refusalOf(await server.call('GET', `/widget/${path}`, { as }))]).toEqual([
          path,
          401,
          'token_revoked',
        ]);
      }
    }
    for (const stream of streams) expect(await stream.next()).toBeNull();
    expect(warned).not.toHaveBeenCalled();
  });
});

describe('a publishable key', () => {
  test('shows the seat of a user who is known, and nothing of anybody else', async () => {
    const { user_id } = await seated({ ensure_egg: true });
    const as = server.test.publishable;
    const read = (name: string) => server.call('GET', '/widget/state', { as, query: { user_id: name } });
    expect((await read(user_id)).body).toMatchObject({ buddy: null, egg: { status: 'waiting' }, scopes: ['read'] });
    expect(refusalOf(await read(unique('nobody')))).toEqual([404, 'resource_not_found']);
    const embed = (name: string) => server.call('POST', '/embed-tokens', { as, body: { user_id: name } });
    expect((await embed(user_id)).status).toBe(201);
    expect(refusalOf(await embed(unique('nobody')))).toEqual([404, 'resource_not_found']);
  });
});

test('a session for a buddy takes nothing that is about a seat', async () => {
  const { user_id, buddy_id } = await server.hatch();
  for (const more of [{ audience: 'default' }, { ensure_egg: true }]) {
    const { status, body } = await open({ user_id, buddy_id, ...more });
    expect([status, body.error.details.fields[0].path]).toEqual([422, Object.keys(more)[0]]);
  }
});

test('every widget answer tells the time, and pages of other origins may read it', async () => {
  const { token: as } = await seated();
  const first = await server.call('GET', '/widget/state', { as, headers: { origin: 'https://app.example' } });
  const now = new Date(server.parts.clock()).toISOString();
  expect(first.headers['x-hatched-now']).toBe(now);
  expect(first.headers['access-control-expose-headers']).toContain('X-Hatched-Now');
  const headers = { 'if-none-match': String(first.headers['etag']) };
  const unchanged = await server.call('GET', '/widget/state', { as, headers });
  expect([unchanged.status, unchanged.headers['x-hatched-now']]).toEqual([304, now]);
  expect((await server.call('GET', '/widget/state', { as: null })).headers['x-hatched-now']).toBe(now);
  expect((await server.call('GET', '/eggs')).headers).not.toHaveProperty('x-hatched-now');
});
