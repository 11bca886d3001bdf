import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { drawDue } from '../../../src/server/pictures/worker.ts';
import { createDatabase, type TestDatabase } from '../../support/databases.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

let database: TestDatabase;
let server: Playground;

beforeAll(async () => {
  database = await createDatabase('postgres');
  server = await startPlayground(LESSONS, { settings: database.place });
  await server.hatch();
});
afterEach(() => void vi.restoreAllMocks());
afterAll(async () => {
  await server.close();
  await database.drop();
});

/** How many statements are sent to PostgreSQL meanwhile: each is a way there and back. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  return query.mock.calls.length;
}

test('twenty that wait for their picture are drawn with the statements of one', async () => {
  for (let n = 0; n < 20; n++) {
    const { body: egg } = await server.call('POST', '/eggs', { body: { user_id: unique('user') } });
    await server.call('PATCH', `/eggs/${egg.egg_id}`, { body: { status: 'ready' } });
    await server.call('POST', `/eggs/${egg.egg_id}/hatch`);
  }
  const drawn: number[] = [];
  expect(await statementsOf(async () => drawn.push(await drawDue(server.parts)))).toBeLessThanOrEqual(24);
  expect(drawn).toEqual([20]);
});
