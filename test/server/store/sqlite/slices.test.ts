import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../../../src/server/log.ts';
import { openSqlite } from '../../../../src/server/store/sqlite/open.ts';
import type { Store } from '../../../../src/server/store/store.ts';
import { temporaryDirectory } from '../../../support/real-server.ts';
import { onSeat } from '../support/commands.ts';
import { newSeat, newWorld } from '../support/rows.ts';
import { countTurns, workLong } from '../support/turns.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let store: Store;
let commits = 0;

beforeAll(async () => {
  directory = await temporaryDirectory();
  store = await openSqlite({
    dataDir: directory.path,
    clock: () => 0,
    log: createLog('silent'),
    hashEventId: (text) => text,
    onStatement: (text) => void (text === 'COMMIT' && commits++),
  });
});
beforeEach(() => {
  commits = 0;
});
afterAll(async () => {
  await store.close();
  await directory.remove();
});

test('a long queue is worked off in slices, and calls have their turn between them', async () => {
  const world = newWorld();
  const counter = countTurns();
  const turns: number[] = [];
  const slow = () =>
    onSeat(world, newSeat(), ({ buddy }) => {
      workLong();
      turns.push(counter.now());
      return { buddy, answer: null };
    });
  await Promise.all(Array.from({ length: 6 }, () => store.change(slow())));
  counter.stop();
  expect(new Set(turns).size).toBe(6);
  expect(commits).toBe(6);
});

test('what waits is carried out when the store is closed, though it takes several slices', async () => {
  const other = await temporaryDirectory();
  const closing = await openSqlite({
    dataDir: other.path,
    clock: () => 0,
    log: createLog('silent'),
    hashEventId: (text) => text,
  });
  const world = newWorld();
  const slow = () =>
    onSeat(world, newSeat(), ({ buddy }) => {
      workLong();
      return { buddy, answer: buddy.buddy_id };
    });
  const written = Array.from({ length: 3 }, () => closing.change(slow()));
  await closing.close();
  expect(await Promise.all(written)).toMatchObject([{ kind: 'changed' }, { kind: 'changed' }, { kind: 'changed' }]);
  await other.remove();
});
