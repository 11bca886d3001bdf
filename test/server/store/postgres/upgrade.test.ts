import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storage } from '../../../../src/server/storage.ts';
import { createDatabase, execute, type TestDatabase } from '../../../support/databases.ts';
import { changed, coinsIn, earn, hatch } from '../support/commands.ts';
import { newSeat, newWorld } from '../support/rows.ts';

/* Servers are replaced one after the other: those that are not yet go on while a newer one migrates the database. */

let database: TestDatabase;
let store: Storage;

beforeAll(async () => {
  database = await createDatabase('postgres');
  store = await database.open();
});
afterAll(() => database.drop());

async function addColumn(name: string): Promise<void> {
  await execute(database.place.databaseUrl!, `ALTER TABLE buddies ADD COLUMN ${name} text`);
}

test('a commit goes on when a table gets another column', async () => {
  const [world, seat] = [newWorld(), newSeat()];
  await hatch(store, world, seat);
  await store.change(earn(world, seat, 5));
  for (const column of ['one', 'two']) {
    await addColumn(column);
    await store.change(earn(world, seat, 5));
  }
  expect(coinsIn(changed(await store.change(earn(world, seat, 5))).buddy)).toBe(20);
});

test('reads go on, on every connection', async () => {
  const world = newWorld();
  const { buddy_id } = await hatch(store, world);
  const read = () => Promise.all(Array.from({ length: 40 }, () => store.buddies.byId(world, buddy_id)));
  await read();
  for (const column of ['three', 'four']) {
    await addColumn(column);
    const found = await read();
    expect(new Set(found.map((row) => row?.buddy_id))).toEqual(new Set([buddy_id]));
  }
});
