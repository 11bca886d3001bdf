import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { idempotencyQueries } from '../../../../src/server/gate/idempotency/queries.ts';
import { createLog } from '../../../../src/server/log.ts';
import type { Commit } from '../../../../src/server/store/commits.ts';
import { sql, type CommitKind, type Steps } from '../../../../src/server/store/database.ts';
import { openSqlite } from '../../../../src/server/store/sqlite/open.ts';
import { StoreUnavailable, type Store } from '../../../../src/server/store/store.ts';
import { temporaryDirectory } from '../../../support/real-server.ts';
import { earn, onSeat } from '../support/commands.ts';
import { eventRow, idempotencyRow, newSeat, newWorld, NOW } from '../support/rows.ts';

/** A disk that waits to be told what becomes of each flush. */
class SlowDisk {
  readonly flushes: PromiseWithResolvers<void>[] = [];
  /** Resolves when the next flush has begun. */
  #begun = Promise.withResolvers<void>();
  isFast = true;

  readonly sync = async (): Promise<void> => {
    if (this.isFast) return;
    const flush = Promise.withResolvers<void>();
    this.flushes.push(flush);
    this.#begun.resolve();
    this.#begun = Promise.withResolvers();
    await flush.promise;
  };

  async begun(count: number): Promise<PromiseWithResolvers<void>> {
    while (this.flushes.length < count) await this.#begun.promise;
    return this.flushes[count - 1]!;
  }
}

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let disk: SlowDisk;
let store: Store;
let statements: string[];
beforeEach(async () => {
  directory = await temporaryDirectory();
  disk = new SlowDisk();
  statements = [];
  store = await openSqlite({
    dataDir: directory.path,
    clock: () => 0,
    log: createLog('silent'),
    hashEventId: (text) => text,
    onStatement: (text) => void statements.push(text),
    sync: disk.sync,
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  disk.isFast = true;
  for (const flush of disk.flushes) flush.resolve();
  await store.close();
  await directory.remove();
});

/** Whether it has ended, after everything that needs no disk had its turn. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  let ended = false;
  const note = () => void (ended = true);
  promise.then(note, note);
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  return !ended;
}

const touch = (commit?: CommitKind) =>
  store.database.transaction(function* (): Steps<string> {
    yield sql("INSERT INTO settings (name, value) VALUES ('touched', '1') ON CONFLICT (name) DO NOTHING");
    return 'done';
  }, commit);

test('nobody is told of a change before the disk has it', async () => {
  const told: Commit[] = [];
  store.onCommit((commit) => void told.push(commit));
  disk.isFast = false;
  const changed = store.change(earn(newWorld(), newSeat(), 5));
  const flush = await disk.begun(1);
  expect(await isPending(changed)).toBe(true);
  expect(told).toEqual([]);
  flush.resolve();
  expect(await changed).toMatchObject({ kind: 'changed' });
  expect(told).toContainEqual(expect.objectContaining({ kind: 'buddy' }));
});

test('a repeat waits for what it repeats', async () => {
  const [world, seat] = [newWorld(), newSeat()];
  const once = () =>
    store.change(
      onSeat(world, seat, ({ buddy }) => ({ buddy, event: eventRow(buddy, 'e1', 0), answer: null }), {
        event_id: 'e1',
      }),
    );
  disk.isFast = false;
  const first = once();
  const flush = await disk.begun(1);
  const repeat = once();
  expect(await isPending(repeat)).toBe(true);
  flush.resolve();
  (await disk.begun(2)).resolve();
  expect((await first).kind).toBe('changed');
  expect((await repeat).kind).toBe('duplicate');
});

test('a key is held at once; who comes again waits for the answer', async () => {
  const keys = idempotencyQueries(store.database);
  const held = idempotencyRow();
  disk.isFast = false;
  expect(await keys.begin(held, NOW)).toBeNull();
  const finished = keys.finish({ ...held, response: 'sealed' });
  const flush = await disk.begun(1);
  const again = keys.begin(held, NOW);
  expect(await isPending(again)).toBe(true);
  flush.resolve();
  await finished;
  (await disk.begun(2)).resolve();
  expect(await again).toMatchObject({ response: 'sealed' });
});

test('transactions and single writes wait, too; a lazy commit does not', async () => {
  disk.isFast = false;
  expect(await touch('lazy')).toBe('done');
  const touched = touch();
  (await disk.begun(1)).resolve();
  await touched;
  const written = store.database.run(sql("UPDATE settings SET value = '2' WHERE name = 'touched'"));
  const flush = await disk.begun(2);
  expect(await isPending(written)).toBe(true);
  flush.resolve();
  expect(await written).toBe(1);
});

test('a commit that was made while a flush ran needs the next one', async () => {
  disk.isFast = false;
  const first = touch();
  const one = await disk.begun(1);
  const second = touch();
  one.resolve();
  await first;
  const two = await disk.begun(2);
  expect(await isPending(second)).toBe(true);
  two.resolve();
  await second;
});

test('what arrives while the disk is busy shares the next transaction', async () => {
  // On this clock a slice never ends before its commands do.
  vi.spyOn(performance, 'now').mockReturnValue(0);
  disk.isFast = false;
  const world = newWorld();
  const first = store.change(earn(world, newSeat(), 1));
  const one = await disk.begun(1);
  statements.length = 0;
  const more = Array.from({ length: 3 }, () => store.change(earn(world, newSeat(), 1)));
  await isPending(more[2]!);
  expect(statements).not.toContain('COMMIT');
  one.resolve();
  await first;
  (await disk.begun(2)).resolve();
  await Promise.all(more);
  expect(statements.filter((text) => text === 'COMMIT')).toHaveLength(1);
});

test('many that arrive do not wait for a slow disk to be decided', async () => {
  disk.isFast = false;
  const world = newWorld();
  const first = store.change(earn(world, newSeat(), 1));
  await disk.begun(1);
  statements.length = 0;
  const more = Array.from({ length: 100 }, () => store.change(earn(world, newSeat(), 1)));
  await isPending(more[99]!);
  expect(statements).toContain('COMMIT');
  disk.isFast = true;
  disk.flushes[0]!.resolve();
  await Promise.all([first, ...more]);
});

test('a store that closes answers what waits for the disk', async () => {
  disk.isFast = false;
  const changed = store.change(earn(newWorld(), newSeat(), 1));
  const flush = await disk.begun(1);
  const closed = store.close();
  flush.resolve();
  await closed;
  expect((await changed).kind).toBe('changed');
});

describe('a disk that does not confirm', () => {
  const UNKNOWN = /did not confirm what was written.*send it again, with the same event_id or Idempotency-Key/;

  test('is said, and nobody is told of the change', async () => {
    const told: Commit[] = [];
    store.onCommit((commit) => void told.push(commit));
    disk.isFast = false;
    const changed = store.change(earn(newWorld(), newSeat(), 5));
    const refused = expect(changed).rejects.toThrow(UNKNOWN);
    (await disk.begun(1)).reject(Object.assign(new Error('EIO'), { code: 'EIO' }));
    await refused;
    await expect(changed).rejects.toBeInstanceOf(StoreUnavailable);
    expect(told).toEqual([]);
  });

  test('is not believed again before everything was written anew, into the database itself', async () => {
    disk.isFast = false;
    const [world, seat] = [newWorld(), newSeat()];
    const changed = store.change(earn(world, seat, 5));
    const refused = expect(changed).rejects.toThrow(UNKNOWN);
    (await disk.begun(1)).reject(new Error('EIO'));
    await refused;
    statements.length = 0;
    await store.ping();
    expect(statements).toContain('PRAGMA wal_checkpoint(FULL)');
    expect(disk.flushes).toHaveLength(1);
    // From then on as before.
    const again = store.change(earn(world, seat, 5));
    (await disk.begun(2)).resolve();
    expect((await again).kind).toBe('changed');
  });

  test('keeps the store from being ready', async () => {
    disk.isFast = false;
    const pinged = expect(store.ping()).rejects.toThrow(UNKNOWN);
    (await disk.begun(1)).reject(new Error('EIO'));
    await pinged;
  });
});
