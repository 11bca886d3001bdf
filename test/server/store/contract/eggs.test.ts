import { expect, it } from 'vitest';
import { onEachDatabase } from '../support/each-database.ts';
import { hatch, onSeat } from '../support/commands.ts';
import { eggRow, idempotencyRow, newSeat, newWorld, NOW } from '../support/rows.ts';

onEachDatabase('eggs', (given) => {
  it('wait one to a seat', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const { eggs } = given.store;
    const rows = Array.from({ length: 8 }, () => eggRow(world, seat));
    const inserted = await Promise.all(rows.map((row) => eggs.insert(row)));
    const laid = inserted.filter((row) => row !== null);
    expect(laid).toHaveLength(1);
    const active = await eggs.active(world, seat);
    expect(active).toEqual(laid[0]);
    expect(rows).toContainEqual(active);
    expect(await eggs.insert(eggRow(world, newSeat()))).not.toBeNull();
    expect(await eggs.insert(eggRow(newWorld(), seat))).not.toBeNull();
    expect(await eggs.setStatus(world, active!.egg_id, 'cancelled', ['waiting'], NOW)).toBe(true);
    expect(await eggs.active(world, seat)).toBeNull();
    expect(await eggs.insert(eggRow(world, seat))).not.toBeNull();
  });

  it('are laid once under one Idempotency-Key, however often they are asked for', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const { eggs, idempotency } = given.store;
    const held = idempotencyRow();
    await idempotency.begin(held, NOW);
    const first = eggRow(world, seat);
    expect(await eggs.insert(first, held)).toEqual(first);
    expect(await eggs.insert(eggRow(world, seat), held)).toEqual(first);
    expect(await eggs.insert(eggRow(world, seat), idempotencyRow())).toBeNull();
    expect(await eggs.list(world, {}, { limit: 9 })).toEqual([first]);
    await idempotency.release(held.scope, held.key);
    expect(await idempotency.begin(held, NOW)).toMatchObject({ answer: first.egg_id });
  });

  it('are not laid where a buddy lives', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    await hatch(given.store, world, seat);
    expect(await given.store.eggs.insert(eggRow(world, seat))).toBeNull();
    expect(await given.store.eggs.active(world, seat)).toBeNull();
  });

  it('and buddies never share a seat, however they race', async () => {
    const world = newWorld();
    for (let round = 0; round < 10; round++) {
      const seat = newSeat();
      const egg = eggRow(world, seat, { status: 'hatching' });
      await given.store.eggs.insert(egg);
      const hatching = onSeat(world, seat, ({ buddy }) => ({
        buddy: { ...buddy, status: 'alive' as const },
        egg: { ...egg, status: 'hatched' as const, buddy_id: buddy.buddy_id },
        answer: null,
      }));
      const laid = Array.from({ length: 4 }, () => given.store.eggs.insert(eggRow(world, seat)));
      await Promise.all([given.store.change(hatching), ...laid]);
      expect(await given.store.eggs.active(world, seat)).toBeNull();
    }
  });

  it('change status only from where they are', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const { eggs } = given.store;
    const egg = eggRow(world, seat);
    await eggs.insert(egg);
    expect(await eggs.setStatus(world, egg.egg_id, 'hatching', ['ready'], NOW + 1)).toBe(false);
    expect(await eggs.setStatus(newWorld(), egg.egg_id, 'ready', ['waiting'], NOW + 1)).toBe(false);
    expect(await eggs.setStatus(world, egg.egg_id, 'ready', ['waiting', 'ready'], NOW + 1)).toBe(true);
    expect(await eggs.byId(world, egg.egg_id)).toEqual({ ...egg, status: 'ready', updated_at: NOW + 1 });
    expect(await eggs.byId(newWorld(), egg.egg_id)).toBeNull();
  });

  it('are listed newest first and filtered', async () => {
    const world = newWorld();
    const rows = [eggRow(world, newSeat()), eggRow(world, newSeat('teachers'), { status: 'ready' })];
    for (const row of rows) await given.store.eggs.insert(row);
    const { eggs } = given.store;
    expect(await eggs.list(world, {}, { limit: 10 })).toEqual([rows[1], rows[0]]);
    expect(await eggs.list(world, { status: 'ready' }, { limit: 10 })).toEqual([rows[1]]);
    expect(await eggs.list(world, { user_id: rows[0]!.user_id, audience: 'default' }, { limit: 10 })).toEqual([
      rows[0],
    ]);
    expect(await eggs.list(world, {}, { limit: 10, after: rows[1]!.egg_id })).toEqual([rows[0]]);
  });
});
