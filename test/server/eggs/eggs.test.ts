import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { startTestServer, unique } from '../../support/server.ts';
import { listenForDeliveries } from '../../support/deliveries.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

const lay = (body: Record<string, unknown>) => server.call('POST', '/eggs', { body });
const setStatus = (egg_id: string, status: string) => server.call('PATCH', `/eggs/${egg_id}`, { body: { status } });
const hatch = (egg_id: string) => server.call('POST', `/eggs/${egg_id}/hatch`);

test('an egg waits, is made ready, hatches into a buddy with a picture', async () => {
  const user_id = unique('user');
  const laid = await lay({ user_id, metadata: { course: 'es' } });
  expect(laid.status).toBe(201);
  expect(laid.body).toMatchObject({ user_id, audience: 'default', status: 'waiting', buddy_id: null });
  expect(laid.body.metadata).toEqual({ course: 'es' });
  expect((await setStatus(laid.body.egg_id, 'ready')).body.status).toBe('ready');

  const { status, body } = await hatch(laid.body.egg_id);
  expect(status).toBe(202);
  const hatching = (await server.call('GET', `/eggs/${laid.body.egg_id}`)).body;
  expect(hatching.status).toBe('hatching');
  expect(await server.buddy(hatching.buddy_id)).toMatchObject({ image: null, appearance: { status: 'pending' } });

  await server.drawAll();
  expect((await server.call('GET', `/eggs/${laid.body.egg_id}`)).body.status).toBe('hatched');
  const buddy = await server.buddy(hatching.buddy_id);
  expect(buddy).toMatchObject({
    user_id,
    stage: { number: 1, label: 'Hatchling', of: 2 },
    appearance: { status: 'ready', error: null },
  });
  const operation = (await server.call('GET', `/operations/${body.operation_id}`)).body;
  expect(operation).toMatchObject({
    type: 'hatch',
    status: 'succeeded',
    error: null,
    result: { buddy_id: buddy.buddy_id, stage: 1, image: { url: buddy.image!.url } },
  });
});

test('the pictures of an egg differ with its state', async () => {
  const { body } = await lay({ user_id: unique('user') });
  const ready = await setStatus(body.egg_id, 'ready');
  expect(ready.body.image_url).not.toBe(body.image_url);
  expect((await server.call('GET', `/${body.image_url.slice('http://buddy.test'.length)}`)).text).toContain('<svg');
});

describe('a user has one egg or buddy at a time', () => {
  test('a second egg is refused, or answered with the first', async () => {
    const user_id = unique('user');
    const first = await lay({ user_id });
    const second = await lay({ user_id });
    expect([second.status, second.body.error.code]).toEqual([409, 'active_egg_limit']);
    expect(second.body.error.details).toEqual({ active: [{ egg_id: first.body.egg_id, status: 'waiting' }] });
    const ensured = await lay({ user_id, ensure: true });
    expect([ensured.status, ensured.body.egg_id]).toEqual([200, first.body.egg_id]);
  });

  test('beside a living buddy too; the egg that it came out of is answered', async () => {
    const { user_id, egg_id, buddy_id } = await server.hatch();
    expect((await lay({ user_id })).status).toBe(409);
    const ensured = await lay({ user_id, ensure: true });
    expect(ensured.body).toMatchObject({ egg_id, buddy_id, status: 'hatched' });
  });

  test('64 at once make one egg', async () => {
    const user_id = unique('user');
    const laid = await Promise.all(Array.from({ length: 64 }, () => lay({ user_id, ensure: true })));
    expect(new Set(laid.map((answer) => answer.body.egg_id)).size).toBe(1);
    expect(laid.filter((answer) => answer.status === 201)).toHaveLength(1);
  });

  test('a cancelled egg makes room for another', async () => {
    const user_id = unique('user');
    const { body } = await lay({ user_id });
    await setStatus(body.egg_id, 'cancelled');
    expect((await lay({ user_id })).status).toBe(201);
  });
});

