import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wakeDueBuddies } from '../../../src/server/buddies/wake.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../support/databases.ts';
import { listenForDeliveries } from '../../support/deliveries.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';

/** What `npm run bench -- growth` does with a million events: history of past days, day after day, in batches. */
const BUDDIES = 24;
const EVENTS = 1200;
const DAYS = 60;
const BATCH = 100;
const DAY = 24 * 3600_000;

/** Who does not learn on which days: each skips others, so that streaks end here and there. */
const skips = (buddy: number, day: number): boolean => (day * 7 + buddy * 5) % 11 === 0 || day % (buddy + 4) === 0;

interface Lesson {
  buddy: number;
  day: number;
}

function lessons(): Lesson[] {
  const all: Lesson[] = [];
  for (let n = 0; all.length < EVENTS; n++) {
    const [buddy, day] = [n % BUDDIES, Math.floor(n / BUDDIES)];
    if (day === DAYS) break;
    if (!skips(buddy, day)) all.push({ buddy, day });
  }
  return all;
}

/** The streaks that a buddy has lost, in the order in which it lost them: worked out by hand. */
function lost(told: Lesson[], buddy: number): number[] {
  const days = told.filter((lesson) => lesson.buddy === buddy).map(({ day }) => day);
  const runs: number[] = [];
  for (const [at, day] of days.entries()) {
    if (at > 0 && days[at - 1] === day - 1) runs.push(runs.pop()! + 1);
    else runs.push(1);
  }
  return runs;
}

describe.each(DATABASE_KINDS)('history that is told late, in batches, on %s', (kind) => {
  let database: TestDatabase;
  let server: Playground;
  beforeAll(async () => {
    database = await createDatabase(kind);
    server = await startPlayground(LESSONS, { settings: database.place });
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });

  test('is paid and counted for each day, every loss is told once, and one waking passes all midnights', async () => {
    const buddies = await Promise.all(Array.from({ length: BUDDIES }, () => server.hatch()));
    const deliveries = await listenForDeliveries(server, ['streak.burned']);
    const told = lessons();
    // The last day lies two whole days back: nobody's streak lives on.
    const first = server.clock.now() - (DAYS + 2) * DAY;
    for (let from = 0; from < told.length; from += BATCH) {
      const events = told.slice(from, from + BATCH).map(({ buddy, day }) => ({
        event_id: `lesson-${buddy}-${day}`,
        user_id: buddies[buddy]!.user_id,
        type: 'lesson',
        occurred_at: new Date(first + day * DAY).toISOString(),
      }));
      const { body } = await server.call('POST', '/events/batch', { body: { events } });
      expect(body).toMatchObject({ applied: events.length, failed: 0 });
      expect(await wakeDueBuddies(server.parts)).toBe(0);
    }
    server.clock.advance(30_000);
    expect(await wakeDueBuddies(server.parts)).toBe(BUDDIES);
    expect(await wakeDueBuddies(server.parts)).toBe(0);
    const burned = await deliveries();
    for (const [buddy, { buddy_id }] of buddies.entries()) {
      const own = burned.filter((row) => row.buddy_id === buddy_id).map(({ payload }) => payload['count']);
      const runs = lost(told, buddy);
      expect([buddy, own.toSorted()]).toEqual([buddy, runs.toSorted()]);
      const days = told.filter((lesson) => lesson.buddy === buddy).length;
      const state = await server.buddy(buddy_id);
      expect(state).toMatchObject({ coins: 10 * days });
      expect(state.streaks[0]).toMatchObject({ count: 0, best: Math.max(...runs), alive: false });
    }
    const log = await server.call('GET', '/events?type=lesson&limit=100');
    expect(log.body.data).toHaveLength(100);
  });
});
