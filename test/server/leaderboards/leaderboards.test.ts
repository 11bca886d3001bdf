import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Configuration, LeaderboardDefinition } from '../../../src/contract/configuration/configuration.ts';
import { closeLeaderboards } from '../../../src/server/leaderboards/close.ts';
import { wakeDueBuddies } from '../../../src/server/buddies/wake.ts';
import { listenForDeliveries } from '../../support/deliveries.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';

const DAY = 24 * 3600_000;
let server: Playground;
let buddies: Hatched[];
beforeAll(async () => {
  server = await startPlayground(LESSONS);
  buddies = [];
  for (let i = 0; i < 4; i++) buddies.push(await server.hatch());
  for (const [index, { user_id }] of buddies.entries()) {
    for (let i = 0; i < index; i++) await server.send(user_id, 'lesson');
  }
});
afterAll(() => server.close());

const board = async (key: string, query = '') => (await server.call('GET', `/leaderboards/${key}${query}`)).body;
const shown = (body: { entries: { rank: number; buddy_id: string; value: number }[] }) =>
  body.entries.map(({ rank, buddy_id, value }) => [rank, buddies.findIndex((one) => one.buddy_id === buddy_id), value]);

test('the week shows what was earned in it, the best first', async () => {
  const body = await board('week');
  expect(shown(body)).toEqual([
    [1, 3, 30],
    [2, 2, 20],
    [3, 1, 10],
  ]);
  expect(body).toMatchObject({
    window: { kind: 'weekly', from: '2026-04-13T00:00:00.000Z', to: '2026-04-20T00:00:00.000Z' },
    snapshot_id: null,
  });
});

test('limited, and around a buddy', async () => {
  expect(shown(await board('ever', '?limit=1'))).toEqual([[1, 3, 3]]);
  expect(shown(await board('ever', `?around=${buddies[1]!.buddy_id}&limit=3`))).toEqual([
    [2, 2, 2],
    [3, 1, 1],
  ]);
  const nobody = `?around=buddy_${'0'.repeat(26)}`;
  expect((await server.call('GET', `/leaderboards/ever${nobody}`)).body.error.code).toBe('resource_not_found');
});

test('an event of last week counts there', async () => {
  const occurred_at = new Date(server.clock.now() - 7 * DAY).toISOString();
  await server.send(buddies[1]!.user_id, 'lesson', { occurred_at });
  expect(shown(await board('week'))).toContainEqual([3, 1, 10]);
  expect(shown(await board('ever'))).toContainEqual([2, 1, 2]);
});

test('spending takes nothing away from what was earned', async () => {
  const body = { amount: 10, reason: 'r' };
  await server.call('POST', `/buddies/${buddies[3]!.buddy_id}/coins/spend`, { body });
  expect(shown(await board('week'))[0]).toEqual([1, 3, 30]);
});

describe('of all time, what a buddy stands at now', () => {
  const withBoard = (metric: LeaderboardDefinition['metric']): Configuration => ({
    ...LESSONS,
    leaderboards: [{ key: 'now', label: 'Now', metric, window: 'all_time' }],
  });
  let own: Playground;
  afterEach(() => own.close());
  const valueOf = async ({ buddy_id }: Hatched) =>
    (await own.call('GET', `/leaderboards/now?around=${buddy_id}`)).body.entries[0]?.value;

  test('a streak that burns counts nothing any more', async () => {
    own = await startPlayground(withBoard({ metric: 'streak_count', key: 'daily' }));
    const pip = await own.hatch();
    await own.send(pip.user_id, 'lesson');
    own.clock.advance(DAY);
    await own.send(pip.user_id, 'lesson');
    expect(await valueOf(pip)).toBe(2);
    own.clock.advance(2 * DAY);
    await wakeDueBuddies(own.parts);
    expect(await valueOf(pip)).toBe(0);
    await own.send(pip.user_id, 'lesson');
    expect(await valueOf(pip)).toBe(1);
  });

  test('new rules that count something else count anew, also nothing', async () => {
    own = await startPlayground(withBoard('coins_earned'));
    const pip = await own.hatch();
    await own.send(pip.user_id, 'treasure');
    expect(await valueOf(pip)).toBe(1000);
    const to = await own.publish(withBoard({ metric: 'event_count', key: 'lesson' }));
    await own.call('POST', '/buddies/migrate', { body: { buddy_id: pip.buddy_id, to } });
    expect(await valueOf(pip)).toBe(0);
    await own.send(pip.user_id, 'lesson');
    expect(await valueOf(pip)).toBe(1);
  });
});

test('windows that have passed are kept once, and told once', async () => {
  const deliveries = await listenForDeliveries(server, ['leaderboard.snapshot.ready']);
  const now = Date.UTC(2026, 3, 20, 0, 4);
  // Of this week the last events may still be on their way.
  expect(await closeLeaderboards(server.parts, now)).toBe(1);
  const counts = await Promise.all([1, 2, 3].map(() => closeLeaderboards(server.parts, now + 2 * 60_000)));
  expect(counts.reduce((sum, count) => sum + count)).toBe(1);
  const { snapshot_id } = await board('week');
  const snapshot = await server.parts.store.leaderboards.latestSnapshot(server.test, 'week');
  expect(snapshot).toMatchObject({
    snapshot_id,
    window_start: Date.UTC(2026, 3, 13),
    window_end: Date.UTC(2026, 3, 20),
  });
  expect(snapshot!.entries.map((entry) => entry.value)).toEqual([30, 20, 10]);
  const told = await deliveries();
  expect(told.map((row) => row.payload['window'])).toEqual([
    { from: '2026-04-06T00:00:00.000Z', to: '2026-04-13T00:00:00.000Z' },
    { from: '2026-04-13T00:00:00.000Z', to: '2026-04-20T00:00:00.000Z' },
  ]);
  expect(told[1]!.payload).toMatchObject({ leaderboard_id: 'week', snapshot_id });
});

test('windows of a board that is published no more are kept too: buddies of older versions go on scoring there', async () => {
  const daily = (...keys: string[]): Configuration => ({
    ...LESSONS,
    leaderboards: keys.map((key) => ({ key, label: key, metric: 'coins_earned', window: 'daily' })),
  });
  const own = await startPlayground(daily('old', 'both'));
  const snapshotOf = (key: string) => own.parts.store.leaderboards.latestSnapshot(own.test, key);
  try {
    const pip = await own.hatch();
    await own.send(pip.user_id, 'lesson');
    own.clock.advance(DAY);
    expect(await closeLeaderboards(own.parts)).toBe(2);
    await own.publish(daily('both', 'new'));
    await own.send(pip.user_id, 'treasure');
    await own.send((await own.hatch()).user_id, 'lesson');
    own.clock.advance(DAY);
    expect(await closeLeaderboards(own.parts)).toBe(3);
    expect((await snapshotOf('old'))!.entries.map(({ value }) => value)).toEqual([1000]);
    expect((await snapshotOf('both'))!.entries.map(({ value }) => value)).toEqual([1000, 10]);
    expect((await snapshotOf('new'))!.entries.map(({ value }) => value)).toEqual([10]);
    expect(await closeLeaderboards(own.parts)).toBe(0);
  } finally {
    await own.close();
  }
});

test('an unknown leaderboard is 404', async () => {
  expect((await server.call('GET', '/leaderboards/moon')).status).toBe(404);
});
