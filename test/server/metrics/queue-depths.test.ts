import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../../src/server/store/store.ts';
import { listenForDeliveries } from '../../support/deliveries.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';

let server: Playground;
beforeEach(async () => {
  server = await startPlayground(LESSONS);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
});

async function depths(): Promise<Record<string, number>> {
  const { status, text } = await server.call('GET', '//metrics', { as: null });
  expect(status).toBe(200);
  const lines = text.matchAll(/^hatched_(operations_\w+|deliveries_\w+|buddies_\w+) (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name, Number(value)]));
}
const NOTHING = { operations_pending: 0, operations_running: 0, deliveries_pending: 0, buddies_due: 0 };
const DAY = 24 * 3600_000;

test('what waits is shown as it stands', async () => {
  await listenForDeliveries(server, ['coin.earned']);
  const { user_id, buddy_id } = await server.hatch();
  expect(await depths()).toEqual(NOTHING);
  await server.send(user_id, 'lesson');
  await server.call('POST', `/buddies/${buddy_id}/appearance/rerender`);
  server.clock.advance(1000);
  expect(await depths()).toEqual({ ...NOTHING, operations_pending: 1, deliveries_pending: 1 });
  await server.parts.store.operations.claim(server.clock.now(), 1000, 1);
  server.clock.advance(3 * DAY);
  expect(await depths()).toEqual({ ...NOTHING, operations_running: 1, deliveries_pending: 1, buddies_due: 1 });
});

test('however many look, the store is asked once a second', async () => {
  const ask = vi.spyOn(server.parts.store.queues, 'depths');
  await Promise.all(Array.from({ length: 20 }, depths));
  expect(ask).toHaveBeenCalledTimes(1);
  server.clock.advance(1000);
  await depths();
  expect(ask).toHaveBeenCalledTimes(2);
});

test('while the store is away the other figures are there, and these come back', async () => {
  vi.spyOn(server.parts.store.queues, 'depths').mockRejectedValueOnce(new StoreUnavailable('gone'));
  expect(await depths()).toEqual({});
  server.clock.advance(1000);
  expect(await depths()).toEqual(NOTHING);
  const { text } = await server.call('GET', '//metrics', { as: null });
  expect(text).toContain('hatched_process_uptime_seconds');
});
