import { expect, it } from 'vitest';
import { behindTheBack } from '../support/behind-the-back.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { coinsIn, earn, hatch, onSeat, withCoins } from '../support/commands.ts';
import { ledgerRow, newSeat, newWorld } from '../support/rows.ts';

onEachDatabase('the ledger', (given) => {
  it.each(['UPDATE ledger SET amount = amount + 1', 'DELETE FROM ledger'])('refuses %s', async (statement) => {
    await given.store.change(earn(newWorld(), newSeat(), 5));
    await expect(behindTheBack(given.database, statement)).rejects.toThrow('The ledger only grows');
  });

  it('refuses a balance below zero, a movement of nothing and a number that is taken', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    await given.store.change(earn(world, seat, 5));
    const write = (seq: number, amount: number, balance: number) =>
      given.store.change(
        onSeat(world, seat, ({ buddy }) => ({ buddy, ledger: [ledgerRow(buddy, seq, amount, balance)], answer: null })),
      );
    await expect(write(2, -10, -5)).rejects.toThrow(/balance_after/);
    await expect(write(2, 0, 5)).rejects.toThrow(/amount/);
    await expect(write(1, 5, 10)).rejects.toThrow(/unique|UNIQUE/);
    const buddy = await hatch(given.store, world, seat);
    expect(coinsIn(buddy)).toBe(5);
    expect(buddy.version).toBe(2);
  });

  it('is read newest first, a page at a time, all of it or one currency', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const gems = (amount: number) =>
      onSeat(world, seat, ({ buddy }) => {
        const paid = withCoins(buddy, amount);
        return { ledger: [{ ...paid.ledger[0]!, currency: 'gem', seq: amount, balance_after: amount }], answer: null };
      });
    for (let amount = 1; amount <= 5; amount++) {
      await given.store.change(earn(world, seat, amount));
      await given.store.change(gems(amount));
    }
    const { buddy_id } = await hatch(given.store, world, seat);
    const read = async (currency: string | undefined, limit: number) => {
      const pages: [string, number][][] = [];
      for (let after: string | undefined; ;) {
        const page = await given.store.buddies.ledger(buddy_id, currency, { limit, after });
        if (page.length === 0) return pages;
        pages.push(page.map((row) => [row.currency, row.amount]));
        after = page.at(-1)!.ledger_id;
      }
    };
    expect(await read('coin', 2)).toEqual([
      [
        ['coin', 5],
        ['coin', 4],
      ],
      [
        ['coin', 3],
        ['coin', 2],
      ],
      [['coin', 1]],
    ]);
    expect((await read(undefined, 4)).flat()).toEqual(
      [5, 4, 3, 2, 1].flatMap((amount) => [
        ['gem', amount],
        ['coin', amount],
      ]),
    );
  });
});
