import { expect, it } from 'vitest';
import type { Snapshot } from '../../../../src/server/store/command.ts';
import type { StoredExplanation } from '../../../../src/server/store/rows.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { eggRow, endpointRow, eventRow, ids, newSeat, newWorld, NOW, operationRow } from '../support/rows.ts';
import { changed, coinsIn, earn, hatch, onBuddy, onSeat, unclaimedEvent, withCoins, lay } from '../support/commands.ts';

onEachDatabase('the snapshot of a command', (given) => {
  const look = async (command: ReturnType<typeof onBuddy>): Promise<Snapshot> => {
    let seen: Snapshot | undefined;
    await given.store.change({
      ...command,
      decide: (snapshot) => {
        seen = snapshot;
        return { answer: null };
      },
    });
    return seen!;
  };

  it('holds the endpoints of the world', async () => {
    const world = newWorld();
    const { buddy_id } = await hatch(given.store, world);
    const [first, second] = [endpointRow(world), endpointRow(world, { active: false })];
    for (const row of [first, second, endpointRow(newWorld())]) await given.store.endpoints.insert(row);
    expect((await look(onBuddy(world, buddy_id))).endpoints).toEqual([first, second]);
  });

  it('holds the events that wait for the seat’s buddy, in the order they occurred', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const event = (id: string, occurred_at: number) => unclaimedEvent(world, seat, id, { occurred_at });
    await Promise.all([event('late', NOW + 2), event('early', NOW)].map((command) => given.store.change(command)));
    const judged = {
      config_version_id: 'cfg_1',
      explanation: [['daily', 'streak', 1, 'Ticked.']] as StoredExplanation[],
    };
    // In one turn: the hatching sees what has been sent just before it.
    const [, hatching] = await Promise.all([
      given.store.change(event('middle', NOW + 1)),
      given.store.change(
        onSeat(
          world,
          seat,
          ({ buddy, unclaimedEvents }) => ({
            ...withCoins({ ...buddy, status: 'alive' }, unclaimedEvents.length),
            claimedEvents: unclaimedEvents.map((row) => ({ ...row, ...judged, buddy_id: buddy.buddy_id })),
            answer: unclaimedEvents.map((row) => row.event_id),
          }),
          { loadUnclaimedEvents: 99 },
        ),
      ),
      given.store.change(earn(world, seat, 10)),
    ]);
    const { answer, buddy } = changed(hatching);
    expect(answer).toEqual(['early', 'middle', 'late']);
    const claimed = await given.store.events.list(world, {}, { limit: 10 });
    expect(claimed.map((row) => row.buddy_id)).toEqual(Array.from({ length: 4 }, () => buddy.buddy_id));
    const byId = (id: string) => claimed.find((row) => row.event_id === id);
    expect(byId('early')).toMatchObject(judged);
    expect(coinsIn((await given.store.buddies.bySeat(world, seat))!)).toBe(13);
    const again = await look(onSeat(world, seat, undefined, { loadUnclaimedEvents: 99 }));
    expect(again.unclaimedEvents).toEqual([]);
  });

  it('holds so many of them as were asked for, and the next ones only once these are claimed', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    // Of one moment: then the order in which they came in counts.
    for (const id of ['a', 'b', 'c', 'd', 'e']) await given.store.change(unclaimedEvent(world, seat, id));
    const claiming = () =>
      onSeat(
        world,
        seat,
        ({ buddy, unclaimedEvents }) => ({
          buddy,
          claimedEvents: unclaimedEvents.map((row) => ({ ...row, buddy_id: buddy.buddy_id })),
          answer: unclaimedEvents.map((row) => row.event_id),
        }),
        { loadUnclaimedEvents: 2 },
      );
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => given.store.change(claiming())));
    expect(outcomes.map((outcome) => changed(outcome).answer)).toEqual([['a', 'b'], ['c', 'd'], ['e'], []]);
  });

  it('holds the counters that the waiting events are about', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const key = { scope: 'buddy', key: 'k:first' } as const;
    const counting = onSeat(world, seat, () => ({ counters: [{ ...key, value: 7 }], answer: null }));
    await given.store.change(counting);
    await given.store.change(unclaimedEvent(world, seat, 'first'));
    const reading = onSeat(world, seat, ({ counters }) => ({ answer: counters(key) }), {
      loadUnclaimedEvents: 9,
      counters: (_buddy, _now, waiting) => waiting.map(({ event_id }) => ({ scope: 'buddy', key: `k:${event_id}` })),
    });
    expect(changed(await given.store.change(reading)).answer).toBe(7);
  });

  it('holds the events of its own seat, where several hatch at once', async () => {
    const world = newWorld();
    const seats = Array.from({ length: 5 }, () => newSeat());
    for (const [n, seat] of seats.entries()) {
      for (let event = 0; event < n; event++)
        await given.store.change(unclaimedEvent(world, seat, ids('event'), { occurred_at: NOW + event }));
    }
    const hatching = (seat: (typeof seats)[number]) =>
      onSeat(
        world,
        seat,
        ({ buddy, unclaimedEvents }) => ({
          buddy: { ...buddy, status: 'alive' },
          claimedEvents: unclaimedEvents.map((row) => ({ ...row, buddy_id: buddy.buddy_id })),
          answer: unclaimedEvents.map(({ user_id, occurred_at }) => [user_id, occurred_at - NOW]),
        }),
        { loadUnclaimedEvents: 99 },
      );
    // Each twice: of a seat the second has nothing left to claim.
    const twice = [...seats, ...seats].map((seat) => given.store.change(hatching(seat)));
    const answers = (await Promise.all(twice)).map((outcome) => changed(outcome).answer);
    const own = seats.map(({ user_id }, n) => [...Array(n).keys()].map((event) => [user_id, event]));
    expect(answers).toEqual([...own, ...seats.map(() => [])]);
  });

  it('holds the events that wait for the seat’s buddy, though they name its row', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const { buddy_id } = changed(
      await given.store.change(onSeat(world, seat, ({ buddy }) => ({ buddy, answer: null }))),
    ).buddy;
    const event_id = ids('event');
    const tracked = onBuddy(
      world,
      buddy_id,
      ({ buddy }) => ({ event: eventRow(buddy, event_id, 0, { buddy_id: null }), answer: null }),
      { event_id },
    );
    const counting = onSeat(world, seat, ({ unclaimedEvents }) => ({ answer: unclaimedEvents.length }), {
      loadUnclaimedEvents: 99,
    });
    const [, counted] = await Promise.all([given.store.change(tracked), given.store.change(counting)]);
    expect(changed(counted).answer).toBe(1);
  });

  it('holds the egg that was asked for, as the batch has left it', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const egg = eggRow(world, seat, { status: 'ready' });
    await lay(given.store, egg);
    const start = () =>
      onSeat(
        world,
        seat,
        ({ egg: loaded }) => {
          if (loaded?.status !== 'ready') throw new Error(`The egg is ${loaded?.status}.`);
          return { egg: { ...loaded, status: 'hatching' }, answer: null };
        },
        { loadEgg: egg.egg_id },
      );
    const results = await Promise.allSettled([given.store.change(start()), given.store.change(start())]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected']);
    expect(await given.store.eggs.byId(world, egg.egg_id)).toEqual({ ...egg, status: 'hatching' });
    expect((await look(onSeat(world, seat, undefined, { loadEgg: ids('egg') }))).egg).toBeNull();
    const elsewhere = newWorld();
    expect((await look(onSeat(elsewhere, seat, undefined, { loadEgg: egg.egg_id }))).egg).toBeNull();
  });

  it('holds the operations that are open, as the batch has left them', async () => {
    const world = newWorld();
    const { buddy_id } = await hatch(given.store, world);
    const ended = { status: 'succeeded' as const, completed_at: NOW };
    const order = () =>
      onBuddy(
        world,
        buddy_id,
        ({ buddy, openOperations }) => ({
          buddy,
          operations: [...openOperations.map((row) => ({ ...row, ...ended })), operationRow(buddy)],
          answer: openOperations.length,
        }),
        { loadOpenOperations: true },
      );
    const outcomes = await Promise.all([order(), order(), order()].map((command) => given.store.change(command)));
    expect(outcomes.map((outcome) => changed(outcome).answer)).toEqual([0, 1, 1]);
    const open = await given.store.operations.open(buddy_id);
    expect(open).toHaveLength(1);
    expect((await look(onBuddy(world, buddy_id, undefined, { loadOpenOperations: true }))).openOperations).toEqual(
      open,
    );
    expect((await look(onBuddy(world, buddy_id))).openOperations).toEqual([]);
  });
});
