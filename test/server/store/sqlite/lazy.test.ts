import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../../../src/server/log.ts';
import { sql, type CommitKind, type Steps } from '../../../../src/server/store/database.ts';
import { openSqlite } from '../../../../src/server/store/sqlite/open.ts';
import type { Store } from '../../../../src/server/store/store.ts';
import { temporaryDirectory } from '../../../support/real-server.ts';

const [NORMAL, FULL] = [1, 2];

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let store: Store;
beforeEach(async () => {
  directory = await temporaryDirectory();
  store = await openSqlite({
    data_dir: directory.path,
    clock: () => 0,
    log: createLog('silent'),
    hash_event_id: (text) => text,
  });
});
afterEach(async () => {
  await store.close();
  await directory.remove();
});

/** How the connection commits, seen from inside a transaction. */
const inside = (commit?: CommitKind) =>
  store.database.transaction(function* (): Steps<unknown> {
    const [row] = yield sql('PRAGMA synchronous');
    return row!['synchronous'];
  }, commit);

test('a lazy commit does not wait for the disk; every other one does, those after it too', async () => {
  expect([await inside(), await inside('lazy'), await inside()]).toEqual([FULL, NORMAL, FULL]);
});

test('and those after one that failed', async () => {
  const failed = store.database.transaction(function* (): Steps<void> {
    yield sql('SELECT 1');
    throw new Error('on purpose');
  }, 'lazy');
  await expect(failed).rejects.toThrow('on purpose');
  expect(await inside()).toBe(FULL);
});
