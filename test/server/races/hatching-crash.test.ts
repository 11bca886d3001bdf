import { expect, test } from 'vitest';
import { createDatabase, DATABASE_KINDS } from '../../support/databases.ts';
import { startRealServer } from '../../support/real-server.ts';
import { callServer, FLEET_ENVIRONMENT } from './fleet.ts';

const BATCHES = 12;
const A_BATCH = 500;
const EVENTS = BATCHES * A_BATCH;
const user_id = 'who did much before';

test.each(DATABASE_KINDS)('a hatching of many events on %s goes on where a killed process left it', async (kind) => {
  const database = await createDatabase(kind);
  const environment = { ...FLEET_ENVIRONMENT, ...database.environment };
  let server = await startRealServer(environment);
  const call = async (method: string, path: string, body?: unknown) =>
    (await callServer(server.url, method, path, body)).body;
  try {
    await call('PUT', '/config/draft', { coin_rules: [{ key: 'step', event_type: 'step', amount: 1 }] });
    await call('POST', '/config/publish');
    for (let batch = 0; batch < BATCHES; batch++) {
      const events = Array.from({ length: A_BATCH }, (_, n) => ({
        event_id: `${batch}-${n}`,
        user_id,
        type: 'step',
      }));
      expect(await call('POST', '/events/batch', { events })).toMatchObject({ applied: A_BATCH });
    }
    const { egg_id } = await call('POST', '/eggs', { user_id });
    await call('PATCH', `/eggs/${egg_id}`, { status: 'ready' });
    const egg = () => call('GET', `/eggs/${egg_id}`);
    const hatching = call('POST', `/eggs/${egg_id}/hatch`).catch((error: unknown) => error);
    await expect.poll(async () => (await egg()).status, { interval: 1, timeout: 60_000 }).toBe('hatching');
    await server.kill();
    expect(await hatching).toBeInstanceOf(TypeError);

    server = await startRealServer(environment);
    expect(await egg()).toMatchObject({ status: 'hatching', buddy_id: null });
    const { operation_id } = await call('POST', `/eggs/${egg_id}/hatch`);
    const operation = () => call('GET', `/operations/${operation_id}`);
    await expect.poll(async () => (await operation()).status, { timeout: 60_000 }).toBe('succeeded');
    const { buddy_id } = await egg();
    expect(await call('GET', `/buddies/${buddy_id}`)).toMatchObject({ user_id, coins: EVENTS });
    const store = await afterStop();
    const ledger = await store.buddies.ledger(buddy_id, 'coin', { limit: EVENTS * 2 });
    expect(ledger.map(({ seq }) => seq)).toEqual(Array.from({ length: EVENTS }, (_, n) => EVENTS - n));
    expect(new Set(ledger.map(({ reference_id }) => reference_id)).size).toBe(EVENTS);
    await store.close();
  } finally {
    await server.kill();
    await database.drop();
  }

  async function afterStop() {
    await server.stop();
    return database.open();
  }
});
