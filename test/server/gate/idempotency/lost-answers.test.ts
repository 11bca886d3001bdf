import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../../../src/server/store/store.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../../support/playground.ts';
import { unique } from '../../../support/server.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());
afterEach(() => vi.restoreAllMocks());

/** The change is committed, and the process dies before it can answer: the same call comes again. */
async function twice(pip: Hatched, method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) {
  const idempotency_key = unique('key');
  const call = async () => {
    const as = path.startsWith('/widget/') ? await server.session(pip) : server.test.secret;
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

test('an event is answered as the first time', async () => {
  const pip = await server.hatch();
  const event = { event_id: unique('event'), user_id: pip.user_id, type: 'lesson' };
  const { status, body, headers } = await twice(pip, 'POST', '/events', event);
  expect([status, body.effects.coins, body.duplicate]).toEqual([200, 10, false]);
  expect(headers['idempotency-replayed']).toBe('true');
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

const made = async <A>(path: string, body: unknown): Promise<A> =>
  (await server.call<A>('POST', path, { body, idempotency_key: unique('made') })).body;
const endpointInput = () => ({ url: `https://hooks.example.com/${unique('path')}`, events: ['*'] });
const listed = async (path: string) =>
  (await server.call<{ data: Record<string, unknown>[] }>('GET', `${path}?limit=100`)).body.data;

test('a key is made once, and shown again', async () => {
  const label = unique('label');
  const { status, body } = await twice(await server.hatch(), 'POST', '/api-keys', { kind: 'secret', label });
  expect(status).toBe(201);
  expect((await listed('/api-keys')).filter((key) => key['label'] === label)).toHaveLength(1);
  expect((await server.call('GET', '/api-keys', { as: body.key })).status).toBe(200);
});

test('a key is rotated once, and its successor is shown again', async () => {
  const label = unique('label');
  const { key_id } = await made<{ key_id: string }>('/api-keys', { kind: 'secret', label });
  const { status, body } = await twice(await server.hatch(), 'POST', `/api-keys/${key_id}/rotate`);
  expect(status).toBe(201);
  expect((await listed('/api-keys')).filter((key) => key['label'] === label)).toHaveLength(2);
  expect((await server.call('GET', '/api-keys', { as: body.key })).status).toBe(200);
});

test('a key is deleted once', async () => {
  const { key_id } = await made<{ key_id: string }>('/api-keys', { kind: 'secret', label: 'short-lived' });
  expect((await twice(await server.hatch(), 'DELETE', `/api-keys/${key_id}`)).status).toBe(204);
});

test('a session is opened once', async () => {
  const pip = await server.hatch();
  const insert = vi.spyOn(server.parts.store.sessions, 'insert');
  const { buddy_id, user_id } = pip;
  const { status, body } = await twice(pip, 'POST', '/widget-sessions', { buddy_id, user_id, scopes: ['read'] });
  expect([status, insert.mock.calls.length]).toEqual([201, 1]);
  expect((await server.call('GET', '/widget/state', { as: body.token })).status).toBe(200);
});

test('an endpoint is registered once, and its secret shown again', async () => {
  const input = endpointInput();
  const { status, body } = await twice(await server.hatch(), 'POST', '/webhook-endpoints', input);
  expect([status, body.secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
  expect((await listed('/webhook-endpoints')).filter(({ url }) => url === input.url)).toHaveLength(1);
});

test('a webhook secret is rotated once', async () => {
  const { endpoint_id } = await made<{ endpoint_id: string }>('/webhook-endpoints', endpointInput());
  const path = `/webhook-endpoints/${endpoint_id}/rotate-secret`;
  expect((await twice(await server.hatch(), 'POST', path, { grace_seconds: 60 })).status).toBe(200);
  expect((await server.parts.store.endpoints.byId(server.test, endpoint_id))!.secrets).toHaveLength(2);
});

test('an endpoint is removed once', async () => {
  const { endpoint_id } = await made<{ endpoint_id: string }>('/webhook-endpoints', endpointInput());
  expect((await twice(await server.hatch(), 'DELETE', `/webhook-endpoints/${endpoint_id}`)).status).toBe(204);
});

test('a user is erased once', async () => {
  const pip = await server.hatch();
  expect((await twice(pip, 'DELETE', `/users/${pip.user_id}`)).status).toBe(204);
});

test('a draft is published once', async () => {
  const pip = await server.hatch();
  await server.call('PUT', '/config/draft', { body: LESSONS });
  const { status, body } = await twice(pip, 'POST', '/config/publish');
  expect([status, body.status]).toEqual([200, 'published']);
  expect((await listed('/config/versions'))[0]).toMatchObject({ config_version_id: body.config_version_id });
});
