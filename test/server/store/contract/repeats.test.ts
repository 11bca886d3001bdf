import { expect, it } from 'vitest';
import type { Command, Snapshot } from '../../../../src/server/store/command.ts';
import { inUnit, Unit } from '../../../../src/server/store/unit/unit.ts';
import type { Storage } from '../../../../src/server/storage.ts';
import type { World } from '../../../../src/server/store/rows.ts';
import { changed, coinsIn, earn, hatch, onSeat, withCoins } from '../support/commands.ts';
import { idempotencyRow, ids, newSeat, newWorld, NOW } from '../support/rows.ts';
import { hashForTests } from '../../../support/databases.ts';
import { onEachDatabase } from '../support/each-database.ts';

onEachDatabase('a repeat', (given) => {
  it('of an event answers with the first effects, whatever else it says', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const first = changed(await given.store.change(earn(world, seat, 5, 'e1')));
    const again = await given.store.change(earn(world, newSeat(), 50, 'e1'));
    expect(again).toEqual({
      kind: 'duplicate',
      effects: expect.objectContaining({ coins: 5 }) as unknown,
      buddy_id: first.buddy.buddy_id,
      evt_id: (await given.store.events.list(world, {}, { limit: 10 })).map(({ evt_id }) => evt_id).join(),
    });
    expect(await given.store.events.list(world, {}, { limit: 10 })).toHaveLength(1);
  });

  it('of an event is known in its own world alone', async () => {
    const seat = newSeat();
    const world = newWorld();
    for (const other of [world, newWorld(), { ...world, mode: 'live' as const }])
      expect(await given.store.change(earn(other, seat, 5, 'e1'))).toMatchObject({ kind: 'changed' });
  });

  it('of an event sent 64 times at once has one effect and 63 equal answers', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const outcomes = await Promise.all(
      Array.from({ length: 64 }, () => given.store.change(earn(world, seat, 10, 'same'))),
    );
    const kinds = outcomes.map((outcome) => outcome.kind);
    expect(kinds.filter((kind) => kind === 'changed')).toHaveLength(1);
    const repeats = outcomes.filter((outcome) => outcome.kind === 'duplicate');
    expect(new Set(repeats.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(coinsIn(await hatch(given.store, world, seat))).toBe(10);
  });

  it('of an event sent at once for many users has one effect', async () => {
    const world = newWorld();
    const seats = Array.from({ length: 64 }, () => newSeat());
    const outcomes = await Promise.all(seats.map((seat) => given.store.change(earn(world, seat, 10, 'same'))));
    expect(outcomes.filter((outcome) => outcome.kind === 'changed')).toHaveLength(1);
    expect(await given.store.events.list(world, {}, { limit: 10 })).toHaveLength(1);
  });

  it('of an event that was refused is decided again', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const refused: Command<unknown> = {
      ...earn(world, seat, 5, 'e1'),
      decide: () => {
        throw new Error('refused');
      },
    };
    await expect(given.store.change(refused)).rejects.toThrow('refused');
    expect(await given.store.change(earn(world, seat, 5, 'e1'))).toMatchObject({ kind: 'changed' });
  });

  it('under an idempotency key gets the first answer', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const key = await heldKey(given.store);
    const pay = () => {
      const decide = ({ buddy }: Snapshot) => ({ ...withCoins(buddy, 5), answer: { paid: 5, at: ids('event') } });
      return inUnit(new Unit(key, () => null), () => given.store.change(onSeat(world, seat, decide)));
    };
    const first = changed(await pay());
    expect(await pay()).toEqual({ kind: 'replayed', answer: first.answer });
    expect(coinsIn(await hatch(given.store, world, seat))).toBe(5);
  });

  it('under an idempotency key at once is carried out once', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const key = await heldKey(given.store);
    const pay = () => {
      const paying = onSeat(world, seat, ({ buddy }) => ({ ...withCoins(buddy, 5), answer: null }));
      return inUnit(new Unit(key, () => null), () => given.store.change(paying));
    };
    const outcomes = await Promise.all(Array.from({ length: 16 }, pay));
    expect(outcomes.filter((outcome) => outcome.kind === 'changed')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'replayed')).toHaveLength(15);
    expect(coinsIn(await hatch(given.store, world, seat))).toBe(5);
  });

  it('of an event is known from its hash after its user was erased', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    await given.store.change(earn(world, seat, 5, 'e1'));
    await erase(given.store, world, seat.user_id);
    expect(await given.store.change(earn(world, seat, 5, 'e1'))).toMatchObject({
      kind: 'duplicate',
      effects: { coins: 0 },
      buddy_id: null,
    });
    expect(await given.store.change(earn(world, seat, 5, 'e2'))).toMatchObject({ kind: 'changed' });
  });
});

async function heldKey(store: Storage): Promise<{ scope: string; key: string }> {
  const { scope, key } = idempotencyRow();
  await store.idempotency.begin(idempotencyRow({ scope, key }), NOW);
  return { scope, key };
}

async function erase(store: Storage, world: World, userId: string): Promise<void> {
  await store.users.erase(world, userId, hashForTests, NOW);
}
