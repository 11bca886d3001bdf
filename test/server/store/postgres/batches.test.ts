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

describe('rows that take long to encode', () => {
  const MANY = 150;

  /** Its JSON takes a while to make; `encoded` is told of each. */
  function slowState<S extends object>(state: S, encoded: () => void): S {
    const toJSON = () => {
      for (const end = performance.now() + 0.2; performance.now() < end;);
      encoded();
      return state;
    };
    return Object.assign(Object.create({ toJSON }) as S, state);
  }

  it('let others have their turn between parts of them', async () => {
    const world = newWorld();
    const counter = countTurns();
    const turns = new Set<number>();
    const slow = () =>
      onSeat(world, newSeat(), ({ buddy }) => ({
        buddy: { ...buddy, state: slowState(buddy.state, () => turns.add(counter.now())) },
        answer: buddy.buddy_id,
      }));
    await Promise.all(Array.from({ length: MANY }, () => store.change(slow())));
    counter.stop();
    expect(turns.size).toBeGreaterThanOrEqual(3);
  });

  it('fail alone where the first part fails before the last is encoded', async () => {
    const world = newWorld();
    const unnamed = (n: number) =>
      onSeat(world, newSeat(), ({ buddy }) => ({
        buddy: { ...buddy, name: n === 0 ? (null as never) : 'Pip', state: slowState(buddy.state, () => undefined) },
        answer: n,
      }));
    const ended = await Promise.allSettled(Array.from({ length: MANY }, (_, n) => store.change(unnamed(n))));
    expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(ended[0]!.status).toBe('rejected');
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
