import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUBSCRIBABLE_EVENTS, WEBHOOK_EVENTS, type WebhookEventName } from '../../../src/contract/webhooks.ts';
import { wakeDueBuddies } from '../../../src/server/buddies/wake.ts';
import { closeLeaderboards } from '../../../src/server/leaderboards/close.ts';
import { SAMPLES } from '../../../src/server/webhooks/samples.ts';
import { camelCased } from '../../../src/server/webhooks/send/sign.ts';
import { LESSONS } from '../../support/lessons.ts';
import type { Hatched } from '../../support/playground.ts';
import { startSending, type Endpoint, type Sending } from '../../support/webhooks.ts';

const DAY = 24 * 3600_000;
let server: Sending;
let endpoint: Endpoint;
let buddy: Hatched;
/** The first body of each event, as it came in. */
const bodies = new Map<string, Record<string, unknown>>();
/** What the two other formats said of each event, in their order. */
const others = { envelope: new Map<string, Body[]>(), standard: new Map<string, Body[]>() };
type Body = Record<string, unknown> & { type: string };

beforeAll(async () => {
  server = await startSending(LESSONS);
  const cause = {
    key: 'trees',
    label: 'Trees',
    metric: { metric: 'event_count' as const, key: 'lesson' },
    threshold: 3,
  };
  const causes = [{ ...cause, webhook_url: `${server.receiver.url}/cause`, secret: 'a secret of the cause' }];
  await server.publish({ ...LESSONS, causes });
  endpoint = await server.subscribe();
  for (const format of ['envelope', 'standard'] as const) {
    await server.subscribe({ format, url: `${server.receiver.url}/${format}` });
  }
  buddy = await server.hatch('user_42');
  const { buddy_id, user_id } = buddy;
  const post = async (path: string, body?: object) => {
    const answer = await server.call('POST', `/buddies/${buddy_id}${path}`, { body });
    if (answer.status >= 300) throw new Error(answer.text);
  };
  for (let day = 0; day < 4; day++) {
    await server.send(user_id, 'lesson', { event_id: `lesson-${day}` });
    await server.pass(DAY);
  }
  await post('/purchases', { item_id: 'hat' });
  await post('/purchases', { item_id: 'wand' });
  await server.call('PUT', `/buddies/${buddy_id}/equipment`, { body: { equip: ['hat'], unequip: [] } });
  await post('/evolve');
  await server.drawAll();
  await server.pass(8 * DAY);
  await wakeDueBuddies(server.parts);
  await closeLeaderboards(server.parts);
  await server.pass(0);
  for (const { headers, body, path } of server.receiver.received) {
    const said = JSON.parse(body);
    const format = path.slice(1);
    if (format === 'envelope' || format === 'standard') {
      others[format].set(said.type, [...(others[format].get(said.type) ?? []), said]);
    } else if (!bodies.has(headers['x-hatched-event']!)) bodies.set(headers['x-hatched-event']!, said);
  }
});
afterAll(() => server.close());

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

test.each(WEBHOOK_EVENTS)('%s has the fields of the documented sample', (event) => {
  const body = bodies.get(event);
  expect(body, event).toBeDefined();
  const { sample } = SAMPLES.find((one) => one.event === event)!;
  expect(Object.keys(body!).toSorted()).toEqual(Object.keys(sample).toSorted());
  for (const [field, value] of Object.entries(sample)) {
    if (value === null || body![field] === null) continue;
    expect(kindOf(body![field]), field).toBe(kindOf(value));
  }
});

test.each(SUBSCRIBABLE_EVENTS)('%s says the same in the two other formats', (event) => {
  const raw = bodies.get(event)!;
  const standard = others.standard.get(event)!.find(({ data }) => isDeepStrictEqual(data, raw));
  expect(standard).toEqual({ type: event, timestamp: expect.stringMatching(/^2026-.*Z$/), data: raw });
  const camel = camelCased(raw);
  const envelope = others.envelope.get(event)!.find(({ data }) => isDeepStrictEqual(data, camel));
  expect(envelope).toEqual({
    deliveryId: expect.stringMatching(/^wh_/),
    eventId: raw['event_id'],
    type: event,
    customerId: server.test.customer_id,
    createdAt: standard!['timestamp'],
    requestId: raw['request_id'],
    data: camel,
  });
});

test('what they say is what happened', () => {
  const { buddy_id, user_id, egg_id } = buddy;
  const said = (event: WebhookEventName) => bodies.get(event)!;
  expect(said('buddy.hatched')).toMatchObject({ buddy_id, user_id, egg_id, image: { stage: 1 } });
  expect(said('buddy.evolved')).toMatchObject({ buddy_id, from_stage: 1, to_stage: 2, image: { stage: 2 } });
  expect(said('coin.earned')).toMatchObject({ amount: 10, balance_after: 10, event_id: 'lesson-0' });
  expect(said('coin.spent')).toMatchObject({ amount: 20, event_id: null });
  expect(said('token.spent')).toMatchObject({ token_key: 'gem', amount: 1 });
  expect(said('skill.leveled')).toMatchObject({ skill_key: 'grammar', value: 20, event_id: 'lesson-3' });
  expect(said('badge.ready')).toMatchObject({ badge_id: 'speech', awarded_at: null });
  expect(said('badge.awarded')).toMatchObject({ badge_id: 'first', awarded_at: expect.stringMatching(/Z$/) });
  expect(said('streak.ticked')).toMatchObject({ streak_key: 'daily', count: 1, milestone: null });
  expect(said('streak.milestone')).toMatchObject({ streak_key: 'daily', count: 3, milestone: 3 });
  expect(said('streak.burned')).toMatchObject({ streak_key: 'daily', count: 4, event_id: null });
  expect(said('marketplace.purchased')).toMatchObject({ item_id: 'hat', price: { type: 'coin', amount: 20 } });
  expect(said('marketplace.equipped')).toMatchObject({ item_id: 'hat' });
  expect(said('evolution.ready')).toMatchObject({ next_stage: 2 });
  expect(said('leaderboard.snapshot.ready')).toMatchObject({ leaderboard_id: 'week', sequence: null });
  expect(said('cause.threshold_reached')).toMatchObject({ cause_key: 'trees', threshold: 3, value: 3, sequence: null });
});

test('a cause is told once, at its own address, and never to endpoints', async () => {
  const told = server.receiver.received.filter(
    ({ headers }) => headers['x-hatched-event'] === 'cause.threshold_reached',
  );
  expect(told.map(({ path }) => path)).toEqual(['/cause']);
  const [delivery] = await server.deliveries('cause:trees');
  expect(delivery).toMatchObject({ event: 'cause.threshold_reached', status: 'succeeded' });
  expect(await server.deliveries(endpoint.endpoint_id, { event: 'cause.threshold_reached' })).toEqual([]);
});
