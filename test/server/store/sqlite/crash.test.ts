import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../../src/server/log.ts';
import { DATABASE_FILE } from '../../../../src/server/store/sqlite/connection.ts';
import { openSqlite, type SqliteOptions } from '../../../../src/server/store/sqlite/open.ts';
import type { Command } from '../../../../src/server/store/command.ts';
import { withQueries, type Storage } from '../../../../src/server/storage.ts';
import type { Seat, World } from '../../../../src/server/store/rows.ts';
import { coinsIn, onSeat, withCoins } from '../support/commands.ts';
import { deliveryRow, eventRow, newSeat, newWorld, operationRow } from '../support/rows.ts';

let directory: string;
let onStatement: (text: string) => void;
let store: Storage;
const opened: Storage[] = [];

async function open(more: Partial<SqliteOptions>): Promise<Storage> {
  const options = { dataDir: directory, clock: Date.now, log: createLog('silent'), hashEventId: (id: string) => id };
  const another = withQueries(await openSqlite({ ...options, ...more }));
  opened.push(another);
  return another;
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hatched-crash-'));
  onStatement = () => undefined;
  store = await open({ onStatement: (text) => onStatement(text) });
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await rm(directory, { recursive: true, force: true });
});

/** A change with rows in many tables. */
function rich(world: World, seat: Seat, eventId: string): Command<null> {
  return onSeat(
    world,
    seat,
    ({ buddy, counters }) => ({
      ...withCoins({ ...buddy, status: 'alive' }, 10),
      event: eventRow(buddy, eventId, 10),
      counters: [{ scope: 'shared', key: 'n', value: counters({ scope: 'shared', key: 'n' }) + 1 }],
      operations: [operationRow(buddy)],
      deliveries: [deliveryRow(world, 'whe_x', { buddy_id: buddy.buddy_id })],
      scores: [{ ...world, leaderboard: 'top', window_start: 1, buddy_id: buddy.buddy_id, value: 10 }],
      answer: null,
    }),
    { event_id: eventId, counters: () => [{ scope: 'shared', key: 'n' }] },
  );
}

/** How many changes the database holds, counted in every table: all counts have to agree. */
async function countChanges(one: Storage, world: World, seat: Seat): Promise<number> {
  const buddy = await one.buddies.bySeat(world, seat);
  const held = await one.users.export(world, seat.user_id);
  const rows = (table: string) => (held[table] as unknown[]).length;
  const id = buddy?.buddy_id ?? 'none';
  const [top] = await one.leaderboards.top(world, 'top', 1, 1);
  const counts = [
    rows('events'),
    rows('ledger'),
    rows('operations'),
    rows('deliveries'),
    buddy ? coinsIn(buddy) / 10 : 0,
    buddy?.version ?? 0,
    (top?.value ?? 0) / 10,
    await one.buddies.counter(world, { scope: 'shared', key: 'n' }, id),
  ];
  expect(new Set(counts), `counts ${counts.join(' ')}`).toHaveProperty('size', 1);
  return counts[0]!;
}

/** Makes the first change of a seat. Answers the texts of the statements that every later one runs. */
async function statementsOfAChange(world: World, seat: Seat): Promise<string[]> {
  await store.change(rich(world, seat, 'probe'));
  const [otherWorld, otherSeat] = [newWorld(), newSeat()];
  await store.change(rich(otherWorld, otherSeat, 'first'));
  const texts: string[] = [];
  onStatement = (text) => texts.push(text);
  await store.change(rich(otherWorld, otherSeat, 'later'));
  onStatement = () => undefined;
  return texts;
}

describe('a crash', () => {
  it('before any statement of a change leaves the database as it was before the change', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const texts = await statementsOfAChange(world, seat);
    expect(texts.at(0)).toBe('BEGIN');
    expect(texts.at(-1)).toBe('COMMIT');
    const copies: string[] = [];
    onStatement = () => {
      const copy = mkdtempSync(join(directory, 'copy-'));
      for (const name of [DATABASE_FILE, `${DATABASE_FILE}-wal`]) cpSync(join(directory, name), join(copy, name));
      copies.push(copy);
    };
    await store.change(rich(world, seat, 'second'));
    onStatement = () => undefined;
    expect(copies).toHaveLength(texts.length);
    for (const copy of copies) {
      const revived = await open({ dataDir: copy });
      expect(await countChanges(revived, world, seat)).toBe(1);
      await revived.change(rich(world, seat, 'second'));
      expect(await countChanges(revived, world, seat)).toBe(2);
    }
    expect(await countChanges(store, world, seat)).toBe(2);
  });

  it('that tears the journal anywhere loses whole changes or none', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    for (let i = 1; i <= 3; i++) await store.change(rich(world, seat, `e${i}`));
    const journal = await readFile(join(directory, `${DATABASE_FILE}-wal`));
    const found = new Set<number>();
    const lengths = [...Array(40).keys()].map((part) => Math.floor((journal.length * part) / 39));
    for (const length of lengths) {
      const copy = await mkdtemp(join(directory, 'torn-'));
      await cp(join(directory, DATABASE_FILE), join(copy, DATABASE_FILE));
      await writeFile(join(copy, `${DATABASE_FILE}-wal`), journal.subarray(0, length));
      const revived = await open({ dataDir: copy });
      found.add(await countChanges(revived, world, seat));
      await revived.close();
    }
    expect([...found].sort()).toEqual([0, 1, 2, 3]);
  });
});

describe('a statement that fails', () => {
  it('wherever it stands in a change, leaves nothing half-written, and the store goes on', async () => {
    const [world, seat] = [newWorld(), newSeat()];
    const count = (await statementsOfAChange(world, seat)).length;
    for (let k = 0; k < count; k++) {
      let left = k;
      onStatement = () => {
        if (left-- === 0) throw new Error(`statement ${k} failed`);
      };
      await expect(store.change(rich(world, seat, `fail ${k}`))).rejects.toThrow(`statement ${k} failed`);
      onStatement = () => undefined;
      expect(await countChanges(store, world, seat)).toBe(k + 1);
      await store.change(rich(world, seat, `fail ${k}`));
    }
  });

  it('again and again, takes down its own command alone', async () => {
    const world = newWorld();
    const seats = [newSeat(), newSeat(), newSeat()];
    onStatement = (text) => {
      if (text.startsWith('INSERT INTO purchases')) throw new Error('purchases are broken');
    };
    const buying = rich(world, seats[1]!, 'bought');
    const results = await Promise.allSettled([
      store.change(rich(world, seats[0]!, 'a')),
      store.change({
        ...buying,
        decide: (snapshot) => ({
          ...buying.decide(snapshot),
          purchase: {
            ...world,
            purchase_id: 'pur_1',
            buddy_id: snapshot.buddy.buddy_id,
            item_id: 'hat',
            price: { type: 'free' as const },
            ledger_id: null,
            request_id: 'req',
            created_at: 0,
          },
        }),
      }),
      store.change(rich(world, seats[2]!, 'c')),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const events = await store.events.list(world, {}, { limit: 9 });
    expect(events.map((row) => row.event_id)).toEqual(['c', 'a']);
  });
});
