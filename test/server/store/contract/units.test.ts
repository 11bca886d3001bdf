import { expect, it, vi } from 'vitest';
import { replayQueries } from '../../../../src/server/webhooks/replay/queries.ts';
import type { BuddyMoveRow, World } from '../../../../src/server/store/rows.ts';
import { ERASED } from '../../../../src/server/store/subjects.ts';
import { outsideUnit, inUnit, openUnit, Unit } from '../../../../src/server/store/unit/unit.ts';
import { hashForTests } from '../../../support/databases.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { earn, hatch, onSeat, sessionOf, withCoins } from '../support/commands.ts';
import {
  assetRow,
  configRow,
  deliveryRow,
  endpointRow,
  idempotencyRow as row,
  ids,
  keyRow,
  newSeat,
  newWorld,
  NOW,
  sessionRow,
} from '../support/rows.ts';

/** As the gate makes it: nothing is sealed where nothing was done. */
const unitOf = ({ scope, key }: { scope: string; key: string }) =>
  new Unit({ scope, key }, (result) =>
    result === false || result === null ? null : `sealed ${JSON.stringify(result)}`,
  );

onEachDatabase('what a call writes and its answer', (given) => {
  const begun = async () => {
    const held = row();
    await given.store.idempotency.begin(held, NOW);
    return held;
  };
  const kept = async (held: ReturnType<typeof row>) => (await given.store.idempotency.begin(held, NOW))!;

  type Write = () => Promise<unknown>;
  const writes: [name: string, result: unknown, prepared: (world: World) => Write | Promise<Write>][] = [
    ['a key', 'Key', (world) => () => given.store.keys.insert(keyRow(world), 'Key')],
    [
      'a session',
      'Session',
      async (world) => {
        const session = await sessionOf(given.store, world);
        return () => given.store.sessions.insert(session, 'Session');
      },
    ],
    ['an endpoint', 'Endpoint', (world) => () => given.store.endpoints.insert(endpointRow(world), 'Endpoint')],
    ['an asset', 'Asset', (world) => () => given.store.assets.insert(assetRow(world), 'Asset')],
    [
      'a delivery',
      { delivery_id: 'whd_1' },
      (world) => () =>
        given.store.deliveries.insert(deliveryRow(world, 'whe_1', { delivery_id: 'whd_1', status: 'failed' })),
    ],
    [
      'a delivery that is replayed',
      { delivery_id: 'whd_2' },
      async (world) => {
        const delivery = deliveryRow(world, 'whe_1', { delivery_id: 'whd_2', status: 'failed' });
        await given.store.deliveries.insert(delivery);
        return () => replayQueries(given.store.database).one(delivery, NOW);
      },
    ],
    [
      'a range that is replayed',
      { count: 0 },
      (world) => () => {
        const range = { endpoint_id: 'whe_none', world, from: 0, to: NOW, status: 'failed' } as const;
        return replayQueries(given.store.database).range(range, NOW, () => undefined);
      },
    ],
    ['a move', { operation_id: 'op_1' }, (world) => () => given.store.buddyMoves.insert(moveRow(world, 'op_1'))],
    [
      'a rotated key',
      'Successor',
      async (world) => {
        const old = keyRow(world);
        await given.store.keys.insert(old);
        return () => given.store.keys.replace(world, old.key_id, keyRow(world), NOW, 'Successor');
      },
    ],
    [
      'a key that ended',
      true,
      async (world) => {
        const key = keyRow(world);
        await given.store.keys.insert(key);
        return () => given.store.keys.expire(world, key.key_id, NOW, NOW, false);
      },
    ],
    [
      'a changed endpoint',
      'https://changed.example.com',
      async (world) => {
        const endpoint = endpointRow(world);
        await given.store.endpoints.insert(endpoint);
        const change = (before: typeof endpoint) => ({ ...before, url: 'https://changed.example.com' });
        return () => given.store.endpoints.update(world, endpoint.endpoint_id, change, ({ url }) => url);
      },
    ],
    [
      'a removed endpoint',
      true,
      async (world) => {
        const endpoint = endpointRow(world);
        await given.store.endpoints.insert(endpoint);
        return () => given.store.endpoints.remove(world, endpoint.endpoint_id, NOW);
      },
    ],
    [
      'a published draft',
      expect.objectContaining({ status: 'published' }),
      async (world) => {
        await given.store.configs.saveDraft(configRow(world));
        return () => given.store.configs.publish(world, NOW);
      },
    ],
    [
      'an erasure',
      expect.arrayContaining([expect.objectContaining({ kind: 'buddy' })]),
      async (world) => {
        const seat = newSeat();
        await given.store.change(earn(world, seat, 1));
        return () => given.store.users.erase(world, seat.user_id, hashForTests, NOW);
      },
    ],
    ['a change', { coins: 5 }, (world) => () => given.store.change(earn(world, newSeat(), 5))],
  ];
  it.each(writes)('are written together: %s', async (_what, result, prepared) => {
    const held = await begun();
    const write = await prepared(newWorld());
    const unit = unitOf(held);
    await inUnit(unit, write);
    expect(unit.isKept).toBe(true);
    const { response } = await kept(held);
    expect(JSON.parse(response!.slice('sealed '.length))).toEqual(result);
  });

  const failures: [name: string, prepared: (world: World) => Write | Promise<Write>][] = [
    [
      'a key that is taken',
      async (world) => {
        const key = keyRow(world);
        await given.store.keys.insert(key);
        return () => expect(given.store.keys.insert(key, 'Key')).rejects.toThrow();
      },
    ],
    ['no key', (world) => () => given.store.keys.expire(world, 'key_none', NOW, NOW, false)],
    ['no key to rotate', (world) => () => given.store.keys.replace(world, 'key_none', keyRow(world), NOW, 'Key')],
    [
      'no endpoint',
      (world) => () =>
        given.store.endpoints.update(
          world,
          'whe_none',
          (before) => before,
          () => 'Endpoint',
        ),
    ],
    ['nothing to remove', (world) => () => given.store.endpoints.remove(world, 'whe_none', NOW)],
    ['no draft', (world) => () => given.store.configs.publish(world, NOW)],
    ['no buddy for a session', (world) => () => given.store.sessions.insert(sessionRow(world), 'Session')],
    ['nobody to erase', (world) => () => given.store.users.erase(world, 'nobody', hashForTests, NOW)],
    ['a dry run', (world) => () => given.store.change({ ...earn(world, newSeat(), 5), dry_run: true })],
    [
      'what does no harm when it is done twice',
      (world) => () => outsideUnit(() => given.store.change(earn(world, newSeat(), 5))),
    ],
    [
      'a change that is refused',
      (world) => () => {
        const decide = () => {
          throw new Error('refused');
        };
        return expect(given.store.change(onSeat(world, newSeat(), decide))).rejects.toThrow('refused');
      },
    ],
  ];
  it.each(failures)('are not written: %s', async (_what, prepared) => {
    const held = await begun();
    const write = await prepared(newWorld());
    const unit = unitOf(held);
    await inUnit(unit, async () => {
      await write();
      // What comes next may still be what the call is for.
      expect(openUnit()).toBe(unit);
    });
    expect(unit.isKept).toBe(false);
    expect(await kept(held)).toMatchObject({ response: null, answer: null });
  });

  it('are the first write and nothing that follows it', async () => {
    const held = await begun();
    const [world, seat] = [newWorld(), newSeat()];
    await inUnit(unitOf(held), async () => {
      await given.store.change(earn(world, seat, 5));
      expect(await given.store.change(earn(world, seat, 7))).toMatchObject({ kind: 'changed' });
      await given.store.keys.insert(keyRow(world), 'Key');
    });
    expect(await kept(held)).toMatchObject({ answer: { coins: 5 }, response: 'sealed {"coins":5}' });
  });

  it('are the answer of a change alone where more belongs to the whole of it', async () => {
    const held = await begun();
    const world = newWorld();
    const unit = new Unit(held, () => null);
    await inUnit(unit, async () => {
      await given.store.keys.insert(keyRow(world), 'Key');
      await given.store.change(earn(world, newSeat(), 5));
    });
    expect([unit.isOpen, unit.isKept]).toEqual([false, false]);
    expect(await kept(held)).toMatchObject({ answer: { coins: 5 }, response: null });
  });

  it('do not bring back what was erased meanwhile', async () => {
    const held = await begun();
    await given.store.idempotency.finish({ ...held, response: ERASED });
    await inUnit(unitOf(held), () => given.store.change(earn(newWorld(), newSeat(), 5)));
    expect(await kept(held)).toMatchObject({ response: ERASED });
  });

  it('are not what others do that hear of it', async () => {
    const held = await begun();
    const [world, seat] = [newWorld(), newSeat()];
    const heard = vi.fn(() => openUnit());
    const stop = given.store.onCommit(heard);
    // Its own is refused; the one beside it shares the batch.
    const refused = onSeat(world, newSeat(), ({ buddy }) => {
      if (buddy) throw new Error('refused');
      return withCoins(buddy, 1) as never;
    });
    await inUnit(unitOf(held), async () => {
      const own = given.store.change(refused).catch(() => undefined);
      await Promise.all([own, outsideUnit(() => hatch(given.store, world, seat))]);
    });
    stop();
    expect(heard).toHaveBeenCalled();
    expect(heard.mock.results.map(({ value }) => value as unknown)).toEqual(heard.mock.calls.map(() => undefined));
  });

  it('are nobody’s once the call has ended', async () => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    let later: Promise<Unit | undefined> | undefined;
    await inUnit(unitOf(row()), () => {
      later = ended.then(openUnit);
      return Promise.resolve();
    });
    end();
    expect(await later).toBeUndefined();
  });
});

const moveRow = (world: World, operation_id: string): BuddyMoveRow => ({
  ...world,
  operation_id,
  to_config_version_id: ids('config'),
  audience: null,
  status: 'pending',
  total: 0,
  done: 0,
  failed: 0,
  last_buddy_id: null,
  request_id: 'req',
  leased_until: null,
  created_at: NOW,
  completed_at: null,
});
