import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

describe('ids', () => {
  const post = (body: Record<string, unknown>, more = {}) => server.call('POST', '/events', { body, ...more });

  test('are ours beside yours, on a repeat those of the first', async () => {
    const sent = { event_id: unique('event'), user_id: unique('user'), type: 'lesson' };
    const first = (await post(sent)).body;
    expect(first.evt_id).toMatch(/^evt_/);
    expect((await post(sent)).body).toMatchObject({ duplicate: true, evt_id: first.evt_id, event_id: sent.event_id });
    const found = await server.call('GET', '/events', { query: { event_id: sent.event_id } });
    expect(found.body.data).toMatchObject([{ event_id: sent.event_id, evt_id: first.evt_id, user_id: sent.user_id }]);
    expect((await server.call('GET', '/events', { query: { event_id: unique('event') } })).body.data).toEqual([]);
  });

  test('are made where the sender names none: each call counts, a retry of the same call does not', async () => {
    const sent = { user_id: unique('user'), type: 'lesson' };
    const [one, other] = [(await post(sent)).body, (await post(sent)).body];
    expect(one.event_id).toBe(one.evt_id);
    expect([one.duplicate, other.duplicate, one.event_id === other.event_id]).toEqual([false, false, false]);
    const retried = { idempotencyKey: unique('key') };
    const [first, again] = [(await post(sent, retried)).body, (await post(sent, retried)).body];
    expect(again).toEqual(first);
    const batch = await server.call('POST', '/events/batch', { body: { events: [sent, { ...sent, type: '' }] } });
    expect(batch.body.results).toMatchObject([{ status: 'applied' }, { status: 'failed', event_id: null }]);
    expect(batch.body.results[0].event_id).toBe(batch.body.results[0].evt_id);
  });

  test('are none where nothing is written', async () => {
    const sent = { event_id: unique('event'), user_id: unique('user'), type: 'lesson' };
    expect((await post(sent, { query: { dry_run: 'true' } })).body.evt_id).toBeNull();
  });
});
