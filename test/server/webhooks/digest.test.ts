import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendDigest } from '../../../src/server/webhooks/health/digest.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startReceiver, type Receiver } from '../../support/receiver.ts';
import { startSending, type Sending } from '../../support/webhooks.ts';

let server: Sending;
let reader: Receiver;
beforeAll(async () => {
  reader = await startReceiver();
  server = await startSending(LESSONS, { settings: { digestUrl: `${reader.url}/digest` } });
});
afterAll(async () => {
  await server.close();
  await reader.close();
});

test('the digest of a day goes out once, with how each endpoint did', async () => {
  const { endpoint_id } = await server.subscribe();
  await server.call('POST', `/webhook-endpoints/${endpoint_id}/test`);
  await server.settle();
  await server.webhooks.counts.flush();
  expect(await Promise.all([sendDigest(server.parts), sendDigest(server.parts)])).toEqual([true, false]);
  expect(reader.received).toHaveLength(1);
  const { day, worlds } = JSON.parse(reader.received[0]!.body);
  expect(day).toBe('2026-04-15');
  const { customer_id, mode } = server.test;
  expect(worlds).toMatchObject([{ customer_id, mode, delivered: 1, success_rate: 1, endpoints: [{ endpoint_id }] }]);
  expect(worlds[0].p50_ms).toBeGreaterThan(0);
  server.clock.advance(24 * 3600_000);
  expect(await sendDigest(server.parts)).toBe(true);
});
