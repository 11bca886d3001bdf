import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { finishHatchings } from '../../../src/server/eggs/finish.ts';
import { EVENTS_AT_ONCE } from '../../../src/server/eggs/step.ts';
import { ingestBatch } from '../../../src/server/events/batch.ts';
import { StoreUnavailable } from '../../../src/server/store/store.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../support/databases.ts';
import { listenForDeliveries } from '../../support/deliveries.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';
import { perTurn } from '../../support/turns.ts';

const RULES: Configuration = {
  ...LESSONS,
  causes: [
    {
      key: 'trees',
      label: 'Trees',
      metric: 'coins_earned',
      threshold: 1_000_000,
      webhook_url: 'https://trees.example.com/hook',
      secret: 'a secret of the cause',
    },
  ],
};
/** Two whole steps and a part of a third; a step ends in the middle of a day, whose cap goes on. */
const EVENTS = 2 * EVENTS_AT_ONCE + 50;
const A_DAY = 7;
const DAY_MS = 24 * 3600_000;

describe.each(DATABASE_KINDS)('a hatching of many events, on %s', (kind) => {
  let database: TestDatabase;
  let server: Playground;
  let owed: Awaited<ReturnType<typeof listenForDeliveries>>;
  beforeAll(async () => {
    database = await createDatabase(kind);
    server = await startPlayground(RULES, { settings: database.place as { dataDir: string } });
    owed = await listenForDeliveries(server, ['*']);
  });
  afterAll(async () => {
    await server?.close();
    await database?.drop();
  });

  async function send(user_id: string, order: 'oldest first' | 'newest first'): Promise<void> {
    const start = server.clock.now() - 100 * DAY_MS;
    const events = Array.from({ length: EVENTS }, (_, n) => ({
      event_id: `${user_id} ${n}`,
      user_id,
      type: 'lesson',
      occurred_at: new Date(start + Math.floor(n / A_DAY) * DAY_MS + (n % A_DAY) * 60_000).toISOString(),
    }));
    const sent = order === 'oldest first' ? events : events.toReversed();
    const { applied } = await ingestBatch(server.parts, server.test, sent, { request_id: 'batch' });
    expect(applied).toBe(EVENTS);
  }

  async function readyEgg(user_id: string): Promise<string> {
    const { egg_id } = (await server.call('POST', '/eggs', { body: { user_id } })).body;
    await server.call('PATCH', `/eggs/${egg_id}`, { body: { status: 'ready' } });
    return egg_id as string;
  }

  const hatch = (egg_id: string) => server.call('POST', `/eggs/${egg_id}/hatch`);
  const eggOf = async (egg_id: string) => (await server.call('GET', `/eggs/${egg_id}`)).body;
  const inSeat = (user_id: string) => server.parts.store.buddies.inSeat(server.test, { user_id, audience: 'default' });
  const owedTo = async (buddy_id: string) => (await owed()).filter((row) => row.buddy_id === buddy_id);

  /** Everything that it has become, without ids and the times of the server. */
  async function lifeOf(user_id: string) {
    const { store } = server.parts;
    const { buddy_id, status, state, badge_ready } = (await inSeat(user_id))!;
    const ledger = await store.buddies.ledger(buddy_id, undefined, { limit: 9999 });
    const starts = [0, ...Array.from({ length: 16 }, (_, week) => Date.UTC(2025, 11, 29) + week * 7 * DAY_MS)];
    const scores = [];
    for (const start of starts) {
      const board = start === 0 ? 'ever' : 'week';
      const around = await store.leaderboards.around(server.test, board, start, buddy_id, 0);
      scores.push(around.map(({ value }) => value));
    }
    const deliveries = await owedTo(buddy_id);
    return {
      status,
      state,
      badge_ready,
      ledger: ledger.map(({ currency, seq, amount, balance_after, reason }) => ({
        currency,
        seq,
        amount,
        balance_after,
        reason,
      })),
      scores,
      told: deliveries.map(({ event, status, event_id }) => [event, status, event_id?.split(' ')[1] ?? null]),
      events: (await server.parts.store.events.list(server.test, { user_id }, { limit: 9999 }))
        .map(({ event_id, effects, explanation }) => ({ n: event_id.split(' ')[1], effects, explanation }))
        .sort((a, b) => Number(a.n) - Number(b.n)),
    };
  }

  /** What was drawn and told of the hatching itself, and how the moves between stages came about, differs. */
  const withoutHatching = ({ told, ...life }: Awaited<ReturnType<typeof lifeOf>>) => ({
    ...life,
    told: told.filter(([event]) => event !== 'buddy.hatched').sort(),
  });

  async function decidedAsTheyCame(): Promise<ReturnType<typeof withoutHatching>> {
    const { user_id } = await server.hatch();
    await send(user_id, 'oldest first');
    return withoutHatching(await lifeOf(user_id));
  }

  test('leads where the same events lead that are sent to a buddy', async () => {
    const user_id = unique('user');
    await send(user_id, 'newest first');
    const egg_id = await readyEgg(user_id);
    const trees = () => server.parts.store.buddies.counter(server.test, { scope: 'shared', key: 'cause:trees' }, '');
    const before = await trees();
    expect((await hatch(egg_id)).status).toBe(202);
    const gained = (await trees()) - before;
    expect(await eggOf(egg_id)).toMatchObject({ status: 'hatching', buddy_id: (await inSeat(user_id))!.buddy_id });
    await server.drawAll();
    expect((await eggOf(egg_id)).status).toBe('hatched');

    const life = withoutHatching(await lifeOf(user_id));
    expect(life.status).toBe('alive');
    expect(life).toEqual(await decidedAsTheyCame());
    expect((await trees()) - before).toBe(2 * gained);
    const { buddy_id } = (await inSeat(user_id))!;
    const deliveries = await owedTo(buddy_id);
    expect(deliveries.length).toBeGreaterThan(EVENTS);
    expect(deliveries.every((row) => row.next_attempt_at === server.clock.now())).toBe(true);
    expect(deliveries.filter(({ event }) => event === 'buddy.hatched')).toHaveLength(1);
    expect((await server.parts.store.eggs.byId(server.test, egg_id))!.replay).toBeNull();
  });

  test('gives others their turn: no turn of the event loop replays more than one step', async () => {
    const user_id = unique('user');
    await send(user_id, 'newest first');
    const egg_id = await readyEgg(user_id);
    const { ids } = server.parts;
    const lines = await perTurn(async (mark) => {
      const spied = vi.spyOn(server.parts, 'ids').mockImplementation((what) => {
        if (what === 'delivery') mark();
        return ids(what);
      });
      await hatch(egg_id).finally(() => spied.mockRestore());
    });
    const told = (await owedTo((await inSeat(user_id))!.buddy_id)).length;
    const sum = lines.reduce((all, one) => all + one, 0);
    expect(sum).toBeGreaterThanOrEqual(told);
    // An event tells of one thing or two.
    expect(Math.max(...lines)).toBeLessThan((sum / EVENTS) * EVENTS_AT_ONCE * 1.5);
    expect(lines.length).toBeGreaterThanOrEqual(3);
  });

  test('that is broken off shows nobody the half of it, and is finished later', async () => {
    const user_id = unique('user');
    await send(user_id, 'newest first');
    const egg_id = await readyEgg(user_id);
    const { store } = server.parts;
    const change = store.change;
    let calls = 0;
    const spied = vi
      .spyOn(store, 'change')
      .mockImplementation((command) =>
        ++calls > 2 ? Promise.reject(new StoreUnavailable('The power went out.')) : change(command),
      );
    const broken = await hatch(egg_id);
    expect(broken.status).toBe(503);
    spied.mockRestore();

    const { buddy_id, status } = (await inSeat(user_id))!;
    expect(status).toBe('unhatched');
    expect(await eggOf(egg_id)).toMatchObject({ status: 'hatching', buddy_id: null });
    expect((await server.call('GET', `/buddies/${buddy_id}`)).status).toBe(404);
    const { entries } = (await server.call('GET', '/leaderboards/ever?limit=100')).body;
    expect(entries.map((entry: { buddy_id: string }) => entry.buddy_id)).not.toContain(buddy_id);
    const half = await owedTo(buddy_id);
    expect(half.length).toBeGreaterThan(0);
    expect(half.every((row) => row.next_attempt_at! > server.clock.now())).toBe(true);
    await server.drawAll();
    // The same call once more finds it under way.
    const { operation_id } = (await hatch(egg_id)).body;
    const operation = async () => (await server.call('GET', `/operations/${operation_id}`)).body;
    expect((await operation()).status).toBe('running');
    // One that comes late, and happened first: it is replayed with the rest.
    await server.send(user_id, 'treasure', { occurred_at: new Date(server.clock.now() - 200 * DAY_MS).toISOString() });

    await finishHatchings(server.parts);
    expect((await inSeat(user_id))!.status).toBe('unhatched');
    server.clock.advance(2001);
    await Promise.all([finishHatchings(server.parts), finishHatchings(server.parts)]);
    await server.drawAll();
    expect((await operation()).status).toBe('succeeded');
    expect(await eggOf(egg_id)).toMatchObject({ status: 'hatched', buddy_id });
    const buddy = await server.buddy(buddy_id);
    expect(buddy.coins).toBe((await decidedAsTheyCame()).state.purses['coin']!.balance + 1000);
    const ledger = await store.buddies.ledger(buddy_id, 'coin', { limit: 9999 });
    expect(ledger.reduce((sum, { amount }) => sum + amount, 0)).toBe(buddy.coins);
    const deliveries = await owedTo(buddy_id);
    expect(deliveries.every((row) => row.next_attempt_at! <= server.clock.now())).toBe(true);
    const events = await store.events.list(server.test, { user_id }, { limit: 9999 });
    expect(events.filter((row) => row.buddy_id !== buddy_id)).toEqual([]);
    expect((await store.eggs.byId(server.test, egg_id))!.replay).toBeNull();
  });

  test('of a user who is erased meanwhile leaves nothing behind', async () => {
    const user_id = unique('user');
    await send(user_id, 'newest first');
    const egg_id = await readyEgg(user_id);
    const { store } = server.parts;
    const change = store.change;
    const spied = vi.spyOn(store, 'change').mockImplementationOnce(change);
    spied.mockImplementation(async (command) => {
      await store.users.erase(server.test, user_id, store.hashEventId, server.clock.now());
      return change(command);
    });
    expect((await hatch(egg_id)).status).toBe(404);
    spied.mockRestore();
    expect(await store.users.export(server.test, user_id)).toMatchObject({ buddies: [], eggs: [], events: [] });
    server.clock.advance(5000);
    await finishHatchings(server.parts);
    expect(await inSeat(user_id)).toBeNull();
  });
});
