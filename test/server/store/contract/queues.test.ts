import { expect, it } from 'vitest';
import { onEachDatabase } from '../support/each-database.ts';
import { hatch, onBuddy } from '../support/commands.ts';
import { deliveryRow, newSeat, newWorld, NOW, operationRow } from '../support/rows.ts';

onEachDatabase('what waits', (given) => {
  it('is counted over every world, up to a limit', async () => {
    const { store } = given;
    const depths = (most: number) => store.queues.depths(NOW, most);
    const nothing = { operations_pending: 0, operations_running: 0, deliveries_pending: 0, buddies_due: 0 };
    expect(await depths(10)).toEqual(nothing);

    for (const world of [newWorld('live'), newWorld('test')]) {
      const { buddy_id } = await hatch(store, world, newSeat(), { wake_at: NOW });
      await hatch(store, world, newSeat(), { wake_at: NOW + 1 });
      await hatch(store, world, newSeat(), { wake_at: null });
      await store.change(
        onBuddy(world, buddy_id, ({ buddy }) => ({
          operations: [
            operationRow(buddy),
            operationRow(buddy),
            operationRow(buddy, { status: 'running', leased_until: NOW }),
            operationRow(buddy, { status: 'failed', completed_at: NOW }),
          ],
          deliveries: [
            ...['whe_1', 'whe_2', 'whe_3'].map((endpoint) => deliveryRow(world, endpoint)),
            deliveryRow(world, 'whe_1', { status: 'succeeded' }),
          ],
          answer: null,
        })),
      );
    }
    const all = { operations_pending: 4, operations_running: 2, deliveries_pending: 6, buddies_due: 2 };
    expect(await depths(10)).toEqual(all);
    const { operations_pending, operations_running, ...others } = await depths(3);
    expect(operations_pending + operations_running).toBe(3);
    expect(others).toEqual({ deliveries_pending: 3, buddies_due: 2 });
  });
});
