import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refusal } from '../../../../src/contract/errors.ts';
import type { Seat, World } from '../../../../src/server/store/rows.ts';
import type { Command } from '../../../../src/server/store/command.ts';
import type { Storage } from '../../../../src/server/storage.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { eventRow, ids, newSeat, newWorld, purchaseRow } from '../support/rows.ts';
import { changed, coinsIn, earn, hatch, onBuddy, onSeat, withCoins } from '../support/commands.ts';

const CAP = { scope: 'buddy', key: 'cap/day' } as const;
const STOCK = { scope: 'shared', key: 'stock/hat' } as const;

/** An event worth 10 coins under a rule that pays at most 50. */
function capped(world: World, seat: Seat): Command<number> {
  const eventId = ids('event');
  return onSeat(
    world,
    seat,
    ({ buddy, counters }) => {
      const paid = Math.min(10, 50 - counters(CAP));
      return {
        ...withCoins(buddy, paid),
        event: eventRow(buddy, eventId, paid),
        counters: [{ ...CAP, value: counters(CAP) + paid }],
        answer: paid,
      };
    },
    { event_id: eventId, counters: () => [CAP] },
  );
}

/** A purchase of an item of which there is one. */
function buyLast(world: World, buddyId: string): Command<string> {
  return onBuddy(
    world,
    buddyId,
    ({ buddy, counters }) => {
      if (counters(STOCK) >= 1) throw new Refusal('out_of_stock', 'The hat is sold out.');
      const purchase = purchaseRow(world, buddyId, { price: { type: 'coin', amount: 20 } });
      return {
        ...withCoins(buddy, -20),
        counters: [{ ...STOCK, value: counters(STOCK) + 1 }],
        purchase,
        answer: purchase.purchase_id,
      };
    },
    { counters: () => [STOCK] },
  );
}

onEachDatabase('64 at once', (given) => {
  /** On PostgreSQL three stores, as three processes would have; SQLite is held by one. */
  const stores: Storage[] = [];
  beforeAll(async () => {
    stores.push(given.store);
    if (given.kind === 'postgres') stores.push(await given.database.open(), await given.database.open());
  });
  afterAll(() => Promise.all(stores.map((store) => store.close())));
  const spread = <T>(work: (store: Storage, index: number) => Promise<T>) =>
    Promise.allSettled(Array.from({ length: 64 }, (_, index) => work(stores[index % stores.length]!, index)));

  it('events of +10 on a cap of 50 pay 50', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const results = await spread((store) => store.change(capped(world, seat)));
    expect(results.every((result) => result.status === 'fulfilled')).toBe(true);
    const buddy = await hatch(given.store, world, seat);
    expect(coinsIn(buddy)).toBe(50);
    const ledger = await given.store.buddies.ledger(buddy.buddy_id, 'coin', { limit: 100 });
    expect(ledger.map((row) => row.seq)).toEqual([5, 4, 3, 2, 1]);
    expect(await given.store.events.list(world, {}, { limit: 100 })).toHaveLength(64);
  });

  it('buyers of the last item: one gets it, the others pay nothing', async () => {
    const world = newWorld();
    const buddies = await Promise.all(
      Array.from({ length: 64 }, async () => {
        const seat = newSeat();
        await given.store.change(earn(world, seat, 30));
        return hatch(given.store, world, seat);
      }),
    );
    const results = await spread((store, index) => store.change(buyLast(world, buddies[index]!.buddy_id)));
    const refusals = results.filter((result) => result.status === 'rejected').map((result) => result.reason as Refusal);
    expect(refusals).toHaveLength(63);
    expect(new Set(refusals.map((refusal) => refusal.code))).toEqual(new Set(['out_of_stock']));
    const after = await given.store.buddies.list(world, {}, { limit: 100 });
    expect(after.map(coinsIn).sort((a, b) => a - b)).toEqual([10, ...Array.from({ length: 63 }, () => 30)]);
    expect(await given.store.buddies.counter(world, STOCK, buddies[0]!.buddy_id)).toBe(1);
  });

  it('first events of one user make one seat', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const results = await spread((store) => store.change(earn(world, seat, 1)));
    const ids = results.map((result) =>
      result.status === 'fulfilled' ? changed(result.value).buddy.buddy_id : (result.reason as unknown),
    );
    expect(new Set(ids).size).toBe(1);
    expect(coinsIn(await hatch(given.store, world, seat))).toBe(64);
  });

  it('sendings of one event, from every process, have one effect', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const results = await spread((store) => store.change(earn(world, seat, 10, 'once')));
    const kinds = results.map((result) =>
      result.status === 'fulfilled' ? result.value.kind : (result.reason as unknown),
    );
    expect(kinds.filter((kind) => kind === 'changed')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'duplicate')).toHaveLength(63);
  });

  it('commands on many buddies and shared numbers, in any order, block nobody for good', async () => {
    const world = newWorld();
    const keys = ['a', 'b', 'c', 'd'].map((key) => ({ scope: 'shared' as const, key }));
    const seats = Array.from({ length: 8 }, () => newSeat());
    const results = await spread((store, index) => {
      const wanted = index % 2 ? keys : keys.toReversed();
      return store.change(
        onSeat(
          world,
          seats[(index * 5) % 8]!,
          ({ buddy, counters }) => ({
            buddy,
            counters: wanted.map((key) => ({ ...key, value: counters(key) + 1 })),
            answer: null,
          }),
          { counters: () => wanted },
        ),
      );
    });
    expect(results.filter((result) => result.status === 'rejected')).toEqual([]);
    const counters = await given.store.buddies.counters(world, keys, 'nobody');
    expect(keys.map(counters)).toEqual([64, 64, 64, 64]);
  });
});
