import { expect, test } from 'vitest';
import { createDatabase, DATABASE_KINDS } from '../../support/databases.ts';
import { startRealServer } from '../../support/real-server.ts';
import { idMaker } from '../../../src/server/ids.ts';
import type { World } from '../../../src/server/store/rows.ts';
import { callServer, FLEET_ENVIRONMENT } from './fleet.ts';

const BUDDIES = 2500;

test.each(DATABASE_KINDS)('a migration of many on %s goes on where a killed process left it', async (kind) => {
  const database = await createDatabase(kind);
  const environment = { ...FLEET_ENVIRONMENT, ...database.environment, HATCHED_DEMO: '0' };
  let server = await startRealServer(environment);
  const call = (method: string, path: string, body?: unknown) => callServer(server.url, method, path, body);
  try {
    const publish = async (amount: number): Promise<string> => {
      await call('PUT', '/config/draft', { coin_rules: [{ key: 'step', event_type: 'step', amount, daily_cap: 100 }] });
      return (await call('POST', '/config/publish')).body['config_version_id'] as string;
    };
    const [from, to] = [await publish(1), await publish(2)];
    await server.stop();
    await makeBuddies(database, from);

    server = await startRealServer(environment);
    const asked = await call('POST', '/buddies/migrate', { all: true, to });
    expect(asked.status).toBe(202);
    const path = `/operations/${asked.body['operation_id'] as string}`;
    const migration = async () => (await call('GET', path)).body['migration'];
    await expect
      .poll(async () => ((await migration()) as { done: number }).done, { interval: 5, timeout: 60_000 })
      .toBeGreaterThan(0);
    await server.kill();

    server = await startRealServer(environment);
    const left = (await migration()) as { done: number };
    expect(left.done).toBeGreaterThan(0);
    expect(left.done).toBeLessThan(BUDDIES);
    await expect.poll(async () => (await call('GET', path)).body['status'], { timeout: 60_000 }).toBe('succeeded');
    expect(await migration()).toEqual({ config_version_id: to, total: BUDDIES, done: BUDDIES, failed: 0 });
    expect(await versionsIn(call)).toEqual({ [to]: BUDDIES });
  } finally {
    await server.kill();
    await database.drop();
  }
});

async function makeBuddies(database: Awaited<ReturnType<typeof createDatabase>>, config_version_id: string) {
  const store = await database.open();
  const ids = idMaker(Date.now);
  const world: World = { customer_id: (await store.settings.get('customer_id'))!, mode: 'test' };
  await Promise.all(
    Array.from({ length: BUDDIES }, (_, n) =>
      store.change({
        world,
        target: { seat: { user_id: `user ${n}`, audience: 'default' }, newBuddyId: ids('buddy') },
        decide: ({ buddy }) => ({
          buddy: { ...buddy, status: 'alive', name: 'Pip', species: 'dragon', config_version_id },
          answer: null,
        }),
      }),
    ),
  );
  await store.close();
}

/** How many buddies live by which version. */
async function versionsIn(call: (method: string, path: string) => ReturnType<typeof callServer>) {
  const versions: Record<string, number> = {};
  for (let cursor = ''; ;) {
    const { body } = await call('GET', `/buddies?limit=100${cursor && `&cursor=${cursor}`}`);
    for (const { config_version_id } of body['data'] as { config_version_id: string }[]) {
      versions[config_version_id] = (versions[config_version_id] ?? 0) + 1;
    }
    if (body['next_cursor'] === null) return versions;
    cursor = body['next_cursor'] as string;
  }
}
