import { expect, it } from 'vitest';
import type { SessionRow } from '../../../../src/server/store/rows.ts';
import { hashForTests } from '../../../support/databases.ts';
import { onEachDatabase } from '../support/each-database.ts';
import { hatch, sessionOf } from '../support/commands.ts';
import { ids, keyRow, newSeat, newWorld, NOW, sessionRow } from '../support/rows.ts';

onEachDatabase('keys', (given) => {
  it('are found by hash in any world, by id in their own', async () => {
    const world = newWorld();
    const row = keyRow(world, {
      kind: 'publishable',
      scopes: ['read:buddies'],
      allowed_origins: ['https://example.com'],
    });
    await given.store.keys.insert(row);
    expect(await given.store.keys.byHash(row.hash)).toEqual(row);
    expect(await given.store.keys.byHash('other')).toBeNull();
    expect(await given.store.keys.byId(world, row.key_id)).toEqual(row);
    expect(await given.store.keys.byId(newWorld(), row.key_id)).toBeNull();
  });

  it('are listed newest first, a page at a time', async () => {
    const world = newWorld();
    const rows = [keyRow(world), keyRow(world), keyRow(world)];
    for (const row of rows) await given.store.keys.insert(row);
    const first = await given.store.keys.list(world, { limit: 2 });
    expect(first).toEqual([rows[2], rows[1]]);
    expect(await given.store.keys.list(world, { limit: 2, after: first[1]!.key_id })).toEqual([rows[0]]);
  });

  it('end, but never the last secret one', async () => {
    const world = newWorld();
    const [old, fresh, shown] = [keyRow(world), keyRow(world), keyRow(world, { kind: 'publishable' })];
    for (const row of [old, fresh, shown]) await given.store.keys.insert(row);
    const { keys } = given.store;
    expect(await keys.expire(world, old.key_id, NOW + 500, NOW, true)).toBe(true);
    expect(await keys.expire(world, fresh.key_id, NOW, NOW, true)).toBe(false);
    expect(await keys.expire(world, shown.key_id, NOW, NOW, true)).toBe(true);
    expect(await keys.expire(newWorld(), fresh.key_id, NOW, NOW, false)).toBe(false);
    expect(await keys.expire(world, fresh.key_id, NOW, NOW, false)).toBe(true);
    expect(await keys.expire(world, fresh.key_id, NOW + 9, NOW + 1, false)).toBe(false);
    expect(await keys.byId(world, old.key_id)).toMatchObject({ expires_at: NOW + 500 });
  });

  it('that are ending end sooner, never later', async () => {
    const world = newWorld();
    const rows = [keyRow(world), keyRow(world)];
    for (const row of rows) await given.store.keys.insert(row);
    const end = (at: number) => given.store.keys.expire(world, rows[0]!.key_id, at, NOW, true);
    expect([await end(NOW + 500), await end(NOW + 900), await end(NOW + 100)]).toEqual([true, true, true]);
    expect(await given.store.keys.byId(world, rows[0]!.key_id)).toMatchObject({ expires_at: NOW + 100 });
  });

  it('ended at once: one stays', async () => {
    const world = newWorld();
    const rows = Array.from({ length: 8 }, () => keyRow(world));
    for (const row of rows) await given.store.keys.insert(row);
    const ended = await Promise.all(rows.map((row) => given.store.keys.expire(world, row.key_id, NOW, NOW, true)));
    expect(ended.filter(Boolean)).toHaveLength(7);
  });

  it('remember when they were used, to the minute', async () => {
    const world = newWorld();
    const row = keyRow(world);
    await given.store.keys.insert(row);
    const touched = async (at: number) => {
      await given.store.keys.touch(row.key_id, at);
      return (await given.store.keys.byId(world, row.key_id))!.last_used_at;
    };
    expect([await touched(NOW), await touched(NOW + 59_999), await touched(NOW + 60_000)]).toEqual([
      NOW,
      NOW,
      NOW + 60_000,
    ]);
  });
});

onEachDatabase('sessions', (given) => {
  it('are revoked once and for good, in their own world', async () => {
    const world = newWorld();
    const row = await sessionOf(given.store, world);
    const { sessions } = given.store;
    expect(await sessions.insert(row, true)).toBe(true);
    expect(await sessions.revoke(newWorld(), row.session_id, NOW)).toBe(false);
    expect(await sessions.byId(row.session_id)).toEqual(row);
    expect(await sessions.revoke(world, row.session_id, NOW + 1)).toBe(true);
    expect(await sessions.revoke(world, row.session_id, NOW + 2)).toBe(true);
    expect(await sessions.byId(row.session_id)).toEqual({ ...row, revoked_at: NOW + 1 });
    expect(await sessions.byId(ids('session'))).toBeNull();
  });

  it('are opened for a living buddy of the user only', async () => {
    const world = newWorld();
    const { buddy_id, user_id } = await hatch(given.store, world);
    const gone = await hatch(given.store, world, newSeat(), { status: 'archived' });
    const rows = [
      sessionRow(newWorld(), { buddy_id, user_id }),
      sessionRow(world, { buddy_id, user_id: 'somebody else' }),
      sessionRow(world, { buddy_id: ids('buddy'), user_id }),
      sessionRow(world, { buddy_id: gone.buddy_id, user_id: gone.user_id }),
    ];
    for (const row of rows) {
      expect(await given.store.sessions.insert(row, true)).toBe(false);
      expect(await given.store.sessions.byId(row.session_id)).toBeNull();
    }
  });

  it('that are opened while their user is erased do not stay', async () => {
    const { sessions, users } = given.store;
    const world = newWorld();
    const rows = await Promise.all(Array.from({ length: 20 }, () => sessionOf(given.store, world)));
    const erase = ({ user_id }: SessionRow) => users.erase(world, user_id, hashForTests, NOW);
    await Promise.all(rows.flatMap((row) => [erase(row), sessions.insert(row, true)]));
    expect(await Promise.all(rows.map((row) => sessions.byId(row.session_id)))).toEqual(rows.map(() => null));
  });

  it('are deleted when they are over', async () => {
    const ends = [NOW - 2_000_000, NOW - 1_000_000];
    const rows = await Promise.all(ends.map((expires_at) => sessionOf(given.store, newWorld(), { expires_at })));
    for (const row of rows) await given.store.sessions.insert(row, true);
    expect(await given.store.sessions.deleteExpired(NOW - 1_000_000, 9)).toBe(1);
    expect(await given.store.sessions.byId(rows[0]!.session_id)).toBeNull();
    expect(await given.store.sessions.byId(rows[1]!.session_id)).toEqual(rows[1]);
  });
});

onEachDatabase('the end of a credential', (given) => {
  it('is told', async () => {
    const heard: unknown[] = [];
    const stop = given.store.onCommit((commit) => heard.push(commit));
    await given.store.announceRevocation('key_1');
    stop();
    expect(heard).toEqual([{ kind: 'revoked', id: 'key_1' }]);
  });
});
