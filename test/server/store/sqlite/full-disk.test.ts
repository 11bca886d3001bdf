import { withQueries } from '../../../../src/server/storage.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../../../src/server/log.ts';
import { openDirectory } from '../../../../src/server/store/sqlite/directory.ts';
import { migrateSqlite } from '../../../../src/server/store/sqlite/migrate.ts';
import { sqliteStore } from '../../../../src/server/store/sqlite/open.ts';
import { StoreUnavailable } from '../../../../src/server/store/store.ts';
import { temporaryDirectory } from '../../../support/real-server.ts';
import { coinsIn, earn, hatch } from '../support/commands.ts';
import { newSeat, newWorld } from '../support/rows.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeAll(async () => {
  directory = await temporaryDirectory();
});
afterAll(() => directory.remove());

it('a full disk is said in one sentence, loses nothing, and is over when there is room again', async () => {
  const { connection, close } = openDirectory({ directory: directory.path });
  migrateSqlite(connection, 0);
  const options = {
    dataDir: directory.path,
    clock: Date.now,
    log: createLog('silent'),
    hashEventId: (id: string) => id,
  };
  const store = withQueries(sqliteStore(connection, options, close));
  const [world, seat] = [newWorld(), newSeat()];
  const [pages] = connection.all({ sql: 'PRAGMA page_count', values: [] });
  // SQLite answers as it does when the disk has no block left.
  connection.exec(`PRAGMA max_page_count = ${(pages!['page_count'] as number) + 8}`);

  const results = await Promise.allSettled(
    Array.from({ length: 600 }, (_, i) => store.change(earn(world, i % 2 ? seat : newSeat(), 1))),
  );
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  expect(failed.length).toBeGreaterThan(0);
  expect(new Set(failed.map((error) => error.message))).toEqual(
    new Set([`The disk of DATA_DIR (${directory.path}) is full: free some space. Nothing was written.`]),
  );
  expect(failed.every((error) => error instanceof StoreUnavailable && error.reason === 'full')).toBe(true);

  // A few bytes in the place of others still find room; what calls write does not.
  for (let look = 0; look < 2; look++) await expect(store.ping()).rejects.toMatchObject({ reason: 'full' });

  connection.exec('PRAGMA max_page_count = 4294967294');
  await store.ping();
  const acknowledged = results.filter((result, i) => i % 2 && result.status === 'fulfilled').length;
  expect(coinsIn(await hatch(store, world, seat))).toBe(acknowledged);
  await store.change(earn(world, seat, 1));
  await store.close();
});
