import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { widgetState } from '../../../src/contract/buddy/state.ts';
import { refusalOf } from '../../support/answers.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
let pip: Hatched;
let token: string;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
  pip = await server.hatch();
  token = await server.session(pip);
});
afterAll(() => server.close());

const HOUR = 3600_000;
const get = (path: string, as = token, headers = {}) => server.call('GET', `/widget/${path}`, { as, headers });
const track = (type: string, as = token) =>
  server.call('POST', '/widget/track', { as, body: { event_id: unique('event'), type } });

describe('the state', () => {
  test('is everything that the widget shows, as the contract says', async () => {
    const { status, body, headers } = await get('state');
    expect(status).toBe(200);
    expect(widgetState.parse(body)).toEqual(body);
    expect(body.buddy).toMatchObject({ buddy_id: pip.buddy_id, user_id: pip.user_id, stage: { number: 1, of: 2 } });
    expect(body.scopes).toContain('items:equip');
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('is answered 304 while nothing changes, and anew once it does', async () => {
    const { headers, body } = await get('state');
    const asked = { 'if-none-match': headers['etag'] };
    const unchanged = await get('state', token, asked);
    expect([unchanged.status, unchanged.text, unchanged.headers['etag']]).toEqual([304, '', headers['etag']]);
    await track('lesson');
    const changed = await get('state', token, asked);
    expect(changed.status).toBe(200);
    expect(changed.body.version).toBeGreaterThan(body.version);
    expect(changed.body.buddy.coins).toBe(body.buddy.coins + 10);
  });

  test('is another one for another scope', async () => {
    const reading = await server.session(pip, ['read']);
    expect((await get('state', reading)).headers['etag']).not.toBe((await get('state')).headers['etag']);
  });

  test('changes with the hour, without any commit', async () => {
    const own = await server.hatch();
    const reading = await server.session(own, ['read']);
    await server.send(own.user_id, 'lesson');
    const noon = await get('state', reading);
    expect(noon.body.streaks[0]).toMatchObject({ ticked_this_period: true, alive: true });
    server.clock.advance(12 * HOUR);
    const morrow = await server.session(own, ['read']);
    const midnight = await get('state', morrow, { 'if-none-match': noon.headers['etag'] });
    expect(midnight.status).toBe(200);
    expect(midnight.body.version).toBe(noon.body.version);
    expect(midnight.body.streaks[0]).toMatchObject({ ticked_this_period: false, alive: true });
    token = await server.session(pip);
  });

  test('of an embed token and of a publishable key can be read only', async () => {
    const { body: embed } = await server.call('POST', '/embed-tokens', { body: { buddy_id: pip.buddy_id } });
    expect((await get('state', embed.token)).body.scopes).toEqual(['read']);
    const key = server.test.publishable;
    expect((await get(`state?buddy_id=${pip.buddy_id}`, key)).body.scopes).toEqual(['read']);
    expect((await get(`state?user_id=${pip.user_id}`, key)).body.buddy.buddy_id).toBe(pip.buddy_id);
    expect(refusalOf(await get('state', key))).toEqual([422, 'validation_failed']);
    expect(refusalOf(await get('state?user_id=nobody', key))).toEqual([404, 'resource_not_found']);
    expect(refusalOf(await track('lesson', embed.token))).toEqual([403, 'missing_scope']);
  });

  test('of another buddy cannot be read with a token', async () => {
    const other = await server.hatch();
    expect(refusalOf(await get(`state?buddy_id=${other.buddy_id}`))).toEqual([404, 'resource_not_found']);
    expect(refusalOf(await get(`state?user_id=${other.user_id}`))).toEqual([404, 'resource_not_found']);
    const elsewhere = await get(`state?buddy_id=${pip.buddy_id}`, server.live.publishable);
    expect(refusalOf(elsewhere)).toEqual([404, 'resource_not_found']);
  });

  test('is told with a publishable key only where buddy and user belong together', async () => {
    const other = await server.hatch();
    const read = (user_id: string) => get(`state?buddy_id=${pip.buddy_id}&user_id=${user_id}`, server.test.publishable);
    expect((await read(pip.user_id)).body.buddy.buddy_id).toBe(pip.buddy_id);
    expect(refusalOf(await read(other.user_id))).toEqual([404, 'resource_not_found']);
  });

  test('is gone with the buddy', async () => {
    const own = await server.hatch();
    const reading = await server.session(own);
    expect((await get('state', reading)).status).toBe(200);
    await server.call('DELETE', `/buddies/${own.buddy_id}`);
    expect((await get('state', reading)).status).toBe(404);
  });
});

describe('tracking', () => {
  test('answers the effects and the state after them', async () => {
    const own = await server.hatch();
    const mine = await server.session(own, ['events:track', 'read']);
    const body = { event_id: unique('event'), type: 'lesson', properties: { score: 1 } };
    const first = await server.call('POST', '/widget/track', { as: mine, body });
    expect(first.body).toMatchObject({
      buddy_id: own.buddy_id,
      duplicate: false,
      effects: { coins: 10, badges_awarded: ['first'] },
      state: { buddy: { coins: 10 }, scopes: ['events:track', 'read'] },
    });
    const again = await server.call('POST', '/widget/track', { as: mine, body });
    expect(again.body).toMatchObject({ duplicate: true, effects: { coins: 10 }, state: { buddy: { coins: 10 } } });
  });

  test('takes no user, no time and no other buddy', async () => {
    for (const more of [{ user_id: 'x' }, { occurred_at: new Date(0).toISOString() }, { buddy_id: pip.buddy_id }]) {
      const body = { event_id: unique('event'), type: 'lesson', ...more };
      expect(refusalOf(await server.call('POST', '/widget/track', { as: token, body }))).toEqual([
        422,
        'validation_failed',
      ]);
    }
  });

  test('who may not read is not answered the state either', async () => {
    const own = await server.hatch();
    const blind = await server.session(own, ['events:track', 'marketplace:purchase', 'items:equip', 'buddy:rename']);
    const call = async (method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown) =>
      (await server.call(method, `/widget/${path}`, { as: blind, body, idempotencyKey: unique('key') })).body;
    for (const body of [
      await call('POST', 'track', { event_id: unique('event'), type: 'lesson', properties: { score: 1 } }),
      await call('POST', 'marketplace/purchases', { item_id: 'cap' }),
      await call('PUT', 'equipment', { equip: ['cap'] }),
      await call('PATCH', 'buddy', { name: 'Pip' }),
    ]) {
      expect(body).not.toHaveProperty('error');
      expect(body).not.toHaveProperty('state');
    }
  });

  test('ids are of their own seat: another page’s, and the server’s, are others', async () => {
    const event_id = unique('event');
    const sent = { event_id, type: 'lesson', properties: { score: 1 } };
    const [one, other] = [await server.hatch(), await server.hatch()];
    const as = await server.session(one);
    const answers = [
      await server.call('POST', '/widget/track', { as, body: sent }),
      await server.call('POST', '/widget/track', { as: await server.session(other), body: sent }),
      await server.call('POST', '/events', { body: { ...sent, user_id: one.user_id } }),
      await server.call('POST', '/widget/track', { as, body: sent }),
    ];
    expect(answers.map(({ body }) => [body.event_id, body.duplicate])).toEqual([
      [event_id, false],
      [event_id, false],
      [event_id, false],
      [event_id, true],
    ]);
    const log = await server.call('GET', `/events?user_id=${one.user_id}`);
    expect(log.body.data.map((event: { event_id: string }) => event.event_id)).toEqual([event_id, event_id]);
  });

  test('needs its scope', async () => {
    expect(refusalOf(await track('lesson', await server.session(pip, ['read'])))).toEqual([403, 'missing_scope']);
  });
});

test('an operation can be waited for, the own one only', async () => {
  const own = await server.hatch();
  const mine = await server.session(own);
  const rerender = await server.call('POST', '/widget/appearance/rerender', { as: mine });
  expect(rerender.status).toBe(202);
  const state = await get('state', mine);
  expect(state.body.pending_operations).toEqual([{ operation_id: rerender.body.operation_id, type: 'rerender' }]);
  const waiting = get(`operations/${rerender.body.operation_id}?wait_ms=30000`, mine);
  await server.drawAll();
  expect((await waiting).body).toMatchObject({ status: 'succeeded', result: { buddy_id: own.buddy_id } });
  expect((await get('state', mine)).body.pending_operations).toEqual([]);
  expect(refusalOf(await get(`operations/${rerender.body.operation_id}`))).toEqual([404, 'resource_not_found']);
});

test('the own rank and its neighbours', async () => {
  await server.send(pip.user_id, 'lesson');
  const { body } = await get('leaderboards/ever');
  expect(body).toMatchObject({ leaderboard: 'ever', window: { kind: 'all_time', from: null, to: null } });
  expect(body.entries.map((entry: { buddy_id: string }) => entry.buddy_id)).toContain(pip.buddy_id);
  expect(refusalOf(await get('leaderboards/nothing'))).toEqual([404, 'resource_not_found']);
});
