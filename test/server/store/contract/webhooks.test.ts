import { expect, it, vi } from 'vitest';
import type { DeliveryRow, World } from '../../../../src/server/store/rows.ts';
import { noteAnswers } from '../../../../src/server/webhooks/disabling/queries.ts';
import { deliveryQueue, type AttemptResult } from '../../../../src/server/webhooks/dispatch/queries.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { hatch, onBuddy } from '../support/commands.ts';
import { assetRow, deliveryRow, endpointRow, newWorld, NOW } from '../support/rows.ts';

const same = <T>(row: T): T => row;

onEachDatabase('webhooks', (given) => {
  it('go to endpoints that can be listed, changed and removed', async () => {
    const world = newWorld();
    const { endpoints } = given.store;
    const rows = [endpointRow(world), endpointRow(world)];
    for (const row of rows) await endpoints.insert(row);
    expect(await endpoints.list(world, { limit: 9 })).toEqual([rows[1], rows[0]]);
    const changed = { ...rows[0]!, active: false, events: ['coin.earned'], secrets: [] };
    expect(await endpoints.update(world, changed.endpoint_id, () => changed, same)).toEqual(changed);
    expect(await endpoints.update(newWorld(), changed.endpoint_id, (row) => ({ ...row, url: 'no' }), same)).toBeNull();
    expect(await endpoints.byId(world, changed.endpoint_id)).toEqual(changed);
    expect(await endpoints.byId(newWorld(), changed.endpoint_id)).toBeNull();
    expect(await endpoints.remove(newWorld(), changed.endpoint_id, NOW)).toBe(false);
    expect(await endpoints.remove(world, changed.endpoint_id, NOW)).toBe(true);
    expect(await endpoints.remove(world, changed.endpoint_id, NOW)).toBe(false);
    expect(await endpoints.update(world, changed.endpoint_id, () => changed, same)).toBeNull();
    expect(await endpoints.list(world, { limit: 9 })).toEqual([rows[1]]);
  });

  it('lose none of the changes that are made at once', async () => {
    const world = newWorld();
    const { endpoint_id, events } = endpointRow(world);
    const { endpoints } = given.store;
    await endpoints.insert(endpointRow(world, { endpoint_id, events }));
    const added = Array.from({ length: 8 }, (_, index) => `event.${index}`);
    const add = (event: string) =>
      endpoints.update(world, endpoint_id, (row) => ({ ...row, events: [...row.events, event] }), same);
    await Promise.all(added.map(add));
    expect((await endpoints.byId(world, endpoint_id))!.events.toSorted()).toEqual([...events, ...added].toSorted());
  });

  it('leave deliveries behind, filtered and newest first', async () => {
    const world = newWorld();
    const { buddy_id } = await hatch(given.store, world);
    const endpoint = endpointRow(world);
    await given.store.endpoints.insert(endpoint);
    const deliveries = [
      deliveryRow(world, endpoint.endpoint_id, { created_at: NOW }),
      deliveryRow(world, endpoint.endpoint_id, { created_at: NOW + 10, status: 'succeeded', event: 'badge.awarded' }),
      deliveryRow(world, 'cause:bees', { created_at: NOW + 20 }),
    ];
    await given.store.change(onBuddy(world, buddy_id, () => ({ deliveries, answer: null })));
    const list = (filter: Parameters<typeof given.store.deliveries.list>[2]) =>
      given.store.deliveries.list(world, endpoint.endpoint_id, filter, { limit: 9 });
    expect(await list({})).toEqual([deliveries[1], deliveries[0]]);
    expect(await list({ status: 'pending' })).toEqual([deliveries[0]]);
    expect(await list({ event: 'badge.awarded' })).toEqual([deliveries[1]]);
    expect(await list({ from: NOW, to: NOW + 10 })).toEqual([deliveries[0]]);
    expect(await given.store.deliveries.byId(world, deliveries[2]!.delivery_id)).toEqual(deliveries[2]);
    expect(await given.store.deliveries.byId(newWorld(), deliveries[2]!.delivery_id)).toBeNull();
    await given.store.endpoints.remove(world, endpoint.endpoint_id, NOW + 30);
    expect(await list({ status: 'pending' })).toEqual([]);
    expect(await list({ status: 'failed' })).toEqual([
      { ...deliveries[0], status: 'failed', next_attempt_at: null, ended_at: NOW + 30 },
    ]);
  });

  const MANY = 1200;
  const AT_ONCE = 500;

  async function owing(world: World, more: Partial<DeliveryRow> = {}) {
    const { buddy_id } = await hatch(given.store, world);
    const endpoint = endpointRow(world, { recover: true, silent_since: NOW, failures: 9 });
    await given.store.endpoints.insert(endpoint);
    const deliveries = Array.from({ length: MANY }, (_, n) =>
      deliveryRow(world, endpoint.endpoint_id, { ...more, ...(more.ended_at && { ended_at: more.ended_at + n }) }),
    );
    await given.store.change(onBuddy(world, buddy_id, () => ({ deliveries, answer: null })));
    const listed = () => given.store.deliveries.list(world, endpoint.endpoint_id, {}, { limit: 2 * MANY });
    const count = async (status: DeliveryRow['status']) =>
      (await listed()).filter((row) => row.status === status).length;
    return { endpoint_id: endpoint.endpoint_id, count };
  }

  it('that are owed to a removed endpoint are given up a part at a time', async () => {
    const world = newWorld();
    const { endpoint_id, count } = await owing(world);
    const transactions = vi.spyOn(given.store.database, 'transaction');
    expect(await given.store.endpoints.remove(newWorld(), endpoint_id, NOW)).toBe(false);
    expect(await count('pending')).toBe(MANY);
    transactions.mockClear();
    expect(await given.store.endpoints.remove(world, endpoint_id, NOW)).toBe(true);
    expect(transactions.mock.calls.length).toBeGreaterThanOrEqual(Math.ceil(MANY / AT_ONCE));
    transactions.mockRestore();
    expect(await count('failed')).toBe(MANY);
  });

  it('that failed while their endpoint was silent are replayed a part at a time, with each that arrives', async () => {
    const world = newWorld();
    const { endpoint_id, count } = await owing(world, { status: 'failed', next_attempt_at: null, ended_at: NOW + 1 });
    const arrived = { succeeded: true, wasSilent: true, failed: 0, failingSince: null, isGone: false };
    const silentSince = async () => (await given.store.endpoints.byId(world, endpoint_id))!.silent_since;
    const told: number[] = [];
    for (let n = 1; (await silentSince()) !== null; n++) {
      const change = await given.store.database.transaction(() => noteAnswers(endpoint_id, arrived, NOW + 9999));
      expect(change).toMatchObject({ change: 'recovered' });
      told.push((change as { replayed: number }).replayed);
      expect(await count('pending')).toBe(Math.min(MANY, n * AT_ONCE));
      expect((await given.store.endpoints.byId(world, endpoint_id))!.failures).toBe(0);
    }
    expect(told).toEqual([AT_ONCE, AT_ONCE, MANY - 2 * AT_ONCE]);
  });
});

