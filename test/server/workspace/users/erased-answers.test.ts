import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../../support/databases.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../../support/playground.ts';
import { unique } from '../../../support/server.ts';

type Method = 'POST' | 'PUT' | 'PATCH';

describe.each(DATABASE_KINDS)('on %s, a call that comes again after its user was erased', (kind) => {
  let database: TestDatabase;
  let server: Playground;
  beforeAll(async () => {
    database = await createDatabase(kind);
    server = await startPlayground(LESSONS, { settings: { databaseUrl: database.place.databaseUrl } });
  });
  afterAll(async () => {
    await server?.close();
    await database?.drop();
  });

  const erase = (user_id: string, idempotencyKey = unique('erase')) =>
    server.call('DELETE', `/users/${user_id}`, { idempotencyKey });
  const isUnknown = async (user_id: string) => (await server.call('GET', `/users/${user_id}/export`)).status === 404;

  const calls: [name: string, about: (pip: Hatched) => [Method, string, unknown?]][] = [
    ['an event', ({ user_id }) => ['POST', '/events', { event_id: unique('event'), user_id, type: 'lesson' }]],
    ['a dry run', ({ user_id }) => ['POST', '/events?dry_run=true', { event_id: 'dry', user_id, type: 'lesson' }]],
    ['a time zone', ({ user_id }) => ['PUT', `/users/${user_id}`, { time_zone: 'Asia/Tokyo' }]],
    ['an egg', ({ user_id }) => ['POST', '/eggs', { user_id, ensure: true }]],
    ['the hatching of an egg', ({ egg_id }) => ['POST', `/eggs/${egg_id}/hatch`]],
    ['a name', ({ buddy_id }) => ['PATCH', `/buddies/${buddy_id}`, { name: 'Secret' }]],
    ['a grant', ({ buddy_id }) => ['POST', `/buddies/${buddy_id}/coins`, { amount: 5, reason: 'r' }]],
    ['a token', ({ user_id }) => ['POST', '/embed-tokens', { user_id }]],
    ['a session', ({ user_id, buddy_id }) => ['POST', '/widget-sessions', { user_id, buddy_id, scopes: ['read'] }]],
  ];
  test.each(calls)('is told nothing, and does nothing: %s', async (_, about) => {
    const pip = await server.hatch();
    const [method, path, body] = about(pip);
    const call = { body, idempotencyKey: unique('key') };
    expect((await server.call(method, path, call)).status).toBeLessThan(300);
    expect((await server.call(method, path, call)).headers['idempotency-replayed']).toBe('true');
    await erase(pip.user_id);
    const again = await server.call(method, path, call);
    expect(again).toMatchObject({ status: 404, body: { error: { code: 'resource_not_found' } } });
    expect(again.body.error.message).toMatch(/erased/);
    expect(await isUnknown(pip.user_id)).toBe(true);
  });

  test('may come with an egg anew under another key', async () => {
    const { user_id } = await server.hatch();
    await erase(user_id);
    const anew = { body: { user_id }, idempotencyKey: unique('key') };
    expect((await server.call('POST', '/eggs', anew)).status).toBe(201);
  });

  test('pays the others of a batch no second time', async () => {
    const [pip, pop] = [await server.hatch(), await server.hatch()];
    const events = [pip, pop].map(({ user_id }) => ({ event_id: unique('event'), user_id, type: 'lesson' }));
    const call = { body: { events }, idempotencyKey: unique('key') };
    expect((await server.call('POST', '/events/batch', call)).body).toMatchObject({ applied: 2 });
    await erase(pip.user_id);
    const again = await server.call('POST', '/events/batch', call);
    expect(again.headers['idempotency-replayed']).toBeUndefined();
    const [erased, other] = again.body.results;
    expect(erased).toMatchObject({ status: 'duplicate', buddy_id: null, effects: { coins: 0 } });
    expect(other).toMatchObject({ status: 'duplicate', buddy_id: pop.buddy_id, effects: { coins: 10 } });
    expect((await server.buddy(pop.buddy_id)).coins).toBe(10);
    expect(await isUnknown(pip.user_id)).toBe(true);
  });

  test('leaves what was bought in the browser behind as well', async () => {
    const pip = await server.hatch();
    const call = { as: await server.session(pip), body: { item_id: 'cap' }, idempotencyKey: unique('key') };
    expect((await server.call('POST', '/widget/marketplace/purchases', call)).status).toBe(201);
    const row = {
      scope: `${server.test.customer_id}:test:${pip.buddy_id}`,
      key: call.idempotencyKey,
      fingerprint: '',
      subject: null,
      answer: null,
      response: null,
      leased_until: 0,
      created_at: server.clock.now(),
    };
    await erase(pip.user_id);
    expect(await server.parts.store.idempotency.begin(row, server.clock.now())).toMatchObject({
      answer: null,
      response: 'erased',
    });
  });

  test('is the erasure itself: it is answered as before', async () => {
    const [{ user_id }, key] = [await server.hatch(), unique('key')];
    expect((await erase(user_id, key)).status).toBe(204);
    const again = await erase(user_id, key);
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([204, 'true']);
  });
});
