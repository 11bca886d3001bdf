import { describe, expect, test } from 'vitest';
import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { decideEvent, type Decision } from '../../../src/engine/index.ts';
import { applied, type Occasion } from '../../../src/server/change/applied.ts';
import type { BuddyRow, EndpointRow } from '../../../src/server/store/rows.ts';
import { badge, streak, token } from '../../engine/support/definitions.ts';
import { DAY, Life, MONDAY } from '../../engine/support/life.ts';

const NOW = MONDAY + 10 * DAY;
const parts = { ids: (kind: string) => `${kind}_new` };
const endpoints = [{ endpoint_id: 'end_1', events: ['*'], active: true, disabled: null }] as unknown as EndpointRow[];
const occasion: Occasion = { request_id: 'req_1', now: NOW };

const RULES: Configuration = {
  coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 10, daily_cap: 50 }],
  badges: [badge('speech', { metric: 'event_count', key: 'speech', op: 'gte', value: 1 }, { award: 'manual' })],
  leaderboards: [
    { key: 'week', label: '', metric: 'coins_earned', window: 'weekly' },
    { key: 'ever', label: '', metric: 'coins_earned', window: 'all_time' },
  ],
  causes: [
    {
      key: 'gold',
      label: '',
      metric: 'coins_earned',
      threshold: 15,
      webhook_url: 'https://a.example',
      secret: 'secret',
    },
  ],
};

function buddyOf({ state }: Life): BuddyRow {
  return {
    customer_id: 'cus_1',
    mode: 'test',
    buddy_id: 'buddy_1',
    species: 'owl',
    config_version_id: 'cfg_1',
    version: 6,
    state,
    picture_mood: 'calm',
    appearance_status: 'ready',
    appearance_error: null,
    badge_ready: false,
    wake_at: null,
    updated_at: 0,
  } as BuddyRow;
}

/** What follows from an event; by default a lesson now, of a buddy to which nothing has happened. */
function follows({
  rules = RULES,
  life = new Life(rules),
  type = 'lesson',
  at = NOW,
  counted = {} as Record<string, number>,
  change = (decision: Decision) => decision,
  row = {} as Partial<BuddyRow>,
  more = {} as Partial<Occasion>,
} = {}) {
  const event = { event_id: 'e1', type, audience: 'default', properties: {}, occurred_at: at };
  const counters = ({ key }: { key: string }) => counted[key] ?? 0;
  const decision = decideEvent({ ...life.situation(NOW), event, counters });
  const buddy = { ...buddyOf(life), ...row };
  return applied(parts, { buddy, counters, endpoints }, life.config, change(decision), { ...occasion, at, ...more });
}

describe('the row', () => {
  test('is as the decision leaves it', () => {
    const { buddy, operations } = follows();
    expect(buddy.state.purses['coin']?.balance).toBe(10);
    expect([buddy.updated_at, buddy.badge_ready, buddy.wake_at, operations]).toEqual([NOW, false, null, []]);
  });

  test('says that a badge awaits review', () => {
    expect(follows({ type: 'speech' }).buddy.badge_ready).toBe(true);
  });

  const rules: Configuration = { streaks: [streak('habit')] };

  test('is looked after when its streak ends next, or its mood changes', () => {
    const { wake_at } = follows({ rules }).buddy;
    expect(wake_at).toBe(NOW + 2 * DAY - 6 * 3600_000);
  });

  test('that has lost a streak untold is looked after in half a minute: more of the past may come', () => {
    expect(follows({ rules, at: NOW - 5 * DAY }).buddy.wake_at).toBe(NOW + 30_000);
  });

  test('is drawn again where it looks otherwise, by one operation', () => {
    const evolved = (decision: Decision) => ({ ...decision, state: { ...decision.state, stage: 2 } });
    const { buddy, operations } = follows({ change: evolved });
    expect(buddy.appearance_status).toBe('pending');
    expect(operations).toMatchObject([
      { operation_id: 'operation_new', type: 'evolve', request_id: 'req_1', created_at: NOW, buddy_id: 'buddy_1' },
    ]);
  });

  test('is drawn again under new rules, and for a mood that it no longer has', () => {
    expect(follows({ more: { hasNewRules: true } }).operations).toMatchObject([{ type: 'rerender' }]);
    expect(follows({ row: { picture_mood: 'proud' } }).operations).toMatchObject([{ type: 'rerender' }]);
  });
});

