import { describe, expect, test } from 'vitest';
import {
  causesOwed,
  deliveriesOwed,
  deliveryOwed,
  notSent,
  type Origin,
} from '../../../src/server/change/deliveries.ts';
import type { EndpointRow } from '../../../src/server/store/rows.ts';

const NOW = Date.UTC(2026, 3, 15, 12);
const world = { customer_id: 'cus_1', mode: 'test' } as const;
const origin: Origin = {
  world,
  buddy_id: 'buddy_1',
  request_id: 'req_1',
  event_id: 'e1',
  evt_id: 'evt_1',
  sequence: 7,
  now: NOW,
};
const endpoint = (endpoint_id: string, events: string[], more: Partial<EndpointRow> = {}) =>
  ({ endpoint_id, events, active: true, disabled: null, ...more }) as EndpointRow;
const notice = { event: 'coin.earned', data: { amount: 5 } } as const;

let made = 0;
const parts = { ids: (kind: string) => `${kind}_${++made}` };
const owed = (endpoints: EndpointRow[], from: Origin = origin) => deliveriesOwed(parts, endpoints, [notice], from);

test('a delivery says where it comes from, and is due at once', () => {
  expect(owed([endpoint('end_1', ['coin.earned'])])).toEqual([
    {
      ...world,
      delivery_id: expect.stringMatching(/^delivery_/),
      endpoint_id: 'end_1',
      buddy_id: 'buddy_1',
      event: 'coin.earned',
      event_id: 'e1',
      evt_id: 'evt_1',
      payload: { buddy_id: 'buddy_1', amount: 5, request_id: 'req_1', sequence: 7, event_id: 'e1' },
      status: 'pending',
      next_attempt_at: NOW,
      priority: 0,
      tries: 0,
      ended_at: null,
      attempts: [],
      request_id: 'req_1',
      created_at: NOW,
    },
  ]);
});

test('one for each endpoint that subscribes to it, whatever else it subscribes to', () => {
  const endpoints = [
    endpoint('one', ['badge.awarded', 'coin.earned']),
    endpoint('all', ['*']),
    endpoint('none', ['coin.spent']),
  ];
  expect(owed(endpoints).map(({ endpoint_id }) => endpoint_id)).toEqual(['one', 'all']);
  expect(owed([])).toEqual([]);
});

test('what no event of the caller’s is behind says so, and what a sweep has caused waits for calls', () => {
  const [delivery] = owed([endpoint('end_1', ['*'])], {
    ...origin,
    event_id: undefined,
    evt_id: undefined,
    isSwept: true,
  });
  expect(delivery).toMatchObject({ event_id: null, evt_id: null, priority: 1, payload: { event_id: null } });
});

describe('of an endpoint that is switched off', () => {
  const failed = {
    status: 'failed',
    next_attempt_at: null,
    ended_at: NOW,
    attempts: [
      {
        attempt: 1,
        at: NOW,
        trigger: 'first',
        duration_ms: 0,
        response_status: null,
        response_body: null,
        error: 'endpoint_disabled',
      },
    ],
  };

  test.each([{ active: false }, { disabled: { reason: 'gone', at: NOW } }] as Partial<EndpointRow>[])(
    'a delivery has failed: %j',
    (more) => {
      expect(owed([endpoint('end_1', ['*'], more)])).toMatchObject([failed]);
    },
  );

  test('the rest of it stays', () => {
    const row = deliveryOwed(parts, 'end_1', 'coin.earned', {}, origin);
    expect(notSent(row)).toEqual({ ...row, ...failed });
  });
});

test('what a cause has reached names no user and no buddy, but shows with the event', () => {
  const cause = { key: 'trees', label: '', metric: 'coins_earned', threshold: 5, webhook_url: '', secret: '' } as const;
  expect(causesOwed(parts, [{ cause, value: 6 }], origin)).toMatchObject([
    {
      endpoint_id: 'cause:trees',
      event: 'cause.threshold_reached',
      buddy_id: null,
      event_id: null,
      evt_id: 'evt_1',
      status: 'pending',
      payload: {
        cause_key: 'trees',
        threshold: 5,
        value: 6,
        reached_at: '2026-04-15T12:00:00.000Z',
        request_id: 'req_1',
        sequence: null,
        event_id: null,
      },
    },
  ]);
  expect(causesOwed(parts, [{ cause, value: 6 }], origin)[0]!.payload).not.toHaveProperty('buddy_id');
});
