import { expect, it } from 'vitest';
import type { Receipt, World } from '../../../../src/server/store/rows.ts';
import { hashForTests } from '../../../support/databases.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { earn, sessionOf } from '../support/commands.ts';
import {
  assetRow,
  configRow,
  endpointRow,
  idempotencyRow as row,
  keyRow,
  newSeat,
  newWorld,
  NOW,
  sessionRow,
} from '../support/rows.ts';

onEachDatabase('what a call writes and its receipt', (given) => {
  const begun = async () => {
    const held = row();
    await given.store.idempotency.begin(held, NOW);
    return { receipt: { scope: held.scope, key: held.key, response: 'sealed' }, held };
  };
  const isKept = async (held: ReturnType<typeof row>) =>
    (await given.store.idempotency.begin(held, NOW))!.response === 'sealed';

  type Write = (world: World, receipt: Receipt) => Promise<unknown>;
  const writes: [name: string, write: Write][] = [
    ['a key', (world, receipt) => given.store.keys.insert(keyRow(world), receipt)],
    ['a session', async (world, receipt) => given.store.sessions.insert(await sessionOf(given.store, world), receipt)],
    ['an endpoint', (world, receipt) => given.store.endpoints.insert(endpointRow(world), receipt)],
    ['an asset', (world, receipt) => given.store.assets.insert(assetRow(world), receipt)],
    [
      'a rotated key',
      async (world, receipt) => {
        const old = keyRow(world);
        await given.store.keys.insert(old);
        await given.store.keys.replace(world, old.key_id, keyRow(world), NOW, receipt);
      },
    ],
    [
      'a key that ended',
      async (world, receipt) => {
        const key = keyRow(world);
        await given.store.keys.insert(key);
        await given.store.keys.expire(world, key.key_id, NOW, NOW, false, receipt);
      },
    ],
    [
      'a changed endpoint',
      async (world, receipt) => {
        const endpoint = endpointRow(world);
        await given.store.endpoints.insert(endpoint);
        await given.store.endpoints.update(
          world,
          endpoint.endpoint_id,
          (before) => before,
          () => receipt,
        );
      },
    ],
    [
      'a removed endpoint',
      async (world, receipt) => {
        const endpoint = endpointRow(world);
        await given.store.endpoints.insert(endpoint);
        await given.store.endpoints.remove(world, endpoint.endpoint_id, NOW, receipt);
      },
    ],
    [
      'a published draft',
      async (world, receipt) => {
        await given.store.configs.saveDraft(configRow(world));
        await given.store.configs.publish(world, NOW, { receiptOf: () => receipt });
      },
    ],
    [
      'an erasure',
      async (world, receipt) => {
        const seat = newSeat();
        await given.store.change(earn(world, seat, 1));
        await given.store.users.erase(world, seat.user_id, hashForTests, NOW, receipt);
      },
    ],
  ];
  it.each(writes)('are written together: %s', async (_what, write) => {
    const { receipt, held } = await begun();
    await write(newWorld(), receipt);
    expect(await isKept(held)).toBe(true);
  });

  const failures: [name: string, write: Write][] = [
    [
      'a key that is taken',
      async (world, receipt) => {
        const key = keyRow(world);
        await given.store.keys.insert(key);
        await expect(given.store.keys.insert(key, receipt)).rejects.toThrow();
      },
    ],
    ['no key', (world, receipt) => given.store.keys.expire(world, 'key_none', NOW, NOW, false, receipt)],
    ['no key to rotate', (world, receipt) => given.store.keys.replace(world, 'key_none', keyRow(world), NOW, receipt)],
    [
      'no endpoint',
      (world, receipt) =>
        given.store.endpoints.update(
          world,
          'whe_none',
          (row) => row,
          () => receipt,
        ),
    ],
    ['nothing to remove', (world, receipt) => given.store.endpoints.remove(world, 'whe_none', NOW, receipt)],
    ['no draft', (world, receipt) => given.store.configs.publish(world, NOW, { receiptOf: () => receipt })],
    ['no buddy for a session', (world, receipt) => given.store.sessions.insert(sessionRow(world), receipt)],
    ['nobody to erase', (world, receipt) => given.store.users.erase(world, 'nobody', hashForTests, NOW, receipt)],
  ];
  it.each(failures)('are not written: %s', async (_what, write) => {
    const { receipt, held } = await begun();
    await write(newWorld(), receipt);
    expect(await isKept(held)).toBe(false);
  });
});