describe('the ledger and what tells of it', () => {
  test('name each other, and whom they are about', () => {
    const { ledger, deliveries } = follows({ more: { reference_id: 'evt_1', event_id: 'e1' } });
    expect(ledger).toMatchObject([
      {
        ledger_id: 'ledger_new',
        buddy_id: 'buddy_1',
        amount: 10,
        reference_id: 'evt_1',
        request_id: 'req_1',
        config_version_id: 'cfg_1',
        created_at: NOW,
      },
    ]);
    expect(deliveries).toMatchObject([
      {
        event: 'coin.earned',
        event_id: 'e1',
        evt_id: 'evt_1',
        priority: 0,
        payload: { ledger_id: 'ledger_new', reason: ledger[0]!.reason, amount: 10, sequence: 7, event_id: 'e1' },
      },
    ]);
  });

  test('each name their own, of several', () => {
    const always = { metric: 'event_count', op: 'gte', value: 1 } as const;
    const rules: Configuration = {
      coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 10 }],
      tokens: [token('gem')],
      badges: [badge('first', always, { reward: { coins: 5, tokens: [{ token_key: 'gem', amount: 1 }] } })],
      streaks: [streak('habit', { milestones: [{ count: 1, reward: { tokens: [{ token_key: 'gem', amount: 2 }] } }] })],
    };
    const { ledger, deliveries } = follows({ rules });
    const told = deliveries.flatMap(({ payload }) =>
      'ledger_id' in payload ? [[payload['token_key'] ?? 'coin', payload['balance_after'], payload['reason']]] : [],
    );
    expect(told).toHaveLength(4);
    expect(told).toEqual(ledger.map(({ currency, balance_after, reason }) => [currency, balance_after, reason]));
    expect(new Set(told.map(([, , reason]) => reason)).size).toBe(3);
  });

  test('of what is no event name none', () => {
    const { ledger, deliveries } = follows({ more: { reference_id: 'op_1', isSwept: true } });
    expect(ledger[0]!.reference_id).toBe('op_1');
    expect(deliveries).toMatchObject([{ event_id: null, evt_id: null, priority: 1 }]);
    expect(follows().ledger[0]!.reference_id).toBeNull();
  });

  test('carry what only the caller knows, each its own', () => {
    const details = { 'coin.earned': { purchase_id: 'pur_1' }, 'coin.spent': { purchase_id: 'pur_2' } };
    expect(follows({ more: { details } }).deliveries[0]!.payload).toMatchObject({ purchase_id: 'pur_1', amount: 10 });
  });

  test('a notice that is not about money names no row', () => {
    const { deliveries } = follows({ type: 'speech' });
    expect(deliveries.map(({ event }) => event)).toEqual(['badge.ready']);
    expect(deliveries[0]!.payload).not.toHaveProperty('ledger_id');
  });
});

describe('counters', () => {
  test('of a day are kept until more than a year after the day, or after now', () => {
    const KEPT = 400 * DAY;
    const capOf = (at: number) => follows({ at }).counters.find(({ scope }) => scope === 'buddy')?.kept_until;
    expect(capOf(NOW + 1)).toBe(NOW + DAY + KEPT);
    expect(capOf(NOW - 3 * DAY)).toBe(NOW + KEPT);
  });

  test('without an end are kept', () => {
    const rules = { coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 10, total_limit: 50 }] };
    expect(follows({ rules }).counters.map((counter) => 'kept_until' in counter)).toEqual([false]);
  });

  test('of a cause gather, and tell once that it has been reached', () => {
    const first = follows({ counted: { 'cause:gold': 5 } });
    const own = ({ scope }: { scope: string }) => scope === 'shared';
    expect(first.counters.filter(own)).toEqual([
      { scope: 'shared', key: 'cause:gold', value: 15 },
      { scope: 'shared', key: 'cause_reached:gold:15', value: NOW },
    ]);
    expect(first.deliveries.map(({ event }) => event)).toEqual(['coin.earned', 'cause.threshold_reached']);
    const more = follows({ counted: { 'cause:gold': 15, 'cause_reached:gold:15': 1 } });
    expect(more.counters.filter(own)).toEqual([{ scope: 'shared', key: 'cause:gold', value: 25 }]);
    expect(more.deliveries.map(({ event }) => event)).toEqual(['coin.earned']);
  });
});

describe('scores', () => {
  test('count where the event belongs, and now where nothing says when', () => {
    const windows = (at: number | undefined) => {
      const { scores } = follows({ at: at ?? NOW, more: { at } as Partial<Occasion> });
      return scores.map(({ leaderboard, window_start, value }) => [leaderboard, window_start, value]);
    };
    expect(windows(MONDAY + DAY)).toEqual([
      ['week', MONDAY, 10],
      ['ever', 0, 10],
    ]);
    expect(windows(undefined)[0]).toEqual(['week', MONDAY + 7 * DAY, 10]);
  });

  test('of all time are written anew under new rules, even where nothing was gained', () => {
    expect(follows({ type: 'other' }).scores).toEqual([]);
    expect(follows({ type: 'other', more: { hasNewRules: true } }).scores).toMatchObject([
      { leaderboard: 'ever', value: 0 },
    ]);
  });
});
