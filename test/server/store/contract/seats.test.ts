import { expect, it } from 'vitest';
import { Refusal } from '../../../../src/contract/errors.ts';
import { changed, earn, hatch, onBuddy, onSeat } from '../support/commands.ts';
import { ids, newSeat, newWorld } from '../support/rows.ts';
import { onEachDatabase } from '../support/each-database.ts';

onEachDatabase('a seat', (given) => {
  it('gets an unhatched row at its first use, and keeps it', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const first = changed(await given.store.change(onSeat(world, seat)));
    const second = changed(await given.store.change(onSeat(world, seat)));
    expect(first.buddy).toMatchObject({ ...world, ...seat, status: 'unhatched', version: 0 });
    expect(second.buddy).toEqual(first.buddy);
  });

  it('is not there for a reader until it hatches', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    await given.store.change(earn(world, seat, 5));
    expect(await given.store.buddies.bySeat(world, seat)).toBeNull();
    const buddy = await hatch(given.store, world, seat);
    expect(await given.store.buddies.bySeat(world, seat)).toEqual(buddy);
  });

  it('leaves nothing behind when the first command is refused or a dry run', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const refused = onSeat(world, seat, () => {
      throw new Refusal('conflict', 'No.');
    });
    await expect(given.store.change(refused)).rejects.toThrow('No.');
    await given.store.change({ ...earn(world, seat, 5), dry_run: true });
    expect((await given.store.users.export(world, seat.user_id))['buddies']).toEqual([]);
  });

  it('is empty again once its buddy is archived', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const old = await hatch(given.store, world, seat);
    const both = await Promise.all([
      given.store.change(
        onBuddy(world, old.buddy_id, ({ buddy }) => ({ buddy: { ...buddy, status: 'archived' }, answer: null })),
      ),
      given.store.change(earn(world, seat, 3)),
    ]);
    expect(changed(both[1]).buddy.buddy_id).not.toBe(old.buddy_id);
    expect(changed(both[1]).buddy).toMatchObject({ status: 'unhatched', version: old.version + 3 });
    await expect(given.store.change(onBuddy(world, old.buddy_id))).rejects.toMatchObject({
      code: 'resource_not_found',
    });
  });

  it('belongs to one world', async () => {
    const buddy = await hatch(given.store, newWorld());
    await expect(given.store.change(onBuddy(newWorld(), buddy.buddy_id))).rejects.toMatchObject({
      code: 'resource_not_found',
    });
    const otherMode = { customer_id: buddy.customer_id, mode: 'live' as const };
    await expect(given.store.change(onBuddy(otherMode, buddy.buddy_id))).rejects.toMatchObject({
      code: 'resource_not_found',
    });
    await expect(given.store.change(onBuddy(newWorld(), ids('buddy')))).rejects.toBeInstanceOf(Refusal);
  });
});