onEachDatabase('deliveries', (given) => {
  it('go when they are old, the oldest first, unless they are still owed', async () => {
    const world = newWorld();
    const { buddy_id } = await hatch(given.store, world);
    const made = (created_at: number, status: 'pending' | 'succeeded' | 'failed') =>
      deliveryRow(world, 'whe_1', { created_at, status });
    const [second, first, owed, young] = [
      made(NOW - 20, 'failed'),
      made(NOW - 30, 'succeeded'),
      made(NOW - 40, 'pending'),
      made(NOW, 'succeeded'),
    ];
    await given.store.change(
      onBuddy(world, buddy_id, () => ({ deliveries: [second, first, owed, young], answer: null })),
    );
    const left = async () => {
      const rows = await given.store.deliveries.list(world, 'whe_1', {}, { limit: 9 });
      return rows.map((row) => row.delivery_id);
    };
    const { deliveries } = given.store;
    expect(await deliveries.deleteEnded(NOW, 1)).toBe(1);
    expect(await left()).toEqual([young, owed, second].map((row) => row.delivery_id));
    expect(await deliveries.deleteEnded(NOW, 10)).toBe(1);
    expect(await left()).toEqual([young, owed].map((row) => row.delivery_id));
  });
});

onEachDatabase('what became of deliveries', (given) => {
  it('is written somewhat later; what failed before that is replayed, too, when the endpoint answers again', async () => {
    const world = newWorld();
    const { buddy_id } = await hatch(given.store, world);
    const endpoint = endpointRow(world, { recover: true });
    await given.store.endpoints.insert(endpoint);
    const { endpoint_id } = endpoint;
    const lease = NOW + 20_000;
    const deliveries = [1, 2].map(() => deliveryRow(world, endpoint_id, { next_attempt_at: lease, tries: 1 }));
    await given.store.change(onBuddy(world, buddy_id, () => ({ deliveries, answer: null })));
    const [failed, taken] = deliveries.map(({ delivery_id }) => delivery_id) as [string, string];
    const queue = deliveryQueue(given.store.database);
    const ended = (delivery_id: string, at: number, more: Partial<AttemptResult>): AttemptResult => ({
      delivery_id,
      endpoint_id,
      lease,
      answer: 'failure',
      wasSilent: false,
      status: 'failed',
      next_attempt_at: null,
      tries: 2,
      attempts: [
        { attempt: 2, at, trigger: 'retry', duration_ms: 1, response_status: 400, response_body: '', error: 'http' },
      ],
      ended_at: at + 1,
      ...more,
    });
    expect(await queue.record([ended(failed, NOW, {})], NOW + 5)).toEqual({ ours: new Set([failed]), changes: [] });
    const success = ended(taken, NOW + 10, { answer: 'success', wasSilent: true, status: 'succeeded' });
    expect((await queue.record([success], NOW + 15)).changes).toEqual([
      { endpoint_id, change: 'recovered', silent_since: NOW, replayed: 1 },
    ]);
    // One that is not ours any more is not written, and says nothing about its endpoint.
    const late = ended(taken, NOW + 20, { answer: 'gone' });
    expect(await queue.record([late], NOW + 25)).toEqual({ ours: new Set(), changes: [] });
  });
});

