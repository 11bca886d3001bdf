import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../../../src/server/storage.ts';
import { createDatabase, execute, type TestDatabase } from '../../../support/databases.ts';
import { changed, earn, hatch, onSeat } from '../support/commands.ts';
import { newSeat, newWorld } from '../support/rows.ts';
import { countTurns, workLong } from '../support/turns.ts';

let database: TestDatabase;
let store: Storage;

beforeAll(async () => {
  database = await createDatabase('postgres');
  store = await database.open();
});
afterAll(() => database.drop());

async function waitingForLocks({ place }: TestDatabase): Promise<number> {
  const [row] = await execute<{ count: number }>(
    place.databaseUrl!,
    "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return row!.count;
}

describe('hatchings that arrive together', () => {
  it('share a transaction: none waits for the others', async () => {
    const world = newWorld();
    const hatching = () =>
      onSeat(
        world,
        newSeat(),
        ({ buddy }) => ({ buddy: { ...buddy, status: 'alive' as const }, answer: buddy.buddy_id }),
        { loadUnclaimedEvents: 99 },
      );
    const hatched = await Promise.all(Array.from({ length: 20 }, () => store.change(hatching())));
    const hatchedIds = hatched.map((outcome) => changed(outcome).answer);
    const [row] = await execute<{ transactions: number }>(
      database.place.databaseUrl!,
      'SELECT count(DISTINCT xmin::text)::int AS transactions FROM buddies WHERE buddy_id = ANY($1)',
      [hatchedIds],
    );
    expect(row!.transactions).toBe(1);
  });
});

describe('commands that take long to decide', () => {
  it('let others have their turn between them, and share a transaction all the same', async () => {
    const world = newWorld();
    const counter = countTurns();
    const turns: number[] = [];
    const slow = () =>
      onSeat(world, newSeat(), ({ buddy }) => {
        workLong();
        turns.push(counter.now());
        return { buddy, answer: buddy.buddy_id };
      });
    const written = await Promise.all(Array.from({ length: 6 }, () => store.change(slow())));
    counter.stop();
    expect(new Set(turns).size).toBe(6);
    const [row] = await execute<{ transactions: number }>(
      database.place.databaseUrl!,
      'SELECT count(DISTINCT xmin::text)::int AS transactions FROM buddies WHERE buddy_id = ANY($1)',
      [written.map((outcome) => changed(outcome).answer)],
    );
    expect(row!.transactions).toBe(1);
  });
});

describe('a buddy that another process holds', () => {
  it('holds nobody else up, and gets its turn', async () => {
    const [world, held, free] = [newWorld(), newSeat(), newSeat()];
    const { buddy_id } = await hatch(store, world, held);
    const other = new pg.Client({ connectionString: database.place.databaseUrl! });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT 1 FROM buddies WHERE buddy_id = $1 FOR UPDATE', [buddy_id]);
      const order: string[] = [];
      const waiting = store.change(earn(world, held, 5)).then(() => order.push('held'));
      await expect.poll(() => waitingForLocks(database)).toBe(1);
      // No other batch starts beside one that runs, but beside one that is late.
      await store.change(earn(world, free, 5)).then(() => order.push('free'));
      await other.query('COMMIT');
      await waiting;
      expect(order).toEqual(['free', 'held']);
    } finally {
      await other.end();
    }
  });
});
