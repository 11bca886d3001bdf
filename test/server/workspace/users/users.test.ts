import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSession } from '../../../../src/server/workspace/sessions/sessions.ts';
import { eraseUser } from '../../../../src/server/workspace/users/users.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startPlayground, type Playground } from '../../../support/playground.ts';
import { unique } from '../../../support/server.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

const put = (user_id: string, time_zone: string) => server.call('PUT', `/users/${user_id}`, { body: { time_zone } });

describe('the time zone', () => {
  test('decides when the user’s day ends', async () => {
    const { user_id, buddy_id } = await server.hatch();
    expect((await put(user_id, 'Asia/Tokyo')).body).toEqual({ user_id, time_zone: 'Asia/Tokyo' });
    await server.send(user_id, 'lesson');
    const { streaks } = await server.buddy(buddy_id);
    // Noon in UTC is nine in the evening there.
    expect(streaks[0]).toMatchObject({ count: 1, expires_at: '2026-04-16T15:00:00.000Z' });
  });

  test('is known before the buddy hatches', async () => {
    const user_id = unique('user');
    await put(user_id, 'America/New_York');
    const { buddy_id } = await server.hatch(user_id);
    await server.send(user_id, 'lesson');
    expect((await server.buddy(buddy_id)).streaks[0]).toMatchObject({ expires_at: '2026-04-17T04:00:00.000Z' });
  });

  test('set again changes nothing; set anew moves the buddy', async () => {
    const { user_id, buddy_id } = await server.hatch();
    await put(user_id, 'Europe/Berlin');
    const before = await server.parts.store.buddies.byId(server.test, buddy_id);
    await put(user_id, 'Europe/Berlin');
    expect(await server.parts.store.buddies.byId(server.test, buddy_id)).toEqual(before);
    await put(user_id, 'Europe/London');
    const after = await server.parts.store.buddies.byId(server.test, buddy_id);
    expect(after!.state.zones.at(-1)!.zone).toBe('Europe/London');
  });

  test('set twice at once: the buddy ends where its user does', async () => {
    const { user_id, buddy_id } = await server.hatch();
    const { store } = server.parts;
    const change = store.change;
    // The first call has written its zone, and reaches the buddy after the second is done.
    vi.spyOn(store, 'change').mockImplementationOnce(async (command) => {
      await put(user_id, 'Europe/London');
      return change(command);
    });
    await put(user_id, 'Europe/Berlin');
    expect((await store.users.get(server.test, user_id))!.time_zone).toBe('Europe/London');
    expect((await store.buddies.byId(server.test, buddy_id))!.state.zones.at(-1)!.zone).toBe('Europe/London');
  });

  test.each([
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['Europe/Kiev', 'Europe/Kiev'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['europe/berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
  ])('%s is answered as %s', async (sent, answered) => {
    expect((await put(unique('user'), sent)).body.time_zone).toBe(answered);
  });

  test.each(['Mars/Olympus', '+02:00', '', 'CEST now'])('%j is refused', async (zone) => {
    const { status, body } = await put(unique('user'), zone);
    expect([status, body.error.details.fields[0].path]).toEqual([422, 'time_zone']);
  });
});

describe('export and erasure', () => {
  test('everything held about the user is handed over', async () => {
    const { user_id, buddy_id } = await server.hatch();
    await server.send(user_id, 'lesson');
    const { status, body } = await server.call('GET', `/users/${user_id}/export`);
    expect(status).toBe(200);
    expect(body.buddies[0].buddy_id).toBe(buddy_id);
    expect(body.events).toHaveLength(1);
    expect(body.ledger.length).toBeGreaterThan(0);
  });

  test('erased, the user is unknown, and an old event never pays again', async () => {
    const { user_id, buddy_id } = await server.hatch();
    const event = { event_id: unique('event'), user_id, type: 'lesson' };
    await server.call('POST', '/events', { body: event });
    const token = await server.session({ user_id, buddy_id, egg_id: '', operation_id: '' });
    expect((await server.call('DELETE', `/users/${user_id}`)).status).toBe(204);
    expect((await server.call('GET', `/buddies/${buddy_id}`)).status).toBe(404);
    expect((await server.call('GET', `/users/${user_id}/export`)).status).toBe(404);
    expect((await server.call('DELETE', `/users/${user_id}`)).status).toBe(404);
    expect((await server.call('GET', '/widget/state', { as: token })).status).toBeGreaterThanOrEqual(401);
    expect((await server.call('GET', `/events?user_id=${user_id}`)).body.data).toEqual([]);

    const again = await server.hatch(user_id);
    const repeated = await server.call('POST', '/events', { body: event });
    expect(repeated.body).toMatchObject({ duplicate: true, effects: { coins: 0 } });
    expect((await server.buddy(again.buddy_id)).coins).toBe(0);
  });

  test('erased while a widget session is opened, nothing is left of the user', async () => {
    const { user_id, buddy_id } = await server.hatch();
    const opened = createSession(server.parts, server.test, { user_id, buddy_id, scopes: ['read'] }, 'test');
    const [session] = await Promise.allSettled([opened, eraseUser(server.parts, server.test, user_id)]);
    if (session.status === 'rejected') expect(session.reason).toMatchObject({ code: 'resource_not_found' });
    expect((await server.call('GET', `/users/${user_id}/export`)).status).toBe(404);
  });

  test('nobody is 404', async () => {
    for (const call of [
      server.call('DELETE', '/users/nobody'),
      server.call('GET', '/users/nobody/export'),
      server.call('GET', '/users/nobody/export', { as: server.live.secret }),
    ]) {
      expect((await call).status).toBe(404);
    }
  });
});