describe('hatching', () => {
  test('is refused while the egg waits, and after it was cancelled', async () => {
    const { body } = await lay({ user_id: unique('user') });
    const early = await hatch(body.egg_id);
    expect([early.status, early.body.error.code]).toEqual([409, 'conflict']);
    expect(early.body.error.message).toContain('"ready"');
    await setStatus(body.egg_id, 'cancelled');
    expect((await hatch(body.egg_id)).status).toBe(409);
  });

  test('again, and 32 times at once, answers the same operation and makes one buddy', async () => {
    const user_id = unique('user');
    const { body } = await lay({ user_id });
    await setStatus(body.egg_id, 'ready');
    const answers = await Promise.all(Array.from({ length: 32 }, () => hatch(body.egg_id)));
    await server.drawAll();
    answers.push(await hatch(body.egg_id));
    expect(new Set(answers.map((answer) => answer.body.operation_id)).size).toBe(1);
    expect(answers.every((answer) => answer.status === 202)).toBe(true);
    expect((await server.call('GET', `/buddies?user_id=${user_id}`)).body.data).toHaveLength(1);
  });

  test('tells the outside once, however often it is tried', async () => {
    const deliveries = await listenForDeliveries(server, ['buddy.hatched']);
    const { egg_id, buddy_id, user_id } = await server.hatch();
    await hatch(egg_id);
    await server.drawAll();
    const of = (await deliveries()).filter((one) => one.payload['buddy_id'] === buddy_id);
    expect(of).toHaveLength(1);
    expect(of[0]!.payload).toMatchObject({ buddy_id, egg_id, user_id, image: { stage: 1 } });
    expect(of[0]!.payload['request_id']).toEqual(expect.any(String));
  });

  test('cannot be taken back', async () => {
    const { egg_id } = await server.hatch();
    const { status, body } = await setStatus(egg_id, 'cancelled');
    expect([status, body.error.code]).toEqual([409, 'conflict']);
  });
});

test('setting the status that holds already changes nothing', async () => {
  const { body } = await lay({ user_id: unique('user') });
  for (const status of ['ready', 'ready', 'cancelled', 'cancelled']) {
    expect((await setStatus(body.egg_id, status)).status).toBe(200);
  }
  expect((await setStatus(body.egg_id, 'ready')).status).toBe(409);
});

test('eggs are listed by user and status', async () => {
  const user_id = unique('user');
  const { body } = await lay({ user_id });
  const list = async (query: string) => (await server.call('GET', `/eggs?user_id=${user_id}${query}`)).body.data;
  expect(await list('')).toEqual([body]);
  expect(await list('&status=waiting')).toEqual([body]);
  expect(await list('&status=ready')).toEqual([]);
});

test('an egg lives by the rules that were published when it was laid', async () => {
  const other = await startPlayground(LESSONS);
  const first = await other.hatch();
  const version = await other.publish({
    ...LESSONS,
    coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 1, daily_cap: 5 }],
  });
  const second = await other.hatch();
  expect((await other.send(first.user_id, 'lesson')).effects.coins).toBe(10);
  expect((await other.send(second.user_id, 'lesson')).effects.coins).toBe(1);
  expect((await other.buddy(second.buddy_id)).config_version_id).toBe(version);
  await other.close();
});

test('without a published configuration there are no eggs', async () => {
  const empty = await startTestServer();
  const { status, body } = await empty.call('POST', '/eggs', { body: { user_id: 'u' } });
  expect([status, body.error.code]).toEqual([409, 'no_published_config']);
  expect(body.error.details).toEqual({ call: 'POST /api/v1/config/publish' });
  await empty.close();
});

test.each(['GET', 'PATCH', 'HATCH'] as const)('%s of an egg of another world is 404', async (what) => {
  const { egg_id } = await server.hatch();
  const as = server.live.secret;
  const answer =
    what === 'GET'
      ? await server.call('GET', `/eggs/${egg_id}`, { as })
      : what === 'PATCH'
        ? await server.call('PATCH', `/eggs/${egg_id}`, { as, body: { status: 'ready' } })
        : await server.call('POST', `/eggs/${egg_id}/hatch`, { as });
  expect([answer.status, answer.body.error.code]).toEqual([404, 'resource_not_found']);
});
