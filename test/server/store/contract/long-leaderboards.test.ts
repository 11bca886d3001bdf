import { expect, it } from 'vitest';
import { leaderboardQueries, type Ranked } from '../../../../src/server/leaderboards/queries.ts';
import type { Database } from '../../../../src/server/store/database.ts';
import { freshBuddy } from '../../../../src/server/store/change/fresh.ts';
import { insertAll } from '../../../../src/server/store/records.ts';
import type { ScoreRow, World } from '../../../../src/server/store/rows.ts';
import { BUDDIES, SCORES } from '../../../../src/server/store/tables.ts';
import { onEachDatabase, type Given } from '../support/each-database.ts';
import { ids, newSeat, newWorld, NOW } from '../support/rows.ts';

const DAY = 86_400_000;
const CHUNK = 100;
const SPAN = 5;

/** Puts a living buddy with each of these values onto a board. Answers the board as it has to be, from the first to the last. */
async function plant({ store }: Given, world: World, values: number[]): Promise<Ranked[]> {
  const entries = values.map((value) => ({ buddy_id: ids('buddy'), name: 'Pip', value }));
  for (let from = 0; from < entries.length; from += CHUNK) {
    const some = entries.slice(from, from + CHUNK);
    const buddies = some.map(({ buddy_id, name }) => ({
      ...freshBuddy(world, newSeat(), buddy_id, NOW),
      status: 'alive' as const,
      name,
    }));
    const scores = some.map(({ buddy_id, value }): ScoreRow => ({
      ...world,
      leaderboard: 'top',
      window_start: DAY,
      buddy_id,
      value,
    }));
    await store.database.run(insertAll(BUDDIES, buddies));
    await store.database.run(insertAll(SCORES, scores));
  }
  entries.sort((a, b) => b.value - a.value || (a.buddy_id < b.buddy_id ? -1 : 1));
  return entries.map((entry) => ({ rank: 1 + entries.findIndex(({ value }) => value === entry.value), ...entry }));
}

/** The database, how many index entries the counts have looked at, and how many statements there were. */
function counting(db: Database): { db: Database; counted: () => number; asked: () => number } {
  let counted = 0;
  let asked = 0;
  const all: Database['all'] = async (statement) => {
    asked++;
    const rows = await db.all(statement);
    for (const row of rows) counted += Number(row['count'] ?? 0);
    return rows;
  };
  return { db: { ...db, all }, counted: () => counted, asked: () => asked };
}

onEachDatabase('a long leaderboard', (given) => {
  const around = (board: Ranked[], at: number) => board.slice(Math.max(0, at - SPAN), at + SPAN + 1);

  const boards: [string, (n: number) => number][] = [
    ['of different values', (n) => (n * 7919) % 100_003],
    ['on which many are equal', (n) => Math.floor(n / 700)],
    ['on which all are equal', () => 5],
  ];
  it.each(boards)('%s tells everybody the right rank', async (_, valueOf) => {
    const world = newWorld();
    const board = await plant(given, world, [...Array(3200).keys()].map(valueOf));
    const repository = leaderboardQueries(given.store.database);
    for (const at of [0, 1, 4, 5, 6, 499, 500, 501, 999, 1000, 1001, 1499, 1506, 2100, 2799, 2800, 3194, 3199]) {
      const found = await repository.around(world, 'top', DAY, board[at]!.buddy_id, SPAN);
      expect([at, found]).toEqual([at, around(board, at)]);
    }
  });

  it('counts a part of those who stand above, once it was asked', async () => {
    const world = newWorld();
    const board = await plant(given, world, [...Array(6000).keys()]);
    const { db, counted, asked } = counting(given.store.database);
    const repository = leaderboardQueries(db);
    await repository.around(world, 'top', DAY, board.at(-1)!.buddy_id, SPAN);
    const [before, askedBefore] = [counted(), asked()];
    const found = await repository.around(world, 'top', DAY, board.at(-2)!.buddy_id, SPAN);
    expect(found).toEqual(board.slice(-2 - SPAN));
    expect(counted() - before).toBeLessThan(600);
    // The entry, its neighbours, two counts from the nearest known entry, one among its equals.
    expect(asked() - askedBefore).toBe(5);
  });
});
