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

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

function callOf(pip: Hatched, method: Method, path: string, body: unknown) {
  const idempotencyKey = unique('key');
  return async () => {
    const as = path.startsWith('/widget/') ? await server.session(pip) : server.test.secret;
    return server.call(method, path, { as, body, idempotencyKey });
  };
}

/** The change is committed, and the process dies before it can answer: the same call comes again. */
async function twice(pip: Hatched, method: Method, path: string, body?: unknown) {
  const call = callOf(pip, method, path, body);
  vi.spyOn(server.parts.store.idempotency, 'finish').mockRejectedValueOnce(new StoreUnavailable('gone'));
  expect((await call()).status).toBe(503);
  return call();
}

/** What the write commits is the whole answer: nothing is left to be done that a process could die before. */
async function kept(pip: Hatched, method: Method, path: string, body?: unknown) {
  const call = callOf(pip, method, path, body);
  const later = ['finish', 'release'] as const;
  const others = later.map((name) => vi.spyOn(server.parts.store.idempotency, name));
  const first = await call();
  for (const other of others) expect(other).not.toHaveBeenCalled();
  const again = await call();
  expect([again.status, again.text]).toEqual([first.status, first.text]);
  expect(again.headers['idempotency-replayed']).toBe('true');
  return again;
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
  const { status, body } = await kept(pip, 'POST', `/eggs/${egg_id}/hatch`);
  expect([status, body.operation_id]).toEqual([202, `op_${egg_id.slice('egg_'.length)}`]);
});

test('so is that of a seat’s own egg', async () => {
  const user_id = unique('user');
  const { egg_id } = (await server.call('POST', '/eggs', { body: { user_id } })).body;
  await server.call('PATCH', `/eggs/${egg_id}`, { body: { status: 'ready' } });
  const seat = { user_id, scopes: ['read', 'buddy:hatch'] };
  const { token } = (await server.call('POST', '/widget-sessions', { body: seat })).body;
  const call = { as: token, body: {}, idempotencyKey: unique('key') };
  const [first, again] = [
    await server.call('POST', '/widget/hatch', call),
    await server.call('POST', '/widget/hatch', call),
  ];
  expect([first.status, again.status, again.text]).toEqual([202, 202, first.text]);
  expect(again.headers['idempotency-replayed']).toBe('true');
});

test('a session of a seat is opened once, with its egg', async () => {
  const user_id = unique('user');
  const input = { user_id, ensure_egg: true, time_zone: 'Asia/Tokyo', scopes: ['read'] };
  const { status, body } = await kept(await server.hatch(), 'POST', '/widget-sessions', input);
  expect([status, body.buddy_id]).toEqual([201, null]);
  expect((await server.call('GET', `/eggs?user_id=${user_id}`)).body.data).toHaveLength(1);
});

test('an egg that is ready is answered as it was left', async () => {
  const { egg_id } = (await server.call('POST', '/eggs', { body: { user_id: unique('user'), metadata: { a: 1 } } }))
    .body;
  const { status, body } = await twice(await server.hatch(), 'PATCH', `/eggs/${egg_id}`, { status: 'ready' });
  expect([status, body]).toEqual([200, (await server.call('GET', `/eggs/${egg_id}`)).body]);
});

test('an egg is answered with the first one, laid once', async () => {
  const pip = await server.hatch();
  const user_id = unique('user');
  const { status, body } = await twice(pip, 'POST', '/eggs', { user_id });
  expect([status, body.user_id]).toEqual([201, user_id]);
  expect((await server.call('GET', `/eggs?user_id=${user_id}`)).body.data).toEqual([body]);
});

const made = async <A>(path: string, body: unknown): Promise<A> =>
  (await server.call<A>('POST', path, { body, idempotencyKey: unique('made') })).body;
const endpointInput = () => ({ url: `https://hooks.example.com/${unique('path')}`, events: ['*'] });
const listed = async (path: string) =>
  (await server.call<{ data: Record<string, unknown>[] }>('GET', `${path}?limit=100`)).body.data;

test('a key is made once, and shown again', async () => {
  const label = unique('label');
  const { status, body } = await kept(await server.hatch(), 'POST', '/api-keys', { kind: 'secret', label });
  expect(status).toBe(201);
  expect((await listed('/api-keys')).filter((key) => key['label'] === label)).toHaveLength(1);
  expect((await server.call('GET', '/api-keys', { as: body.key })).status).toBe(200);
});

test('a key is rotated once, and its successor is shown again', async () => {
  const label = unique('label');
  const { key_id } = await made<{ key_id: string }>('/api-keys', { kind: 'secret', label });
  const { status, body } = await kept(await server.hatch(), 'POST', `/api-keys/${key_id}/rotate`);
  expect(status).toBe(201);
  expect((await listed('/api-keys')).filter((key) => key['label'] === label)).toHaveLength(2);
  expect((await server.call('GET', '/api-keys', { as: body.key })).status).toBe(200);
});

