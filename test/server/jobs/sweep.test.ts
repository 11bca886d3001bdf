import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { sweep } from '../../../src/server/jobs/sweep.ts';
import { listenForDeliveries } from '../../support/deliveries.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';
import { TEST_START, unique } from '../../support/server.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());
afterEach(() => vi.restoreAllMocks());

test('an Idempotency-Key is kept for 24 hours, and then forgotten', async () => {
  const { buddy_id } = await server.hatch();
  const idempotencyKey = unique('grant');
  const grant = () =>
    server.call('POST', `/buddies/${buddy_id}/coins`, { body: { amount: 5, reason: 'r' }, idempotencyKey });
  await grant();
  expect(await sweep(server.parts, server.clock.now() + 24 * HOUR - 1)).toBe(0);
  expect((await grant()).headers['idempotency-replayed']).toBe('true');
  expect(await sweep(server.parts, server.clock.now() + 24 * HOUR + 1)).toBeGreaterThan(0);
  expect((await grant()).headers['idempotency-replayed']).toBeUndefined();
});

test('sessions go a day after they ended', async () => {
  const pip = await server.hatch();
  const body = { buddy_id: pip.buddy_id, user_id: pip.user_id, scopes: ['read'], ttl_seconds: 60 };
  const { session_id } = (await server.call('POST', '/widget-sessions', { body })).body;
  await sweep(server.parts, server.clock.now() + 24 * HOUR);
  expect(await server.parts.store.sessions.byId(session_id)).not.toBeNull();
  await sweep(server.parts, server.clock.now() + 25 * HOUR);
  expect(await server.parts.store.sessions.byId(session_id)).toBeNull();
});

test('deliveries go when they are 90 days old, unless they are still owed', async () => {
  const [ended, owed] = [await listenForDeliveries(server, ['*']), await listenForDeliveries(server, ['*'])];
  const { user_id } = await server.hatch();
  await server.send(user_id, 'lesson');
  const count = (await owed()).length;
  expect(count).toBeGreaterThan(0);
  // An endpoint that is removed is owed nothing any more.
  await server.call('DELETE', `/webhook-endpoints/${(await ended())[0]!.endpoint_id}`);
  await sweep(server.parts, server.clock.now() + 90 * DAY);
  expect([(await ended()).length, (await owed()).length]).toEqual([count, count]);
  await sweep(server.parts, server.clock.now() + 90 * DAY + 1);
  expect([(await ended()).length, (await owed()).length]).toEqual([0, count]);
});

test('in batches, however many there are', async () => {
  const told = await listenForDeliveries(server, ['coin.earned']);
  const { buddy_id } = await server.hatch();
  await server.call('POST', `/buddies/${buddy_id}/coins`, { body: { amount: 5, reason: 'r' } });
  const [row] = await told();
  const deliveries = Array.from({ length: 1234 }, () => ({
    ...row!,
    delivery_id: server.parts.ids('delivery'),
    status: 'succeeded' as const,
  }));
  const { store } = server.parts;
  await store.change({ world: server.test, target: { buddy_id }, decide: () => ({ deliveries, answer: null }) });
  const removing = vi.spyOn(store.deliveries, 'deleteEnded');
  await sweep(server.parts, server.clock.now() + 91 * DAY);
  expect(await told()).toEqual([row]);
  const sizes = await Promise.all(removing.mock.results.map(({ value }) => value as Promise<number>));
  expect(sizes).toEqual([500, 500, 234]);
});

test('what cannot be forgotten now holds up nothing else', async () => {
  const { store } = server.parts;
  const failing = vi.spyOn(store.idempotency, 'deleteBefore').mockRejectedValueOnce(new Error('busy'));
  const others = [vi.spyOn(store.sessions, 'deleteExpired'), vi.spyOn(store.deliveries, 'deleteEnded')];
  await expect(sweep(server.parts)).rejects.toThrow('busy');
  expect(failing).toHaveBeenCalledOnce();
  for (const other of others) expect(other).toHaveBeenCalledOnce();
});

describe('the caps of a day', () => {
  const noon = TEST_START;
  const endOfDay = noon + DAY / 2;
  /** What a lesson pays that occurred at that time; LESSONS lets a day have 50. */
  async function lesson({ user_id }: Hatched, occurred_at: number): Promise<number> {
    const { effects } = await server.send(user_id, 'lesson', { occurred_at: new Date(occurred_at).toISOString() });
    return effects.coins;
  }

  test('hold late events for 400 days', async () => {
    const pip = await server.hatch();
    for (let i = 0; i < 5; i++) expect(await lesson(pip, noon)).toBe(10);
    await sweep(server.parts, endOfDay + 400 * DAY);
    expect(await lesson(pip, noon)).toBe(0);
    await sweep(server.parts, endOfDay + 400 * DAY + 1);
    expect(await lesson(pip, noon)).toBe(10);
  });

  test('hold history that is sent long after, as long as it comes together', async () => {
    const pip = await server.hatch();
    const longAgo = noon - 3 * 365 * DAY;
    for (let i = 0; i < 5; i++) {
      expect(await lesson(pip, longAgo)).toBe(10);
      await sweep(server.parts, noon + i * DAY);
    }
    await sweep(server.parts, noon + 400 * DAY);
    expect(await lesson(pip, longAgo)).toBe(0);
  });

  test('hold in total for ever', async () => {
    const { user_id, buddy_id } = await server.hatch();
    const treasure = async () => (await server.send(user_id, 'treasure')).effects.coins;
    const counter = { scope: 'buddy', key: 'c:treasure:t' } as const;
    expect(await treasure()).toBe(1000);
    await sweep(server.parts, Number.MAX_SAFE_INTEGER);
    expect(await server.parts.store.buddies.counter(server.test, counter, buddy_id)).toBe(1000);
  });
});
