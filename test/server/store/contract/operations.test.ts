import { expect, it } from 'vitest';
import type { OperationRow } from '../../../../src/server/store/rows.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { hatch, onBuddy } from '../support/commands.ts';
import { newWorld, NOW, operationRow } from '../support/rows.ts';

const LEASE = 1000;

onEachDatabase('operations', (given) => {
  async function order(count: number): Promise<OperationRow[]> {
    const world = newWorld();
    const buddy = await hatch(given.store, world);
    const operations = Array.from({ length: count }, (_, index) => operationRow(buddy, { created_at: NOW + index }));
    await given.store.change(onBuddy(world, buddy.buddy_id, () => ({ operations, answer: null })));
    return operations;
  }

  async function end(row: OperationRow, more: Partial<OperationRow>): Promise<void> {
    await given.store.change(onBuddy(row, row.buddy_id, () => ({ operations: [{ ...row, ...more }], answer: null })));
  }

  it('are claimed oldest first, held for a lease, and then by another', async () => {
    const [first, second, third] = await order(3);
    const { operations } = given.store;
    const held = (row: OperationRow | undefined, now: number) => ({
      ...row,
      status: 'running',
      leased_until: now + LEASE,
    });
    expect(await operations.claim(NOW, LEASE, 2)).toEqual([held(first, NOW), held(second, NOW)]);
    expect(await operations.claim(NOW + 1, LEASE, 2)).toEqual([held(third, NOW + 1)]);
    expect(await operations.claim(NOW + LEASE - 1, LEASE, 2)).toEqual([]);
    await end(first!, { status: 'succeeded', result: { stage: 1, picture_hash: 'ab' }, completed_at: NOW + 5 });
    expect(await operations.claim(NOW + LEASE, LEASE, 9)).toEqual([held(second, NOW + LEASE)]);
    expect(await operations.open(first!.buddy_id)).toHaveLength(2);
    for (const row of [second!, third!]) await end(row, { status: 'failed', error: { code: 'x', message: 'X.' } });
    expect(await operations.open(first!.buddy_id)).toEqual([]);
    expect(await operations.claim(NOW + 9 * LEASE, LEASE, 9)).toEqual([]);
  });

  it('are claimed by one of many at once', async () => {
    const rows = await order(20);
    const claims = await Promise.all(Array.from({ length: 8 }, () => given.store.operations.claim(NOW, LEASE, 5)));
    const claimed = claims.flat().map((row) => row.operation_id);
    expect(new Set(claimed).size).toBe(claimed.length);
    expect(claimed.length).toBe(20);
    for (const row of rows) await end(row, { status: 'succeeded' });
  });

  it('are read in their own world', async () => {
    const [row] = await order(1);
    expect(await given.store.operations.byId(row!, row!.operation_id)).toEqual(row);
    expect(await given.store.operations.byId(newWorld(), row!.operation_id)).toBeNull();
    await end(row!, { status: 'succeeded', result: { stage: 2, picture_hash: 'cd' }, completed_at: NOW });
    expect(await given.store.operations.byId(row!, row!.operation_id)).toMatchObject({
      status: 'succeeded',
      result: { stage: 2, picture_hash: 'cd' },
    });
  });
});
