import { expect, it } from 'vitest';
import { behindTheBack } from '../support/behind-the-back.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { coinsIn, earn, hatch, onSeat, withCoins } from '../support/commands.ts';
import { ledgerRow, newSeat, newWorld } from '../support/rows.ts';

onEachDatabase('the ledger', (given) => {
  it.each(['UPDATE ledger SET amount = amount + 1', "UPDATE ledger SET reason = 'other'", 'DELETE FROM ledger'])(
    'refuses %s',
    async (statement) => {
      await given.store.change(earn(newWorld(), newSeat(), 5));
      await expect(behindTheBack(given.database, statement)).rejects.toThrow('The ledger only grows');
    },
  );

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

  it('keeps every amount and text as it was written', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const most = Number.MAX_SAFE_INTEGER;
    const amounts = [most, -most, 2 ** 32, -1, 1 - 2 ** 32, 2 ** 31, -(2 ** 31), 255];
    const reasons = amounts.map((amount) => `{"${amount}",NULL} \\ 🐉 é\n`.repeat(amount === 255 ? 10_000 : 1));
    await given.store.change(
      onSeat(world, seat, ({ buddy }) => {
        let balance = 0;
        const ledger = amounts.map((amount, index) => ({
          ...ledgerRow(buddy, index + 1, amount, (balance += amount)),
          reason: reasons[index]!,
          config_version_id: index % 2 ? null : '',
        }));
        return { buddy, ledger, answer: null };
      }),
    );
    const { buddy_id } = await hatch(given.store, world, seat);
    const rows = (await given.store.buddies.ledger(buddy_id, 'coin', { limit: 100 })).toReversed();
    expect(rows.map((row) => row.amount)).toEqual(amounts);
    expect(rows.map((row) => row.reason)).toEqual(reasons);
    expect(rows.map((row) => row.config_version_id)).toEqual(amounts.map((_, index) => (index % 2 ? null : '')));
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
