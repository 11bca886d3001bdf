import { expect, it } from 'vitest';
import type { EggRow } from '../../../../src/server/store/rows.ts';
import { inUnit, Unit } from '../../../../src/server/store/unit/unit.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { changed, hatch, lay, onSeat } from '../support/commands.ts';
import { eggRow, idempotencyRow, newSeat, newWorld, NOW } from '../support/rows.ts';

onEachDatabase('eggs', (given) => {
  it('wait one to a seat', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const rows = Array.from({ length: 8 }, () => eggRow(world, seat));
    const laid = await Promise.all(rows.map((row) => lay(given.store, row)));
    expect(laid.filter(Boolean)).toHaveLength(1);
    const there = await given.store.eggs.list(world, {}, { limit: 9 });
    expect(there).toEqual([rows[laid.indexOf(true)]]);
    expect(await given.store.buddies.inSeat(world, seat)).toMatchObject({
      status: 'unhatched',
      version: 1,
      egg_id: there[0]!.egg_id,
    });
    expect(await lay(given.store, eggRow(world, newSeat()))).toBe(true);
    expect(await lay(given.store, eggRow(newWorld(), seat))).toBe(true);
  });

  it('are shown to a command on their seat, of an unhatched one alone where that is asked for', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const egg = eggRow(world, seat);
    await lay(given.store, egg);
    const look = async (loadEgg: string) => {
      const looking = onSeat(world, seat, ({ egg: seen }) => ({ answer: seen?.egg_id ?? null }), { loadEgg });
      return changed(await given.store.change<string | null>(looking)).answer;
    };
    expect([await look('own'), await look('waiting')]).toEqual([egg.egg_id, egg.egg_id]);
    await hatch(given.store, world, seat, { egg_id: egg.egg_id });
    expect([await look('own'), await look('waiting')]).toEqual([egg.egg_id, null]);
  });

  it('are laid once under one Idempotency-Key, however often they are asked for', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const held = idempotencyRow();
    await given.store.idempotency.begin(held, NOW);
    const first = eggRow(world, seat);
    const layOnce = (egg: EggRow) => inUnit(new Unit(held, () => null), () => lay(given.store, egg));
    expect(await layOnce(first)).toBe(true);
    expect(await layOnce(eggRow(world, seat))).toBe(true);
    expect(await given.store.eggs.list(world, {}, { limit: 9 })).toEqual([first]);
  });

  it('and buddies never share a seat, however they race', async () => {
    const world = newWorld();
    for (let round = 0; round < 10; round++) {
      const seat = newSeat();
      const egg = eggRow(world, seat, { status: 'hatching' });
      await lay(given.store, egg);
      const hatching = onSeat(world, seat, ({ buddy }) => ({
        buddy: { ...buddy, status: 'alive' as const },
        egg: { ...egg, status: 'hatched' as const, buddy_id: buddy.buddy_id },
        answer: null,
      }));
      const laid = Array.from({ length: 4 }, () => lay(given.store, eggRow(world, seat)));
      await Promise.all([given.store.change(hatching), ...laid]);
      expect(await given.store.eggs.list(world, { user_id: seat.user_id }, { limit: 9 })).toHaveLength(1);
    }
  });

  it('are listed newest first and filtered', async () => {
    const world = newWorld();
    const rows = [eggRow(world, newSeat()), eggRow(world, newSeat('teachers'), { status: 'ready' })];
    for (const row of rows) await lay(given.store, row);
    const { eggs } = given.store;
    expect(await eggs.list(world, {}, { limit: 10 })).toEqual([rows[1], rows[0]]);
    expect(await eggs.list(world, { status: 'ready' }, { limit: 10 })).toEqual([rows[1]]);
    expect(await eggs.list(world, { user_id: rows[0]!.user_id, audience: 'default' }, { limit: 10 })).toEqual([
      rows[0],
    ]);
    expect(await eggs.list(world, {}, { limit: 10, after: rows[1]!.egg_id })).toEqual([rows[0]]);
  });
});
