import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Connection } from '../../../../src/server/store/sqlite/connection.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startPlayground, type Hatched, type Playground } from '../../../support/playground.ts';
import { unique } from '../../../support/server.ts';

let server: Playground;
let pip: Hatched;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
  pip = await server.hatch();
});
afterAll(() => server.close());

/** The commits of what is done under a key that is new, and how many of them wait for the disk. */
async function commitsOf(method: 'POST' | 'PUT', path: string, body?: unknown) {
  const commits: ('lazy' | 'waits')[] = [];
  const { run, transact } = Connection.prototype;
  const spies = [
    vi.spyOn(Connection.prototype, 'run').mockImplementation(function (this: Connection, statement) {
      if (!this.raw.isTransaction) commits.push('waits');
      return run.call(this, statement);
    }),
    vi.spyOn(Connection.prototype, 'transact').mockImplementation(function (this: Connection, work, commit) {
      commits.push(commit ?? 'waits');
      return transact.call(this, work, commit);
    }),
  ];
  const { status } = await server.call(method, path, { body, idempotencyKey: unique('key') });
  for (const spy of spies) spy.mockRestore();
  expect(status).toBeLessThan(300);
  return { commits: commits.length, waits: commits.filter((commit) => commit === 'waits').length };
}

test('what is one write is two commits, and waits for one of them, as it does without a key', async () => {
  const once = { commits: 2, waits: 1 };
  expect(await commitsOf('POST', '/api-keys', { kind: 'secret', label: 'Cost' })).toEqual(once);
  const session = { user_id: pip.user_id, buddy_id: pip.buddy_id, scopes: ['read'] };
  expect(await commitsOf('POST', '/widget-sessions', session)).toEqual(once);
  const { config_version_id } = (await server.call('GET', `/buddies/${pip.buddy_id}`)).body;
  const there = { buddy_id: pip.buddy_id, to: config_version_id };
  expect(await commitsOf('POST', '/buddies/migrate', there)).toEqual(once);
});

test('an answer that shows more than the write has resulted in is a commit of its own', async () => {
  const coins = { amount: 5, reason: 'cost' };
  expect(await commitsOf('POST', `/buddies/${pip.buddy_id}/coins`, coins)).toEqual({ commits: 3, waits: 2 });
  const event = { event_id: unique('event'), user_id: pip.user_id, type: 'lesson' };
  expect(await commitsOf('POST', '/events', event)).toEqual({ commits: 3, waits: 2 });
});

test('so is one of what writes nothing, or what may be done twice', async () => {
  expect(await commitsOf('POST', '/config/validate', LESSONS)).toMatchObject({ waits: 2 });
  expect(await commitsOf('PUT', `/users/${unique('user')}`, { time_zone: 'Asia/Tokyo' })).toEqual({
    commits: 3,
    waits: 2,
  });
});
