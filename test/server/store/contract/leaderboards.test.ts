import { describe, expect, it } from 'vitest';
import { leaderboardQueries } from '../../../../src/server/leaderboards/queries.ts';
import type { Database } from '../../../../src/server/store/database.ts';
import type { SnapshotRow, World } from '../../../../src/server/store/rows.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { configRow, deliveryRow, ids, newWorld, NOW, snapshotRow } from '../support/rows.ts';
import { hatch, onBuddy } from '../support/commands.ts';

const DAY = 86_400_000;

onEachDatabase('leaderboards', (given) => {
  const score = (world: World, buddy_id: string, value: number, window_start = DAY) =>
    given.store.change(
      onBuddy(world, buddy_id, () => ({
        scores: [{ ...world, leaderboard: 'top', window_start, buddy_id, value }],
        answer: null,
      })),
    );

  async function board(values: number[]): Promise<{ world: World; buddies: string[] }> {
    const world = newWorld();
    const buddies: string[] = [];
    for (const [index, value] of values.entries()) {
      const { buddy_id } = await hatch(given.store, world, undefined, { name: `B${index}` });
      buddies.push(buddy_id);
      await score(world, buddy_id, value);
    }
    return { world, buddies };
  }

  it('add up what a window brings, and replace what holds for all time', async () => {
    const { world, buddies } = await board([5]);
    const id = buddies[0]!;
    await Promise.all([score(world, id, 2), score(world, id, 3), score(world, id, 40, 0), score(world, id, 30, 0)]);
    const value = async (start: number) => (await given.store.leaderboards.top(world, 'top', start, 5))[0]!.value;
    expect([await value(DAY), await value(0)]).toEqual([10, 30]);
  });

  it('give equal values one rank, in the order of their ids', async () => {
    const { world, buddies } = await board([7, 9, 7, 9, 1]);
    const top = await given.store.leaderboards.top(world, 'top', DAY, 10);
    expect(top.map((entry) => [entry.rank, entry.name, entry.value])).toEqual([
      [1, 'B1', 9],
      [1, 'B3', 9],
      [3, 'B0', 7],
      [3, 'B2', 7],
      [5, 'B4', 1],
    ]);
    expect(await given.store.leaderboards.top(world, 'top', DAY, 3)).toEqual(top.slice(0, 3));
    const around = (index: number, span: number) =>
      given.store.leaderboards.around(world, 'top', DAY, buddies[index]!, span);
    expect(await around(2, 1)).toEqual(top.slice(2, 5));
    expect(await around(3, 1)).toEqual(top.slice(0, 3));
    expect(await around(4, 9)).toEqual(top);
    expect(await around(1, 0)).toEqual(top.slice(0, 1));
  });

  it('name a buddy once, though its value rises while its neighbours are looked for', async () => {
    const { world, buddies } = await board([9, 5, 1]);
    const id = buddies[1]!;
    const { database } = given.store;
    let rises = true;
    const all: Database['all'] = async (statement) => {
      const rows = await database.all(statement);
      if (rises) await score(world, id, 2);
      rises = false;
      return rows;
    };
    const around = await leaderboardQueries({ ...database, all }).around(world, 'top', DAY, id, 5);
    expect(around.map(({ name, value }) => [name, value])).toEqual([
      ['B0', 9],
      ['B1', 5],
      ['B2', 1],
    ]);
  });

  it('are about the living, in one window of one world', async () => {
    const { world, buddies } = await board([3, 2]);
    await given.store.change(
      onBuddy(world, buddies[0]!, ({ buddy }) => ({ buddy: { ...buddy, status: 'archived' }, answer: null })),
    );
    const { leaderboards } = given.store;
    expect(await leaderboards.top(world, 'top', DAY, 9)).toEqual([
      { rank: 1, buddy_id: buddies[1], name: 'B1', value: 2 },
    ]);
    expect(await leaderboards.around(world, 'top', DAY, buddies[0]!, 5)).toEqual([]);
    expect(await leaderboards.top(world, 'top', 2 * DAY, 9)).toEqual([]);
    expect(await leaderboards.top(newWorld(), 'top', DAY, 9)).toEqual([]);
  });

  it('are defined by every version that was ever published, the newest of a key', async () => {
    const world = newWorld();
    const { configs, leaderboards } = given.store;
    const definition = (key: string, label: string) =>
      ({ key, label, metric: 'coins_earned', window: 'daily' }) as const;
    const save = (...boards: ReturnType<typeof definition>[]) =>
      configs.saveDraft(configRow(world, { document: { leaderboards: boards } }));
    await save(definition('a', 'first'), definition('gone', 'first'));
    await configs.publish(world, NOW);
    await save(definition('a', 'second'));
    await configs.publish(world, NOW + 1);
    await configs.saveDraft(configRow(world, { document: {} }));
    await configs.publish(world, NOW + 2);
    await save(definition('a', 'draft'), definition('later', 'draft'));
    const found = await leaderboards.definitions(world);
    expect(found.toSorted((one, other) => one.key.localeCompare(other.key))).toEqual([
      definition('a', 'second'),
      definition('gone', 'first'),
    ]);
    expect(await leaderboards.definitions(newWorld())).toEqual([]);
  });

  it('close each window once', async () => {
    const { world, buddies } = await board([3]);
    for (const start of [3 * DAY, 2 * DAY, 0]) await score(world, buddies[0]!, 1, start);
    const { leaderboards } = given.store;
    expect(await leaderboards.unclosed(world, 'top', 3 * DAY)).toEqual([DAY, 2 * DAY]);
    const snapshot = (window_start: number): SnapshotRow =>
      snapshotRow(world, {
        window_start,
        window_end: window_start + DAY,
        entries: [{ rank: 1, buddy_id: buddies[0]!, name: 'B0', value: 3 }],
      });
    const endpoint = ids('endpoint');
    const rows = Array.from({ length: 4 }, () => snapshot(DAY));
    const closed = await Promise.all(
      rows.map((row) =>
        leaderboards.close(row, [deliveryRow(world, endpoint, { event: 'leaderboard.snapshot.ready' })]),
      ),
    );
    expect(closed.filter(Boolean)).toHaveLength(1);
    expect(await given.store.deliveries.list(world, endpoint, {}, { limit: 9 })).toHaveLength(1);
    expect(await leaderboards.unclosed(world, 'top', 3 * DAY)).toEqual([2 * DAY]);
    const later = snapshot(2 * DAY);
    await leaderboards.close(later, []);
    expect(await leaderboards.unclosed(world, 'top', 4 * DAY)).toEqual([3 * DAY]);
    expect(await leaderboards.latestSnapshot(world, 'top')).toEqual(later);
    expect(await leaderboards.latestSnapshot(world, 'other')).toBeNull();
  });

  describe('keep no name of a user who is erased', () => {
    /** The top as it was read, about to be kept, and the user of the first entry. */
    async function readTop() {
      const { world, buddies } = await board([7, 5]);
      const { user_id } = (await given.store.buddies.byId(world, buddies[0]!))!;
      const entries = await given.store.leaderboards.top(world, 'top', DAY, 9);
      const close = () => given.store.leaderboards.close(snapshotRow(world, { window_start: DAY, entries }), []);
      const erase = () => given.store.users.erase(world, user_id, (text) => text, NOW);
      const names = async () =>
        (await given.store.leaderboards.latestSnapshot(world, 'top'))!.entries.map(({ rank, name }) => [rank, name]);
      return { close, erase, names };
    }
    const ANONYMOUS = [
      [1, ''],
      [2, 'B1'],
    ];

    it('after the standing was read and before it is kept', async () => {
      const { close, erase, names } = await readTop();
      await erase();
      expect(await close()).toBe(true);
      expect(await names()).toEqual(ANONYMOUS);
    });

    it('while it is kept, whichever comes first', async () => {
      for (let i = 0; i < 20; i++) {
        const { close, erase, names } = await readTop();
        const both = i % 2 ? [close, erase] : [erase, close];
        expect(await Promise.all(both.map((one) => one()))).toEqual([true, true]);
        expect(await names()).toEqual(ANONYMOUS);
      }
    });
  });
});
