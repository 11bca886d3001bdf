import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../src/contract/errors.ts';
import type { Commit } from '../../../../src/server/store/commits.ts';
import { onEachDatabase } from '../support/each-database.ts';
import {
  deliveryRow,
  eggRow,
  endpointRow,
  eventRow,
  ids,
  newSeat,
  newWorld,
  operationRow,
  purchaseRow,
} from '../support/rows.ts';
import { changed, coinsIn, earn, hatch, onBuddy, onSeat, withCoins } from '../support/commands.ts';

const PAGE = { limit: 100 };

onEachDatabase('change', (given) => {
  describe('the time of a decision', () => {
    it('is one for what it reads and what it decides, and not before the command came', async () => {
      const world = newWorld();
      const { buddy_id } = await hatch(given.store, world);
      const seen: number[] = [];
      const read = (now: number) => {
        seen.push(now);
        return [];
      };
      const before = Date.now();
      const { answer } = changed(
        await given.store.change(
          onBuddy(world, buddy_id, ({ now }) => ({ answer: now }), { counters: (_, now) => read(now) }),
        ),
      );
      expect(answer).toBeGreaterThanOrEqual(before);
      expect(new Set([...seen, answer])).toEqual(new Set([answer]));
    });

    it('is the one that the command brings, where it tells of the past', async () => {
      const world = newWorld();
      const { buddy_id } = await hatch(given.store, world);
      const command = onBuddy(world, buddy_id, ({ now }) => ({ answer: now }), { now: 1_000 });
      expect(changed(await given.store.change(command)).answer).toBe(1_000);
    });
  });

  describe('the commit', () => {
    it('writes every row of the change, or none', async () => {
      const world = newWorld();
      const endpoint = endpointRow(world);
      await given.store.endpoints.insert(endpoint);
      const { buddy_id } = await hatch(given.store, world);
      const operation = (row: Parameters<typeof operationRow>[0]) => operationRow(row);
      const command = (balance: number) =>
        onBuddy(
          world,
          buddy_id,
          ({ buddy, endpoints }) => {
            const paid = withCoins(buddy, 7);
            return {
              ...paid,
              ledger: paid.ledger.map((row) => ({ ...row, balance_after: balance })),
              event: eventRow(buddy, 'all', 7),
              counters: [{ scope: 'buddy' as const, key: 'cap', value: 7 }],
              purchase: purchaseRow(world, buddy_id),
              egg: eggRow(world, buddy, { status: 'hatched' }),
              operations: [operation(buddy)],
              deliveries: endpoints.map((row) => deliveryRow(world, row.endpoint_id, { buddy_id })),
              scores: [{ ...world, leaderboard: 'top', window_start: 0, buddy_id, value: 7 }],
              answer: null,
            };
          },
          { event_id: 'all' },
        );
      const held = async () => {
        const everything = await given.store.users.export(
          world,
          (await given.store.buddies.byId(world, buddy_id))!.user_id,
        );
        const tables = Object.entries(everything).filter(([name]) => name !== 'user');
        return Object.fromEntries(tables.map(([table, rows]) => [table, (rows as unknown[]).length]));
      };
      const before = await given.store.buddies.byId(world, buddy_id);
      const nothing = {
        buddies: 1,
        eggs: 0,
        events: 0,
        widget_sessions: 0,
        ledger: 0,
        purchases: 0,
        operations: 0,
        deliveries: 0,
        scores: 0,
        snapshots: 0,
      };

      await expect(given.store.change(command(-1))).rejects.toThrow(/balance_after/);
      expect(await held()).toEqual(nothing);
      expect(await given.store.buddies.byId(world, buddy_id)).toEqual(before);
      expect(await given.store.buddies.counter(world, { scope: 'buddy', key: 'cap' }, buddy_id)).toBe(0);

      const { buddy } = changed(await given.store.change(command(7)));
      expect(await held()).toEqual({
        ...nothing,
        eggs: 1,
        events: 1,
        ledger: 1,
        purchases: 1,
        operations: 1,
        deliveries: 1,
        scores: 1,
      });
      expect(await given.store.buddies.byId(world, buddy_id)).toEqual(buddy);
      expect(buddy.version).toBe(before!.version + 1);
      expect(await given.store.buddies.counter(world, { scope: 'buddy', key: 'cap' }, buddy_id)).toBe(7);
    });

    it('keeps what rows hold to the letter', async () => {
      const [world, seat] = [newWorld(), newSeat()];
      const state = { mascot: '🐉 "x" \\ \n \u0000 {1,2} NULL', nested: [{ a: null }], big: Number.MAX_SAFE_INTEGER };
      const buddy = await hatch(given.store, world, seat);
      await given.store.change(
        onBuddy(world, buddy.buddy_id, (snapshot) => ({
          buddy: { ...snapshot.buddy, name: 'O\'Pip, {"é"}', state: { ...snapshot.buddy.state, ...state } },
          event: eventRow(snapshot.buddy, 'weird', 0, { properties: state, type: 'NULL' }),
          answer: null,
        })),
      );
      const read = await given.store.buddies.byId(world, buddy.buddy_id);
      expect(read!.state).toMatchObject(state);
      expect(read!.name).toBe('O\'Pip, {"é"}');
      const [event] = await given.store.events.list(world, {}, PAGE);
      expect(event).toMatchObject({ properties: state, type: 'NULL' });
    });

    it('refuses the one character that cannot be stored', async () => {
      const [world, seat] = [newWorld(), newSeat()];
      const odd = onSeat(world, seat, ({ buddy }) => ({ buddy: { ...buddy, name: 'a\0b' }, answer: null }));
      const results = await Promise.allSettled([given.store.change(odd), given.store.change(earn(world, seat, 1))]);
      expect(results).toMatchObject([
        { status: 'rejected', reason: { code: 'validation_failed' } },
        { status: 'fulfilled' },
      ]);
      const asking = given.store.events.list(world, { user_id: 'a\0b' }, PAGE);
      await expect(asking).rejects.toMatchObject({ code: 'validation_failed' });
    });

    it('lets no command suffer for its neighbours', async () => {
      const [world, seat] = [newWorld(), newSeat()];
      await hatch(given.store, world, seat);
      const broken = () =>
        onSeat(world, seat, ({ buddy }) => ({
          ledger: [{ ...withCoins(buddy, 1).ledger[0]!, balance_after: -1 }],
          answer: null,
        }));
      const refused = () =>
        onSeat(world, seat, () => {
          throw new Refusal('insufficient_balance', 'Not enough coins.');
        });
      const results = await Promise.allSettled([
        given.store.change(earn(world, seat, 1)),
        given.store.change(broken()),
        given.store.change(earn(world, seat, 2)),
        given.store.change(refused()),
        given.store.change(earn(world, newSeat(), 4)),
        given.store.change(earn(world, seat, 8)),
      ]);
      expect(results.map((result) => result.status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
      const buddy = await given.store.buddies.bySeat(world, seat);
      expect(coinsIn(buddy!)).toBe(11);
      const ledger = await given.store.buddies.ledger(buddy!.buddy_id, undefined, PAGE);
      expect(ledger.map((row) => row.balance_after)).toEqual([11, 3, 1]);
    });

    it('shows each command what the ones before it did', async () => {
      const [world, seat] = [newWorld(), newSeat()];
      const count = () =>
        onSeat(
          world,
          seat,
          ({ buddy, counters }) => {
            const value = counters({ scope: 'buddy', key: 'n' }) + 1;
            return { buddy, counters: [{ scope: 'buddy', key: 'n', value }], answer: value };
          },
          { counters: () => [{ scope: 'buddy', key: 'n' }] },
        );
      const outcomes = await Promise.all(Array.from({ length: 40 }, () => given.store.change(count())));
      expect(outcomes.map((outcome) => changed(outcome).answer)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      expect(changed(outcomes.at(-1)!).buddy.version).toBe(40);
    });

    it('loads counters that an earlier command made necessary', async () => {
      const [world, seat] = [newWorld(), newSeat()];
      const named = (name: string) =>
        onSeat(
          world,
          seat,
          ({ buddy, counters }) => ({
            buddy: { ...buddy, name },
            counters: [{ scope: 'shared', key: buddy.name, value: counters({ scope: 'shared', key: buddy.name }) + 1 }],
            answer: buddy.name,
          }),
          { counters: (buddy) => [{ scope: 'shared', key: buddy.name }] },
        );
      const outcomes = await Promise.all(['a', 'b', 'c'].map((name) => given.store.change(named(name))));
      expect(outcomes.map((outcome) => changed(outcome).answer)).toEqual(['', 'a', 'b']);
      const id = changed(outcomes[0]!).buddy.buddy_id;
      const counters = await given.store.buddies.counters(
        world,
        ['', 'a', 'b', 'c'].map((key) => ({ scope: 'shared', key })),
        id,
      );
      expect(['', 'a', 'b', 'c'].map((key) => counters({ scope: 'shared', key }))).toEqual([1, 1, 1, 0]);
    });

    it('rejects a decision that reads a counter it did not ask for, or answers with another buddy', async () => {
      const [world, seat] = [newWorld(), newSeat()];
      const unasked = onSeat(world, seat, ({ counters }) => ({ answer: counters({ scope: 'shared', key: 'x' }) }));
      await expect(given.store.change(unasked)).rejects.toThrow('was not asked for');
      const swapped = onSeat(world, seat, ({ buddy }) => ({
        buddy: { ...buddy, buddy_id: ids('buddy') },
        answer: null,
      }));
      await expect(given.store.change(swapped)).rejects.toThrow('was answered with');
    });

    it('rejects a command whose `counters` throws, and it alone', async () => {
      const [world, seat] = [newWorld(), newSeat()];
      const failing = onSeat(world, seat, undefined, {
        counters: () => {
          throw new Error('Configuration is not loaded.');
        },
      });
      const results = await Promise.allSettled([given.store.change(failing), given.store.change(earn(world, seat, 1))]);
      expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
    });

    it('tells listeners after it, once for each buddy and operation', async () => {
      const [world, seat] = [newWorld(), newSeat()];
      const heard: Commit[] = [];
      const stop = given.store.onCommit((commit) => heard.push(commit));
      const { buddy_id } = await hatch(given.store, world, seat);
      const operation = ids('operation');
      await given.store.change(
        onBuddy(world, buddy_id, ({ buddy }) => ({
          buddy,
          operations: [operationRow(buddy, { operation_id: operation })],
          answer: null,
        })),
      );
      await given.store.change({
        ...onBuddy(world, buddy_id, ({ buddy }) => ({ buddy, answer: null })),
        dry_run: true,
      });
      stop();
      await given.store.change(earn(world, seat, 1));
      expect(heard).toEqual([
        { kind: 'buddy', buddy_id, version: 1 },
        { kind: 'buddy', buddy_id, version: 2 },
        { kind: 'operation', operation_id: operation },
      ]);
    });

    it('goes on when a listener fails', async () => {
      const [world, seat] = [newWorld(), newSeat()];
      const stop = given.store.onCommit(() => {
        throw new Error('listener');
      });
      await expect(given.store.change(earn(world, seat, 1))).resolves.toMatchObject({ kind: 'changed' });
      stop();
    });
  });

  describe('a dry run', () => {
    it('answers what would happen and writes nothing', async () => {
      const [world, seat] = [newWorld(), newSeat()];
      const before = await hatch(given.store, world, seat);
      const outcome = changed(await given.store.change({ ...earn(world, seat, 9, 'dry'), dry_run: true }));
      expect(outcome).toMatchObject({ answer: { coins: 9 }, buddy: { version: before.version + 1 } });
      expect(await given.store.buddies.bySeat(world, seat)).toEqual(before);
      expect(await given.store.events.list(world, {}, PAGE)).toEqual([]);
      expect(await given.store.change(earn(world, seat, 9, 'dry'))).toMatchObject({ kind: 'changed' });
    });

    it('still knows a repeat', async () => {
      const [world, seat] = [newWorld(), newSeat()];
      await given.store.change(earn(world, seat, 9, 'real'));
      expect(await given.store.change({ ...earn(world, seat, 1, 'real'), dry_run: true })).toMatchObject({
        kind: 'duplicate',
        effects: { coins: 9 },
      });
    });
  });
});
