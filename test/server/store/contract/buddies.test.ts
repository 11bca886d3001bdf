import { expect, it } from 'vitest';
import type { PageRequest } from '../../../../src/server/store/records.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { newSeat, newWorld, NOW } from '../support/rows.ts';
import { earn, hatch, onBuddy, unclaimedEvent } from '../support/commands.ts';

onEachDatabase('buddies', (given) => {
  it('are listed newest first, a page at a time, and filtered', async () => {
    const world = newWorld();
    const seats = [newSeat(), newSeat('teachers'), newSeat(), newSeat()];
    const rows = [];
    for (const seat of seats) rows.push(await hatch(given.store, world, seat));
    await given.store.change(earn(world, newSeat(), 1));
    await given.store.change(
      onBuddy(world, rows[2]!.buddy_id, ({ buddy }) => ({ buddy: { ...buddy, status: 'archived' }, answer: null })),
    );
    const { buddies } = given.store;
    const alive = [rows[3], rows[1], rows[0]];
    expect(await buddies.list(world, {}, { limit: 10 })).toEqual(alive);
    const first = await buddies.list(world, {}, { limit: 2 });
    expect(await buddies.list(world, {}, { limit: 2, after: first[1]!.buddy_id })).toEqual([rows[0]]);
    expect(await buddies.list(world, { audience: 'teachers' }, { limit: 10 })).toEqual([rows[1]]);
    expect(await buddies.list(world, { user_id: seats[0]!.user_id }, { limit: 10 })).toEqual([rows[0]]);
    expect(await buddies.list(newWorld(), {}, { limit: 10 })).toEqual([]);
    expect(await buddies.ofUser(world, seats[0]!.user_id)).toEqual([rows[0]]);
    expect(await buddies.byId(world, rows[2]!.buddy_id)).toBeNull();
    expect(await buddies.byId(newWorld(), rows[0]!.buddy_id)).toBeNull();
  });

  it('are due by their own time, soonest first', async () => {
    const longAgo = 1_000_000;
    const wake = async (wake_at: number | null) => {
      const { customer_id, mode, buddy_id } = await hatch(given.store, newWorld(), newSeat(), { wake_at });
      return { customer_id, mode, buddy_id, wake_at: wake_at! };
    };
    const [second, first] = [await wake(longAgo + 20), await wake(longAgo + 10)];
    const twin = await wake(longAgo + 10);
    await wake(longAgo + 31);
    await wake(null);
    const due = (limit: number, after?: typeof first) => given.store.buddies.due(longAgo + 30, limit, after);
    expect(await due(10)).toEqual([first, twin, second]);
    expect(await due(1)).toEqual([first]);
    expect(await due(1, first)).toEqual([twin]);
    expect(await due(10, twin)).toEqual([second]);
    expect(await due(10, second)).toEqual([]);
  });

  it('have counters of their own and of the world', async () => {
    const world = newWorld();
    const buddies = [await hatch(given.store, world), await hatch(given.store, world)];
    const [own, shared] = [{ scope: 'buddy', key: 'k' } as const, { scope: 'shared', key: 'k' } as const];
    for (const [index, { buddy_id }] of buddies.entries())
      await given.store.change(
        onBuddy(world, buddy_id, () => ({
          counters: [
            { ...own, value: index + 1 },
            { ...shared, value: 10 + index },
          ],
          answer: null,
        })),
      );
    const read = async (id: string) => {
      const counters = await given.store.buddies.counters(world, [own, shared], id);
      return [counters(own), counters(shared)];
    };
    expect(await read(buddies[0]!.buddy_id)).toEqual([1, 11]);
    expect(await read(buddies[1]!.buddy_id)).toEqual([2, 11]);
    expect(await given.store.buddies.counter(newWorld(), shared, buddies[0]!.buddy_id)).toBe(0);
  });

  it('lose counters that were kept for a time, the oldest first, when that is over', async () => {
    const world = newWorld();
    const { buddy_id } = await hatch(given.store, world);
    const keys = ['ever', 'first', 'second', 'third', 'late'];
    const write = (counters: [key: string, kept_until?: number][]) =>
      given.store.change(
        onBuddy(world, buddy_id, () => ({
          counters: counters.map(([key, kept_until]) => ({
            scope: 'buddy' as const,
            key,
            value: 7,
            ...(kept_until !== undefined && { kept_until }),
          })),
          answer: null,
        })),
      );
    const left = async () => {
      const wanted = keys.map((key) => ({ scope: 'buddy' as const, key }));
      const counters = await given.store.buddies.counters(world, wanted, buddy_id);
      return wanted.filter((counter) => counters(counter) === 7).map(({ key }) => key);
    };
    await write([['ever'], ['second', 2000], ['first', 1000], ['third', 3000], ['late', 1500]]);
    await write([['late', 9000]]);
    const forget = (before: number, limit = 10) => given.store.buddies.forgetCounters(before, limit);
    expect([await forget(1000), await left()]).toEqual([0, keys]);
    expect([await forget(3000, 1), await left()]).toEqual([1, ['ever', 'second', 'third', 'late']]);
    expect([await forget(3000), await left()]).toEqual([1, ['ever', 'third', 'late']]);
    expect([await forget(Number.MAX_SAFE_INTEGER), await left()]).toEqual([2, ['ever']]);
  });
});

