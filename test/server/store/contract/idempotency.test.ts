import { expect, it } from 'vitest';
import type { IdempotencyRow } from '../../../../src/server/store/rows.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { ids, newSeat, newWorld, NOW, onSeat } from '../support/rows.ts';

function row(more: Partial<IdempotencyRow> = {}): IdempotencyRow {
  return {
    scope: ids('key'),
    key: 'k',
    fingerprint: 'f',
    answer: null,
    response: null,
    leased_until: NOW + 1000,
    created_at: NOW,
    ...more,
  };
}

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
    await idempotency.finish(held.scope, held.key, 'sealed');
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
    const command = onSeat(newWorld(), newSeat(), () => ({ answer: { paid: 5 } }), { idempotency: held });
    await given.store.change(command);
    await idempotency.release(held.scope, held.key);
    expect(await idempotency.begin(held, NOW + 5000)).toEqual({ ...held, answer: { paid: 5 } });
  });

  it('are forgotten when they are old', async () => {
    const [old, young] = [row({ created_at: 1000 }), row({ created_at: 2000 })];
    for (const held of [old, young]) await given.store.idempotency.begin(held, NOW);
    expect(await given.store.idempotency.deleteBefore(2000)).toBe(1);
    expect(await given.store.idempotency.begin(old, NOW)).toBeNull();
    expect(await given.store.idempotency.begin(young, NOW)).toEqual(young);
  });
});
