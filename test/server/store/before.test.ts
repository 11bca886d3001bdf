import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, DATABASE_KINDS, execute, type TestDatabase } from '../../support/databases.ts';
import { startRealServer, TEST_SECRET_KEY, type RealServer } from '../../support/real-server.ts';

/**
 * Databases as the server of commit 74b02f7 left them (five migrations): Ada's buddy owns and wears a hat and has five
 * coins, Bob's egg waits with one event, and one endpoint is subscribed to purchases.
 */
const unpacked = async (name: string): Promise<Buffer> =>
  gunzipSync(await readFile(new URL(`../../fixtures/before/${name}.gz`, import.meta.url)));

async function restore(database: TestDatabase): Promise<void> {
  const { databaseUrl, dataDir } = database.place;
  if (databaseUrl) await execute(databaseUrl, (await unpacked('postgres.sql')).toString('utf8'));
  else await writeFile(join(dataDir, 'hatched.db'), await unpacked('hatched.db'));
}

describe.each(DATABASE_KINDS)('a %s database of an older server', (kind) => {
  let database: TestDatabase;
  let server: RealServer;
  beforeEach(async () => {
    database = await createDatabase(kind);
    await restore(database);
    server = await startRealServer({
      ...database.environment,
      HATCHED_SIGNING_SECRET: 'a secret of the tests, long enough',
      HATCHED_DEMO: '0',
    });
  });
  afterEach(async () => {
    await server.stop();
    await database.drop();
  });

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async function call(method: string, path: string, body?: unknown): Promise<any> {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TEST_SECRET_KEY}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return answer.json();
  }
  const buddyOf = async (user_id: string) => (await call('GET', `/buddies?user_id=${user_id}`)).data[0];
  const lesson = (user_id: string, event_id: string) => call('POST', '/events', { event_id, user_id, type: 'lesson' });

  it('opens and goes on', async () => {
    const ada = await buddyOf('ada');
    expect(ada).toMatchObject({ coins: 5, equipped: [{ item_id: 'item_hat' }] });
    expect(await lesson('ada', 'lesson-1')).toMatchObject({ duplicate: true, effects: { coins: 10 } });
    expect(await lesson('ada', 'lesson-2')).toMatchObject({ duplicate: false, effects: { coins: 10 } });
    const { data: ledger } = await call('GET', `/buddies/${ada.buddy_id}/ledger?currency=coin`);
    expect(ledger.map((entry: { balance_after: number }) => entry.balance_after)).toEqual([15, 5, 20, 10]);

    const { data: eggs } = await call('GET', '/eggs?user_id=bob');
    await call('PATCH', `/eggs/${eggs[0].egg_id}`, { status: 'ready' });
    const { operation_id } = await call('POST', `/eggs/${eggs[0].egg_id}/hatch`, {});
    expect(await call('GET', `/operations/${operation_id}?wait_ms=30000`)).toMatchObject({ status: 'succeeded' });
    expect(await buddyOf('bob')).toMatchObject({ coins: 10 });

    const { data: endpoints } = await call('GET', '/webhook-endpoints');
    expect(endpoints).toMatchObject([{ url: 'https://receiver.invalid/hook', events: ['marketplace.purchased'] }]);
  });
});
