import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Configuration } from '../../../../src/contract/configuration/configuration.ts';
import { drawDue } from '../../../../src/server/pictures/worker.ts';
import { createDatabase, type TestDatabase } from '../../../support/databases.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startPlayground, type Playground } from '../../../support/playground.ts';
import { unique } from '../../../support/server.ts';

let database: TestDatabase;
let server: Playground;

beforeAll(async () => {
  database = await createDatabase('postgres');
  const boards: Configuration['leaderboards'] = [
    { key: 'board', label: 'Board', metric: 'coins_earned', window: 'all_time' },
  ];
  server = await startPlayground({ ...LESSONS, leaderboards: boards }, { settings: database.place });
});
afterEach(() => void vi.restoreAllMocks());
afterAll(async () => {
  await server.close();
  await database.drop();
});

/* Each statement is a way to PostgreSQL and back. */

test('twenty that wait for their picture are drawn with the statements of one', async () => {
  for (let n = 0; n < 20; n++) {
    const { body: egg } = await server.call('POST', '/eggs', { body: { user_id: unique('user') } });
    await server.call('PATCH', `/eggs/${egg.egg_id}`, { body: { status: 'ready' } });
    await server.call('POST', `/eggs/${egg.egg_id}/hatch`);
  }
  const query = vi.spyOn(pg.Client.prototype, 'query');
  expect(await drawDue(server.parts)).toBe(20);
  expect(query.mock.calls.length).toBeLessThanOrEqual(24);
});

test('a buddy, its neighbours and its rank are found with five statements, all of which PostgreSQL keeps prepared', async () => {
  const pips = [await server.hatch(), await server.hatch(), await server.hatch()];
  for (const { user_id } of pips) await server.send(user_id, 'lesson');
  const around = () => server.call('GET', `/leaderboards/board?around=${pips[1]!.buddy_id}`);
  await around();
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const { body } = await around();
  expect(body.entries).toHaveLength(3);
  const all = query.mock.calls.map(([statement]) => statement as unknown as { name?: string; text: string });
  // Processes tell each other every few seconds that they are there.
  const sent = all.filter(({ text }) => !text.includes('pg_notify'));
  expect(sent).toHaveLength(5);
  expect(sent.filter(({ name }) => name === undefined)).toEqual([]);
});
