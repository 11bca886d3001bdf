import { expect, it } from 'vitest';
import { ERASED, aboutSeveral, aboutOne } from '../../../../src/server/store/subjects.ts';
import { inUnit, Unit } from '../../../../src/server/store/unit/unit.ts';
import { hashForTests } from '../../../support/databases.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { earn, hatch, onSeat, lay } from '../support/commands.ts';
import { eggRow, idempotencyRow as row, newSeat, newWorld, NOW } from '../support/rows.ts';

onEachDatabase('idempotency keys', (given) => {
  it('are held by one of many at once', async () => {
    const held = row();
    const begun = await Promise.all(Array.from({ length: 8 }, () => given.store.idempotency.begin(held, NOW)));
    expect(begun.filter((found) => found === null)).toHaveLength(1);
    expect(begun.filter((found) => found !== null)).toEqual(Array.from({ length: 7 }, () => held));
  });

  it('answer what was stored, and give way to nobody', async () => {
    const held = row();
    const { idempotency } = given.store;
    await idempotency.begin(held, NOW);
    await idempotency.finish({ ...held, response: 'sealed' });
    expect(await idempotency.begin(row({ ...held, fingerprint: 'g' }), NOW + 5000)).toEqual({
      ...held,
      response: 'sealed',
    });
    await idempotency.release(held.scope, held.key);
    expect(await idempotency.begin(held, NOW + 5000)).toEqual({ ...held, response: 'sealed' });
  });

  it('are free again after a failure, or when the lease of the same call runs out', async () => {
    const held = row();
    const { idempotency } = given.store;
    await idempotency.begin(held, NOW);
    await idempotency.release(held.scope, held.key);
    expect(await idempotency.begin(held, NOW)).toBeNull();
    expect(await idempotency.begin(held, NOW + 999)).toEqual(held);
    expect(await idempotency.begin({ ...held, fingerprint: 'g' }, NOW + 1000)).toEqual(held);
    expect(await idempotency.begin({ ...held, leased_until: NOW + 2000 }, NOW + 1000)).toBeNull();
    expect(await idempotency.begin(held, NOW + 1500)).toEqual({ ...held, leased_until: NOW + 2000 });
  });

  it('stay with the change that was committed under them', async () => {
    const held = row();
    const { idempotency } = given.store;
    await idempotency.begin(held, NOW);
    const command = onSeat(newWorld(), newSeat(), () => ({ answer: { paid: 5 } }));
    await inUnit(new Unit(held, () => null), () => given.store.change(command));
    await idempotency.release(held.scope, held.key);
    expect(await idempotency.begin(held, NOW + 5000)).toEqual({ ...held, answer: { paid: 5 } });
  });

  it('are forgotten when they are old', async () => {
    const [old, young] = [row({ created_at: 1000 }), row({ created_at: 2000 })];
    for (const held of [old, young]) await given.store.idempotency.begin(held, NOW);
    await given.store.idempotency.forget(old, 1000);
    expect(await given.store.idempotency.begin(old, NOW)).toEqual(old);
    expect(await given.store.idempotency.deleteBefore(2000, 9)).toBe(1);
    expect(await given.store.idempotency.begin(old, NOW)).toBeNull();
    expect(await given.store.idempotency.begin(young, NOW)).toEqual(young);
  });

  it('lose what they hold when the user whom it is about is erased', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const { idempotency, users } = given.store;
    const egg = eggRow(world, seat);
    await lay(given.store, egg);
    const { buddy_id } = await hatch(given.store, world, seat);
    const about = [seat.user_id, buddy_id, egg.egg_id].map((id) => row({ subject: aboutOne(world, id) }));
    const another = [aboutOne(world, 'another'), aboutOne(newWorld(), seat.user_id), null];
    const others = another.map((subject) => row({ subject }));
    for (const held of [...about, ...others]) await idempotency.begin(held, NOW);
    const naming = onSeat(world, seat, () => ({ answer: 'Pip' }));
    await inUnit(new Unit(about[0]!, () => null), () => given.store.change(naming));
    for (const held of [about[0]!, others[0]!]) await idempotency.finish({ ...held, response: 'sealed' });
    await users.erase(world, seat.user_id, hashForTests, NOW);

    // One of them was still running: what it answers now is not kept either.
    await idempotency.finish({ ...about[1]!, response: 'too late' });
    for (const held of about) {
      await idempotency.release(held.scope, held.key);
      expect(await idempotency.begin(held, NOW + 5000)).toEqual({
        ...held,
        subject: null,
        answer: null,
        response: ERASED,
      });
    }
    expect(await idempotency.begin(others[0]!, NOW)).toEqual({ ...others[0]!, response: 'sealed' });
    for (const held of others.slice(1)) expect(await idempotency.begin(held, NOW)).toEqual(held);
  });

  it('of calls about several users go altogether when one of their world is erased', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const { idempotency, users } = given.store;
    const [batch, elsewhere] = [world, newWorld()].map((where) => row({ subject: aboutSeveral(where) }));
    for (const held of [batch!, elsewhere!]) await idempotency.begin(held, NOW);
    await given.store.change(earn(world, seat, 1));
    await users.erase(world, seat.user_id, hashForTests, NOW);
    await idempotency.finish({ ...batch!, response: 'too late' });
    expect(await idempotency.begin(batch!, NOW)).toBeNull();
    expect(await idempotency.begin(elsewhere!, NOW)).toEqual(elsewhere);
  });
});
