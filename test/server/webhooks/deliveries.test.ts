import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listenForDeliveries } from '../../support/deliveries.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

const post = (event: Record<string, unknown>, headers = {}) =>
  server.call('POST', '/events', { body: { event_id: unique('event'), type: 'lesson', ...event }, headers });

describe('what an event owes to the outside', () => {
  test('is one delivery for each notice and each endpoint that wants it', async () => {
    const all = await listenForDeliveries(server, ['*']);
    const coins = await listenForDeliveries(server, ['coin.earned']);
    const { user_id, buddy_id } = await server.hatch();
    const event_id = unique('event');
    await post({ user_id, event_id }, { 'x-request-id': 'my-request-1' });
    const told = (await all()).filter((row) => row.event_id === event_id);
    expect(told.map((row) => row.event).toSorted()).toEqual([
      'badge.awarded',
      'coin.earned',
      'streak.ticked',
      'token.earned',
    ]);
    const [coin] = (await coins()).filter((row) => row.event_id === event_id);
    const { data } = (await server.call('GET', `/buddies/${buddy_id}/ledger?currency=coin`)).body;
    expect(coin!.payload).toEqual({
      buddy_id,
      amount: 10,
      balance_after: 10,
      ledger_id: data[0].ledger_id,
      reason: 'lesson',
      source: { type: 'event', event_type: 'lesson', rule: 'lesson' },
      request_id: 'my-request-1',
      sequence: 5,
      event_id,
    });
    expect(coin).toMatchObject({ status: 'pending', attempts: [], next_attempt_at: server.clock.now() });
  });

  test('is a row for an endpoint that rests, which is not sent, and nothing for one of another world', async () => {
    const other = await server.call('POST', '/webhook-endpoints', {
      as: server.live.secret,
      body: { url: 'http://127.0.0.1:9/nobody-listens', events: ['*'] },
    });
    const resting = await listenForDeliveries(server, ['*']);
    const { data } = (await server.call('GET', '/webhook-endpoints')).body;
    for (const { endpoint_id } of data) {
      await server.call('PATCH', `/webhook-endpoints/${endpoint_id}`, { body: { active: false } });
    }
    const before = (await resting()).length;
    const { user_id } = await server.hatch();
    await post({ user_id });
    const rows = (await resting()).slice(before);
    expect(rows.map(({ event }) => event)).toContain('coin.earned');
    for (const row of rows) {
      expect(row).toMatchObject({ status: 'failed', next_attempt_at: null, ended_at: server.clock.now() });
      expect(row.attempts).toMatchObject([{ attempt: 1, response_status: null, error: 'endpoint_disabled' }]);
    }
    const page = await server.parts.store.deliveries.list(server.live, other.body.endpoint_id, {}, { limit: 1 });
    expect(page).toEqual([]);
  });

  test('is nothing for a repeat or a dry run', async () => {
    const all = await listenForDeliveries(server, ['*']);
    const { user_id } = await server.hatch();
    const event_id = unique('event');
    await post({ user_id, event_id });
    const before = (await all()).length;
    await post({ user_id, event_id });
    await server.call('POST', '/events?dry_run=true', { body: { event_id: unique('e'), user_id, type: 'lesson' } });
    expect(await all()).toHaveLength(before);
  });

  test('names the events of before the hatching, each by itself', async () => {
    const all = await listenForDeliveries(server, ['coin.earned']);
    const user_id = unique('user');
    const ids = [unique('event'), unique('event')];
    for (const event_id of ids) await post({ user_id, event_id });
    expect((await all()).filter((row) => ids.includes(row.event_id!))).toEqual([]);
    await server.hatch(user_id);
    expect((await all()).filter((row) => ids.includes(row.event_id!)).map((row) => row.event_id)).toEqual(ids);
  });
});
