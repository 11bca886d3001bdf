import { expect, test } from 'vitest';
import { createLog } from '../../../../src/server/log.ts';
import type { Commit } from '../../../../src/server/store/commits.ts';
import { Publisher, type CommitMessage } from '../../../../src/server/store/postgres/publish.ts';
import { HEARTBEAT_MS, Senders } from '../../../../src/server/store/postgres/senders.ts';
import type { SetStatement } from '../../../../src/server/store/postgres/pool.ts';

const buddy = (n: number): Commit => ({ kind: 'buddy', buddy_id: `buddy_${n}`, version: n });

/** A database that answers when it is told to. */
function slowDatabase() {
  const said: CommitMessage[] = [];
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const query = ({ values }: SetStatement) => {
    for (const payload of values[0] as string[]) said.push(JSON.parse(payload) as CommitMessage);
    return new Promise<{ rows: []; written: number }>((resolve, reject) =>
      waiting.push({ resolve: () => resolve({ rows: [], written: 0 }), reject }),
    );
  };
  return {
    said,
    query,
    answer: () => waiting.shift()!.resolve(),
    fail: () => waiting.shift()!.reject(new Error('gone')),
  };
}

function publisherOn(database: ReturnType<typeof slowDatabase>): Publisher {
  return new Publisher(database, 'one', createLog('silent'));
}

test('what is committed while it speaks is said together', async () => {
  const database = slowDatabase();
  const publisher = publisherOn(database);
  const first = publisher.publish([buddy(1)]);
  const rest = [
    publisher.publish([buddy(2)]),
    publisher.publish([buddy(3), { kind: 'deliveries', owed: [] }]),
    publisher.publish([]),
  ];
  expect(database.said).toEqual([{ sender: 'one', commits: [buddy(1)] }]);
  database.answer();
  await first;
  await expect.poll(() => database.said).toHaveLength(2);
  database.answer();
  await Promise.all(rest);
  expect(database.said[1]).toEqual({ sender: 'one', commits: [buddy(2), buddy(3)] });
});

test('where it was not heard, the others are told to look at everything anew', async () => {
  const database = slowDatabase();
  const publisher = publisherOn(database);
  const first = publisher.publish([buddy(1)]);
  void publisher.publish([buddy(2)]);
  database.fail();
  await first;
  await expect.poll(() => database.said).toHaveLength(2);
  expect(database.said[1]!.commits).toEqual([{ kind: 'resync' }]);
  database.answer();
  const closed = publisher.close();
  await expect.poll(() => database.said).toHaveLength(3);
  expect(database.said[2]).toEqual({ sender: 'one', commits: [], bye: true });
  database.answer();
  await closed;
});

test('who dies is missed once, who says goodbye is not', () => {
  const senders = new Senders();
  const later = 100 * HEARTBEAT_MS;
  for (const sender of ['dies', 'leaves', 'lives']) senders.heard(sender, 0);
  senders.left('leaves');
  expect(senders.hasDied(HEARTBEAT_MS)).toBe(false);
  senders.heard('lives', later);
  expect(senders.hasDied(later)).toBe(true);
  expect(senders.hasDied(later)).toBe(false);
});