onEachDatabase('the event log', (given) => {
  it('is read newest first, a page at a time, and filtered', async () => {
    const world = newWorld();
    const [ada, bob] = [newSeat(), newSeat()];
    const send = (seat: typeof ada, event_id: string, type: string, occurred_at: number) =>
      given.store.change(unclaimedEvent(world, seat, event_id, { type, occurred_at }));
    await send(ada, 'e1', 'lesson', NOW);
    await send(bob, 'e2', 'lesson', NOW + 10);
    await send(ada, 'e3', 'quiz', NOW + 20);
    const list = async (filter: Parameters<typeof given.store.events.list>[1]) =>
      (await given.store.events.list(world, filter, { limit: 10 })).map((row) => row.event_id);
    expect(await list({})).toEqual(['e3', 'e2', 'e1']);
    expect(await list({ user_id: ada.user_id })).toEqual(['e3', 'e1']);
    expect(await list({ type: 'lesson' })).toEqual(['e2', 'e1']);
    expect(await list({ from: NOW + 10, to: NOW + 20 })).toEqual(['e2']);
    const [first] = await given.store.events.list(world, {}, { limit: 1 });
    const rest = await given.store.events.list(world, {}, { limit: 10, after: first!.evt_id });
    expect(rest.map((row) => row.event_id)).toEqual(['e2', 'e1']);
    const downTo = rest[0]!.evt_id;
    const stretch = await given.store.events.list(world, {}, { limit: 10, downTo });
    expect(stretch.map((row) => row.event_id)).toEqual(['e3', 'e2']);
    expect(await given.store.events.list(newWorld(), {}, { limit: 10 })).toEqual([]);
  });

  it('knows where a page ends', async () => {
    const world = newWorld();
    const [ada, bob] = [newSeat(), newSeat()];
    for (const [seat, id] of [
      [ada, 'e1'],
      [bob, 'e2'],
      [ada, 'e3'],
    ] as const) {
      await given.store.change(unclaimedEvent(world, seat, id, {}));
    }
    const [e3, e2, e1] = (await given.store.events.list(world, {}, { limit: 3 })).map((row) => row.evt_id);
    const endOf = (page: PageRequest, user_id?: string) => given.store.events.endOf(world, { user_id }, page);
    expect(await endOf({ limit: 2 })).toBe(e2);
    expect(await endOf({ limit: 3 })).toBe(e1);
    expect(await endOf({ limit: 4 })).toBeNull();
    expect(await endOf({ limit: 2, after: e3! })).toBe(e1);
    expect(await endOf({ limit: 3, downTo: e2! })).toBeNull();
    expect(await endOf({ limit: 2 }, ada.user_id)).toBe(e1);
  });
});
