import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startJobs } from '../../../src/server/jobs/index.ts';
import { wakeDueBuddies } from '../../../src/server/buddies/wake.ts';
import { StoreUnavailable } from '../../../src/server/store/store.ts';
import { LESSONS } from '../../support/lessons.ts';
import { listenForDeliveries } from '../../support/deliveries.ts';
import { startPlayground, type Hatched, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let server: Playground;
let told: () => Promise<{ event: string; payload: Record<string, unknown>; buddy_id: string | null }[]>;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
  told = await listenForDeliveries(server, ['streak.burned']);
});
afterAll(() => server.close());

let pip: Hatched;
beforeEach(async () => {
  pip = await server.hatch();
});

const burned = async () => (await told()).filter((row) => row.buddy_id === pip.buddy_id).map((row) => row.payload);
const lessonAt = (time: string) => server.send(pip.user_id, 'lesson', { occurred_at: time });
/** With the clock there for as long as it takes. */
async function wakeDue(now: number): Promise<number> {
  const before = server.clock.now();
  server.clock.set(now);
  return wakeDueBuddies(server.parts).finally(() => server.clock.set(before));
}
const wakeAt = (time: string) => wakeDue(Date.parse(time));
const liveIn = (time_zone: string) => server.call('PUT', `/users/${pip.user_id}`, { body: { time_zone } });

/**
 * Tests stand at noon on 15 April 2026, UTC; a zone counts from when it was set, so each of these nights lies ahead.
 * What occurs then is told by setting the clock there.
 */
async function at(time: string): Promise<void> {
  server.clock.set(Date.parse(time));
}