onEachDatabase('pictures', (given) => {
  it('are stored once under their hash', async () => {
    const { images } = given.store;
    await images.put({ hash: 'abc', svg: '<svg/>', created_at: NOW });
    await images.put({ hash: 'abc', svg: '<svg/>', created_at: NOW + 1 });
    expect(await images.get('abc')).toEqual({ hash: 'abc', svg: '<svg/>', created_at: NOW });
    expect(await images.get('other')).toBeNull();
  });

  it('of a workspace are listed without their bytes', async () => {
    const world = newWorld();
    const asset = assetRow(world);
    await given.store.assets.insert(asset);
    expect(await given.store.assets.byId(world, asset.asset_id)).toEqual(asset);
    expect(await given.store.assets.list(world, { limit: 9 })).toEqual([{ ...asset, base64: '' }]);
    expect(await given.store.assets.byId(newWorld(), asset.asset_id)).toBeNull();
  });
});

onEachDatabase('settings', (given) => {
  it('are set once', async () => {
    const { settings } = given.store;
    expect(await settings.get('salt')).toBeNull();
    const values = await Promise.all(['a', 'b', 'c'].map((value) => settings.putIfAbsent('salt', value)));
    expect(new Set(values).size).toBe(1);
    expect(await settings.get('salt')).toBe(values[0]);
  });
});