test('a key is deleted once', async () => {
  const { key_id } = await made<{ key_id: string }>('/api-keys', { kind: 'secret', label: 'short-lived' });
  expect((await kept(await server.hatch(), 'DELETE', `/api-keys/${key_id}`)).status).toBe(204);
});

test('a session is opened once', async () => {
  const pip = await server.hatch();
  const insert = vi.spyOn(server.parts.store.sessions, 'insert');
  const { buddy_id, user_id } = pip;
  const { status, body } = await kept(pip, 'POST', '/widget-sessions', { buddy_id, user_id, scopes: ['read'] });
  expect([status, insert.mock.calls.length]).toEqual([201, 1]);
  expect((await server.call('GET', '/widget/state', { as: body.token })).status).toBe(200);
});

test('an endpoint is registered once, and its secret shown again', async () => {
  const input = endpointInput();
  const { status, body } = await kept(await server.hatch(), 'POST', '/webhook-endpoints', input);
  expect([status, body.secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
  expect((await listed('/webhook-endpoints')).filter(({ url }) => url === input.url)).toHaveLength(1);
});

test('a webhook secret is rotated once', async () => {
  const { endpoint_id } = await made<{ endpoint_id: string }>('/webhook-endpoints', endpointInput());
  const path = `/webhook-endpoints/${endpoint_id}/rotate-secret`;
  expect((await kept(await server.hatch(), 'POST', path, { grace_seconds: 60 })).status).toBe(200);
  expect((await server.parts.store.endpoints.byId(server.test, endpoint_id))!.secrets).toHaveLength(2);
});

test('an endpoint is removed once', async () => {
  const { endpoint_id } = await made<{ endpoint_id: string }>('/webhook-endpoints', endpointInput());
  expect((await kept(await server.hatch(), 'DELETE', `/webhook-endpoints/${endpoint_id}`)).status).toBe(204);
});

test('an endpoint is changed once', async () => {
  const { endpoint_id } = await made<{ endpoint_id: string }>('/webhook-endpoints', endpointInput());
  const pip = await server.hatch();
  const { status, body } = await kept(pip, 'PATCH', `/webhook-endpoints/${endpoint_id}`, { description: 'new' });
  expect([status, body.description]).toEqual([200, 'new']);
});

test('an endpoint is tried out once', async () => {
  const pip = await server.hatch();
  const { endpoint_id } = await made<{ endpoint_id: string }>('/webhook-endpoints', endpointInput());
  const path = `/webhook-endpoints/${endpoint_id}`;
  const { status, body } = await kept(pip, 'POST', `${path}/test`, { event: 'coin.earned' });
  const deliveries = await listed(`${path}/deliveries`);
  expect([status, deliveries.map(({ delivery_id }) => delivery_id)]).toEqual([202, [body.delivery_id]]);
  const again = await kept(pip, 'POST', `${path}/deliveries/${body.delivery_id}/replay`);
  expect([again.status, again.body]).toEqual([202, { delivery_id: body.delivery_id }]);
  const range = { from: '2020-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z', status: 'all' };
  expect((await kept(pip, 'POST', `${path}/replay`, range)).status).toBe(202);
});

test('buddies are moved once', async () => {
  const pip = await server.hatch();
  const [version] = await listed('/config/versions');
  const to = version!['config_version_id'];
  const { status, body } = await kept(pip, 'POST', '/buddies/migrate', { all: true, to });
  expect([status, body]).toEqual([202, { operation_id: expect.stringMatching(/^op_/) }]);
  const one = await kept(pip, 'POST', '/buddies/migrate', { buddy_id: pip.buddy_id, to });
  expect([one.status, one.body.config_version_id]).toEqual([200, to]);
});

test('a picture is drawn again by one operation', async () => {
  const pip = await server.hatch();
  expect((await kept(pip, 'POST', `/buddies/${pip.buddy_id}/appearance/rerender`)).status).toBe(202);
  expect((await kept(pip, 'POST', '/widget/appearance/rerender')).status).toBe(202);
});

test('a buddy is archived once', async () => {
  const pip = await server.hatch();
  expect((await kept(pip, 'DELETE', `/buddies/${pip.buddy_id}`)).status).toBe(204);
});

test('a user is erased once', async () => {
  const pip = await server.hatch();
  expect((await kept(pip, 'DELETE', `/users/${pip.user_id}`)).status).toBe(204);
});

test('a draft is published once', async () => {
  const pip = await server.hatch();
  await server.call('PUT', '/config/draft', { body: LESSONS });
  const { status, body } = await kept(pip, 'POST', '/config/publish');
  expect([status, body.status]).toEqual([200, 'published']);
  expect((await listed('/config/versions'))[0]).toMatchObject({ config_version_id: body.config_version_id });
});