describe('a streak burns when the period has passed, whether or not another event comes', () => {
  test('at midnight UTC where nothing else is said', async () => {
    await at('2026-04-16T12:00:00Z');
    await lessonAt('2026-04-16T11:00:00Z');
    await wakeAt('2026-04-17T23:59:59.999Z');
    expect(await burned()).toEqual([]);
    await wakeAt('2026-04-18T00:00:00Z');
    expect(await burned()).toMatchObject([{ buddy_id: pip.buddy_id, streak_key: 'daily', count: 1 }]);
    const { streaks } = await server.buddy(pip.buddy_id);
    expect(streaks[0]).toMatchObject({ best: 1 });
  });

  const nights: [string, string, string, string][] = [
    // zone, the day of the only lesson (noon there), the last moment of the next day there, the moment after
    ['Europe/Berlin', '2026-10-24T10:00:00Z', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z'],
    ['Europe/Berlin', '2027-03-27T11:00:00Z', '2027-03-28T21:59:59.999Z', '2027-03-28T22:00:00Z'],
    ['America/New_York', '2026-10-31T16:00:00Z', '2026-11-02T04:59:59.999Z', '2026-11-02T05:00:00Z'],
    ['Asia/Kathmandu', '2026-11-05T06:15:00Z', '2026-11-06T18:14:59.999Z', '2026-11-06T18:15:00Z'],
    ['Pacific/Auckland', '2026-09-26T00:00:00Z', '2026-09-27T10:59:59.999Z', '2026-09-27T11:00:00Z'],
  ];
  test.each(nights.toSorted((a, b) => a[1].localeCompare(b[1])))(
    '%s after %s: not at %s, but at %s',
    async (zone, lesson, before, after) => {
      await liveIn(zone);
      await at(lesson);
      await lessonAt(lesson);
      await wakeAt(before);
      expect(await burned()).toEqual([]);
      await wakeAt(after);
      expect(await burned()).toHaveLength(1);
    },
  );

  test('once, from however many processes, and not again', async () => {
    const today = new Date(server.clock.now()).toISOString();
    await lessonAt(today);
    const later = new Date(server.clock.now() + 3 * 24 * 3600_000).toISOString();
    await Promise.all(Array.from({ length: 8 }, () => wakeAt(later)));
    await wakeAt(later);
    expect(await burned()).toHaveLength(1);
  });

  test('and begins again with the next lesson', async () => {
    const day = 24 * 3600_000;
    await lessonAt(new Date(server.clock.now()).toISOString());
    server.clock.advance(5 * day);
    await wakeDueBuddies(server.parts);
    await lessonAt(new Date(server.clock.now()).toISOString());
    expect((await server.buddy(pip.buddy_id)).streaks[0]).toMatchObject({ count: 1, best: 1, alive: true });
    server.clock.advance(5 * day);
    await wakeDueBuddies(server.parts);
    expect(await burned()).toHaveLength(2);
  });
});

test('history told day after day wakes nobody in between, and every loss is told once', async () => {
  const now = server.clock.now();
  const dayAgo = (days: number) => new Date(now - days * 24 * 3600_000).toISOString();
  const days = [...Array(20).keys()].flatMap((n) => [60 - n, 30 - n]).sort((a, b) => b - a);
  for (const day of days) {
    await lessonAt(dayAgo(day));
    await wakeDueBuddies(server.parts);
  }
  const counts = async () => (await burned()).map(({ count }) => count).sort();
  expect(await counts()).toEqual([20]);
  server.clock.advance(30_000);
  await wakeDueBuddies(server.parts);
  expect(await counts()).toEqual([20, 20]);
  server.clock.advance(60_000);
  expect(await wakeDueBuddies(server.parts)).toBe(0);
  expect(await counts()).toEqual([20, 20]);
});

describe('the face follows the hour', () => {
  const mood = async () => (await server.buddy(pip.buddy_id)).mood;
  const picture = async () => (await server.buddy(pip.buddy_id)).image!;

  test('proud on the day of a milestone, calm after it', async () => {
    const now = server.clock.now();
    const noon = now - (now % (24 * 3600_000)) + 12 * 3600_000 + 24 * 3600_000;
    server.clock.set(noon);
    const calm = await picture();
    for (const days of [2, 1, 0]) await lessonAt(new Date(noon - days * 24 * 3600_000).toISOString());
    expect(await mood()).toBe('proud');
    await server.drawAll();
    expect((await picture()).alt).toContain('proud');
    server.clock.advance(13 * 3600_000);
    await wakeDueBuddies(server.parts);
    await server.drawAll();
    expect(await mood()).toBe('calm');
    expect(await picture()).toEqual(calm);
  });

  test('sleepy when a streak is about to burn, and drawn so', async () => {
    const now = server.clock.now();
    const noon = now - (now % (24 * 3600_000)) + 36 * 3600_000;
    server.clock.set(noon);
    await lessonAt(new Date(noon).toISOString());
    server.clock.set(noon + 35 * 3600_000);
    expect(await mood()).toBe('sleepy');
    await wakeDueBuddies(server.parts);
    await server.drawAll();
    expect((await picture()).alt).toContain('sleepy');
  });
});

describe('one that cannot be woken', () => {
  const DAY = 24 * 3600_000;
  /** Due long ago, by rules that are nowhere to be found. */
  async function plantBroken(count: number, wake_at: number): Promise<string[]> {
    const planted = Array.from({ length: count }, () =>
      server.parts.store.change({
        world: server.test,
        target: { seat: { user_id: unique('user'), audience: 'default' }, newBuddyId: server.parts.ids('buddy') },
        decide: ({ buddy }) => ({
          buddy: { ...buddy, status: 'alive', config_version_id: 'cfg_nowhere', wake_at },
          answer: buddy.buddy_id,
        }),
      }),
    );
    return (await Promise.all(planted)).map((outcome) => (outcome as { answer: string }).answer);
  }
  const dueAt = async (time: number) => {
    const due = await server.parts.store.buddies.due(time, 1000);
    return due.map((row) => row.buddy_id);
  };

  test('keeps nobody waiting, however many there are, and is tried again a minute later', async () => {
    const start = server.clock.now();
    await lessonAt(new Date(start).toISOString());
    const broken = await plantBroken(150, start - DAY);
    const now = start + 3 * DAY;
    await wakeDue(now);
    expect(await burned()).toHaveLength(1);
    expect(await dueAt(now)).toEqual([]);
    expect((await dueAt(now + 60_000 - 1)).filter((id) => broken.includes(id))).toEqual([]);
    expect((await dueAt(now + 60_000)).toSorted()).toEqual(expect.arrayContaining(broken.toSorted()));
    expect(await wakeDue(now + 60_000)).toBeGreaterThanOrEqual(150);
    expect(await dueAt(now + 60_000)).toEqual([]);
  });

  test('keeps nobody waiting where it cannot be put back either', async () => {
    const start = server.clock.now();
    await lessonAt(new Date(start).toISOString());
    const broken = new Set(await plantBroken(150, start - DAY));
    const { change } = server.parts.store;
    vi.spyOn(server.parts.store, 'change').mockImplementation((command) =>
      'buddy_id' in command.target && broken.has(command.target.buddy_id)
        ? Promise.reject(new Error('unreadable'))
        : change(command),
    );
    await wakeDue(start + 3 * DAY);
    expect(await burned()).toHaveLength(1);
    vi.restoreAllMocks();
    await wakeDue(start + 3 * DAY);
  });

  test('is left as it is while the store is away: the job runs again', async () => {
    const start = server.clock.now();
    await lessonAt(new Date(start).toISOString());
    vi.spyOn(server.parts.store, 'change').mockRejectedValue(new StoreUnavailable('gone'));
    await expect(wakeDue(start + 3 * DAY)).rejects.toThrow('gone');
    vi.restoreAllMocks();
    await wakeDue(start + 3 * DAY);
    expect(await burned()).toHaveLength(1);
  });
});

test('the jobs run by themselves, and stop', async () => {
  const own = await startPlayground(LESSONS);
  const jobs = startJobs(own.parts);
  const lazy = await own.hatch();
  const deliveries = await listenForDeliveries(own, ['streak.burned']);
  await own.send(lazy.user_id, 'lesson');
  own.clock.advance(3 * 24 * 3600_000);
  const aSecondLater = () => {
    own.clock.advance(1000);
    return deliveries();
  };
  await expect.poll(aSecondLater).toHaveLength(1);
  await jobs.stop();
  await own.send(lazy.user_id, 'lesson');
  own.clock.advance(3 * 24 * 3600_000);
  expect(await deliveries()).toHaveLength(1);
  await own.close();
});
