import { describe, expect, it } from 'vitest';
import type { Seat, World } from '../../../../src/server/store/rows.ts';
import type { Commit } from '../../../../src/server/store/commits.ts';
import { hashForTests } from '../../../support/databases.ts';
import { perTurn } from '../../../support/turns.ts';
import { onEachDatabase } from '../support/each-database.ts';
import {
  deliveryRow,
  eggRow,
  ids,
  newSeat,
  newWorld,
  NOW,
  operationRow,
  purchaseRow,
  sessionRow,
  snapshotRow,
} from '../support/rows.ts';
import { earn, hatch, onBuddy, lay } from '../support/commands.ts';

onEachDatabase('users', (given) => {
  /** A user of whom something lies in every table. */
  async function wellKnown(world: World, seat: Seat) {
    const { store } = given;
    await store.users.put({ ...world, user_id: seat.user_id, time_zone: 'Europe/Berlin', updated_at: NOW });
    await lay(store, eggRow(world, seat));
    await store.change(earn(world, seat, 5, `first of ${seat.user_id}`));
    const { buddy_id } = await hatch(store, world, seat, { name: 'Secret Name', picture_alt: 'Secret Name, an owl' });
    const session = sessionRow(world, { buddy_id, user_id: seat.user_id });
    await store.sessions.insert(session, true);
    const endpoint = ids('endpoint');
    await store.change(
      onBuddy(world, buddy_id, ({ buddy }) => ({
        buddy: { ...buddy, wake_at: NOW, state: { ...buddy.state, zones: [{ from: 0, zone: 'Europe/Berlin' }] } },
        operations: [operationRow(buddy)],
        deliveries: [deliveryRow(world, endpoint, { buddy_id, payload: { user_id: seat.user_id } })],
        scores: [{ ...world, leaderboard: 'top', window_start: 0, buddy_id, value: 5 }],
        purchase: purchaseRow(world, buddy_id),
        answer: null,
      })),
    );
    return { buddy_id, session_id: session.session_id, endpoint };
  }

  it('have a time zone that is replaced', async () => {
    const world = newWorld();
    const row = { ...world, user_id: 'ada', time_zone: 'Asia/Tokyo', updated_at: NOW };
    expect(await given.store.users.get(world, 'ada')).toBeNull();
    await given.store.users.put({ ...row, time_zone: 'UTC' });
    await given.store.users.put(row);
    expect(await given.store.users.get(world, 'ada')).toEqual(row);
    expect(await given.store.users.get(newWorld(), 'ada')).toBeNull();
  });

  it('get everything held about them, in words that people read', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const own = await wellKnown(world, seat);
    const other = await wellKnown(world, newSeat());
    const [entry, foreign] = [own, other].map(({ buddy_id }) => ({ rank: 1, buddy_id, name: 'Pip', value: 5 }));
    const snapshot = snapshotRow(world, { window_start: NOW, entries: [foreign!, entry!] });
    for (const row of [snapshot, snapshotRow(world, { entries: [foreign!] })]) {
      await given.store.leaderboards.close(row, []);
    }
    const held = await given.store.users.export(world, seat.user_id);
    const counts = Object.entries(held).map(([name, rows]) => [name, Array.isArray(rows) ? rows.length : 1]);
    expect(Object.fromEntries(counts)).toEqual({
      user: 1,
      buddies: 1,
      eggs: 1,
      events: 1,
      widget_sessions: 1,
      ledger: 1,
      purchases: 1,
      operations: 1,
      deliveries: 1,
      scores: 1,
      snapshots: 1,
    });
    const { snapshot_id } = snapshot;
    expect(held['snapshots']).toEqual([
      { snapshot_id, leaderboard: 'top', window_start: '2026-01-15T12:00:00.000Z', entries: [entry] },
    ]);
    expect(held['user']).toEqual({
      user_id: seat.user_id,
      time_zone: 'Europe/Berlin',
      updated_at: '2026-01-15T12:00:00.000Z',
    });
    expect(JSON.stringify(held)).not.toContain(world.customer_id);
    const nobody = await given.store.users.export(world, 'nobody');
    expect(Object.values(nobody).flat()).toEqual([{ user_id: 'nobody' }]);
  });

  it('are erased: nothing names them any more, the ledger stays', async () => {
    const [world, seat, other] = [newWorld(), newSeat(), newSeat()];
    const { buddy_id, session_id, endpoint } = await wellKnown(world, seat);
    await wellKnown(world, other);
    const entries = [{ rank: 1, buddy_id, name: 'Secret Name', value: 5 }];
    await given.store.leaderboards.close(snapshotRow(world, { entries }), []);
    const heard: Commit[] = [];
    const stop = given.store.onCommit((commit) => heard.push(commit));
    expect(await given.store.users.erase(world, seat.user_id, hashForTests, NOW + 1)).toBe(true);
    stop();

    const { store } = given;
    expect(await store.users.get(world, seat.user_id)).toBeNull();
    expect(await store.buddies.byId(world, buddy_id)).toBeNull();
    expect(await store.sessions.byId(session_id)).toBeNull();
    expect(await store.deliveries.list(world, endpoint, {}, { limit: 9 })).toEqual([]);
    expect(await store.events.list(world, { user_id: seat.user_id }, { limit: 9 })).toEqual([]);
    expect(await store.operations.open(buddy_id)).toEqual([]);
    expect(await store.buddies.due(NOW, 100)).not.toContainEqual(expect.objectContaining({ buddy_id }));
    const snapshot = (await store.leaderboards.latestSnapshot(world, 'top'))!;
    expect(snapshot.entries).toEqual([{ rank: 1, buddy_id, name: '', value: 5 }]);
    expect(heard).toEqual([
      { kind: 'buddy', buddy_id, version: 5 },
      { kind: 'revoked', id: session_id },
    ]);

    const left = await store.users.export(world, `erased:${hashForTests(seat.user_id)}`);
    expect(left['buddies']).toMatchObject([{ status: 'archived', name: '', picture_alt: '', state: { zones: [] } }]);
    expect(left['ledger']).toMatchObject([{ amount: 5, balance_after: 5, reason: '' }]);
    expect(JSON.stringify(left)).not.toMatch(/Secret|Berlin|first of/);
    expect((await store.users.export(world, other.user_id))['events']).toHaveLength(1);
  });

  it('are erased in one world, and once', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    await wellKnown(world, seat);
    const erase = (where: World) => given.store.users.erase(where, seat.user_id, hashForTests, NOW);
    expect([await erase(newWorld()), await erase(world), await erase(world)]).toEqual([false, true, false]);
  });

  describe('of whom very much is held', () => {
    const MANY = 1200;
    const AT_ONCE = 250;
    const [world, seat] = [newWorld(), newSeat()];
    const endpoint = ids('endpoint');
    const send = () =>
      Promise.all(
        Array.from({ length: MANY }, (_, i) => given.store.change(earn(world, seat, 1, `${seat.user_id} ${i}`))),
      );

    it('get it all, a part at a time', async () => {
      await send();
      const { buddy_id } = (await given.store.buddies.inSeat(world, seat))!;
      const deliveries = Array.from({ length: MANY }, () => deliveryRow(world, endpoint, { buddy_id }));
      const owe = () => onBuddy(world, buddy_id, () => ({ deliveries, answer: null }));
      await given.store.change(owe());
      const held: Record<string, unknown[]> = {};
      const rowsOfTurns = await perTurn(async (mark) => {
        for await (const { name, rows, isWhole } of given.store.users.exportParts(world, seat.user_id)) {
          if (isWhole) continue;
          rows.forEach(mark);
          held[name] = [...(held[name] ?? []), ...rows];
        }
      });
      expect(held['events']).toHaveLength(MANY);
      expect(new Set(held['events']!.map((row) => (row as { evt_id: string }).evt_id)).size).toBe(MANY);
      expect(held['ledger']!.map((row) => (row as { seq: number }).seq)).toEqual(
        Array.from({ length: MANY }, (_, n) => n + 1),
      );
      expect(new Set(held['deliveries']!.map((row) => (row as { delivery_id: string }).delivery_id)).size).toBe(MANY);
      expect(Math.max(...rowsOfTurns)).toBeLessThanOrEqual(2 * AT_ONCE);
      expect(await given.store.users.export(world, seat.user_id)).toMatchObject(held);
    });

    it('are erased, a part at a time', async () => {
      const hashesOfTurns = await perTurn((mark) => {
        const hash = (text: string) => {
          mark();
          return hashForTests(text);
        };
        return given.store.users.erase(world, seat.user_id, hash, NOW);
      });
      expect(hashesOfTurns.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(MANY);
      expect(Math.max(...hashesOfTurns)).toBeLessThanOrEqual(AT_ONCE);
      expect(await given.store.users.export(world, seat.user_id)).toMatchObject({ buddies: [], events: [] });
      expect(await given.store.deliveries.list(world, endpoint, {}, { limit: 9 })).toEqual([]);
      const left = await given.store.users.export(world, `erased:${hashForTests(seat.user_id)}`);
      const ledger = left['ledger'] as { reason: string }[];
      expect(ledger).toHaveLength(MANY);
      expect(new Set(ledger.map(({ reason }) => reason))).toEqual(new Set(['']));
      const again = await send();
      expect(new Set(again.map((outcome) => outcome.kind))).toEqual(new Set(['duplicate']));
    });
  });

  it('are found in the oldest of very many snapshots', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const { buddy_id } = await wellKnown(world, seat);
    const entries = [{ rank: 1, buddy_id, name: 'Secret Name', value: 5 }];
    const later = Array.from({ length: 500 }, (_, n) => snapshotRow(world, { leaderboard: `board ${n}` }));
    const oldest = snapshotRow(world, { snapshot_id: `snap_${'0'.repeat(26)}`, entries });
    await Promise.all([oldest, ...later].map((row) => given.store.leaderboards.close(row, [])));
    expect((await given.store.users.export(world, seat.user_id))['snapshots']).toMatchObject([{ entries }]);
    await given.store.users.erase(world, seat.user_id, hashForTests, NOW);
    const { entries: left } = (await given.store.leaderboards.latestSnapshot(world, 'top'))!;
    expect(left).toEqual([{ ...entries[0], name: '' }]);
  });

  it('start anew after they were erased', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const old = await wellKnown(world, seat);
    await given.store.users.erase(world, seat.user_id, hashForTests, NOW);
    const fresh = await hatch(given.store, world, seat);
    expect(fresh.buddy_id).not.toBe(old.buddy_id);
    expect(fresh.state.purses).toEqual({});
  });
});
