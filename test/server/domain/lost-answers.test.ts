import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../../src/server/store/store.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());
afterEach(() => vi.restoreAllMocks());

/** The change is committed, and the process dies before it can answer: the same call comes again. */
async function twice(pip: Hatched, method: 'POST' | 'PUT', path: string, body?: unknown) {
  const idempotency_key = unique('key');
  const call = async () => {
    const as = path.startsWith('/widget') ? await server.session(pip) : server.test.secret;
    return server.call(method, path, { as, body, idempotency_key });
  };
  vi.spyOn(server.parts.store.idempotency, 'finish').mockRejectedValueOnce(new StoreUnavailable('gone'));
  expect((await call()).status).toBe(503);
  return call();
}

test('a purchase is answered with the first one, paid once', async () => {
  const pip = await server.hatch();
  for (let i = 0; i < 4; i++) await server.send(pip.user_id, 'lesson');
  const { status, body } = await twice(pip, 'POST', '/widget/marketplace/purchases', { item_id: 'hat' });
  expect(status).toBe(201);
  expect(body).toMatchObject({ item_id: 'hat', state: { buddy: { coins: 20 } } });
  const { data } = (await server.call('GET', `/buddies/${pip.buddy_id}/ledger?currency=coin&limit=1`)).body;
  expect(data[0]).toMatchObject({ ledger_id: body.ledger_id, reference_id: body.purchase_id, amount: -20 });
});

test('a grant is made once', async () => {
  const pip = await server.hatch();
  const { status, body } = await twice(pip, 'POST', `/buddies/${pip.buddy_id}/coins`, { amount: 5, reason: 'r' });
  expect([status, body.coins]).toEqual([200, 5]);
});

test('a change of clothes is answered with its operation', async () => {
  const pip = await server.hatch();
  await server.call('POST', `/buddies/${pip.buddy_id}/purchases`, { body: { item_id: 'cap' } });
  const { body } = await twice(pip, 'PUT', '/widget/equipment', { equip: ['cap'] });
  expect(body.state.pending_operations).toEqual([{ operation_id: body.operation_id, type: 'equip' }]);
});

test('an event is a duplicate of itself', async () => {
  const pip = await server.hatch();
  const event = { event_id: unique('event'), user_id: pip.user_id, type: 'lesson' };
  const { status, body } = await twice(pip, 'POST', '/events', event);
  expect([status, body.effects.coins]).toEqual([200, 10]);
  expect((await server.buddy(pip.buddy_id)).coins).toBe(10);
});

test('a hatching is answered with its operation', async () => {
  const { egg_id } = (await server.call('POST', '/eggs', { body: { user_id: unique('user') } })).body;
  await server.call('PATCH', `/eggs/${egg_id}`, { body: { status: 'ready' } });
  const pip = await server.hatch();
  const { status, body } = await twice(pip, 'POST', `/eggs/${egg_id}/hatch`);
  expect([status, body.operation_id]).toEqual([202, `op_${egg_id.slice('egg_'.length)}`]);
});

test('an egg is answered with the first one, laid once', async () => {
  const pip = await server.hatch();
  const user_id = unique('user');
  const { status, body } = await twice(pip, 'POST', '/eggs', { user_id });
  expect([status, body.user_id]).toEqual([201, user_id]);
  expect((await server.call('GET', `/eggs?user_id=${user_id}`)).body.data).toEqual([body]);
});
