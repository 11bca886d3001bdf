import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createDatabase, DATABASE_KINDS } from '../../support/databases.ts';
import { startRealServer, TEST_SECRET_KEY, type RealServer } from '../../support/real-server.ts';
import { startReceiver } from '../../support/receiver.ts';

const EVENTS = 120;
const KILLS = 3;
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).toReversed()) await step();
});

test.each(DATABASE_KINDS)(
  '%s: killed in the middle, every delivery owed arrives',
  { timeout: 180_000 },
  async (kind) => {
    const receiver = await startReceiver();
    cleanUp.push(() => receiver.close());
    const database = await createDatabase(kind);
    cleanUp.push(() => database.drop());
    // Slow enough that some are always under way, and now and then no answer at all.
    // Only first attempts go wrong: a third would come minutes later.
    const tried = new Set<unknown>();
    receiver.answer((_, response, incoming) => {
      const nth = receiver.received.length;
      const id = incoming.headers['x-hatched-delivery'];
      const again = tried.has(id);
      tried.add(id);
      if (!again && nth % 17 === 0) incoming.socket.destroy();
      else setTimeout(() => response.writeHead(!again && nth % 11 === 0 ? 500 : 200).end(), 20);
    });
    const environment = { ...database.environment, HATCHED_DEMO: '0', HATCHED_ALLOW_PRIVATE_WEBHOOKS: '1' };
    let server: RealServer = await startRealServer(environment);
    cleanUp.push(() => server.kill());
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const call = async (method: string, path: string, body?: unknown): Promise<any> => {
      const answer = await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${TEST_SECRET_KEY}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
      return answer.json();
    };
    await call('PUT', '/config/draft', {
      coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 1 }],
      species: [{ key: 'owl' }],
      stages: [{ stage: 1, label: 'Hatchling' }],
    });
    await call('POST', '/config/publish', {});
    const { endpoint_id } = await call('POST', '/webhook-endpoints', {
      url: `${receiver.url}/hook`,
      events: ['coin.earned'],
    });
    const { egg_id } = await call('POST', '/eggs', { user_id: 'u' });
    await call('PATCH', `/eggs/${egg_id}`, { status: 'ready' });
    const { operation_id } = await call('POST', `/eggs/${egg_id}/hatch`, {});
    await call('GET', `/operations/${operation_id}?wait_ms=20000`);
    for (let kill = 0; kill <= KILLS; kill++) {
      const ids = Array.from({ length: EVENTS / (KILLS + 1) }, (_, index) => `event-${kill}-${index}`);
      await Promise.all(ids.map((event_id) => call('POST', '/events', { event_id, user_id: 'u', type: 'lesson' })));
      if (kill === KILLS) continue;
      await server.kill();
      server = await startRealServer(environment);
    }
    const idsOf = () => new Set(receiver.received.map(({ headers }) => headers['x-hatched-delivery']));
    const owed = new Map<string, { status: string; delivery_id: string; payload: { event_id: string } }>();
    for (;;) {
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { data: never[]; next_cursor: string | null } = await call(
          'GET',
          `/webhook-endpoints/${endpoint_id}/deliveries?limit=100${cursor && `&cursor=${cursor}`}`,
        );
        for (const row of page.data as { delivery_id: string }[]) owed.set(row.delivery_id, row as never);
        cursor = page.next_cursor;
      }
      if ([...owed.values()].every(({ status }) => status !== 'pending')) break;
      await pause(200);
    }
    const rows = [...owed.values()];
    expect(rows.map(({ status }) => status)).toEqual(rows.map(() => 'succeeded'));
    expect(new Set(rows.map(({ payload }) => payload.event_id)).size).toBe(EVENTS);
    expect(rows).toHaveLength(EVENTS);
    expect(idsOf()).toEqual(new Set(rows.map(({ delivery_id }) => delivery_id)));
  },
);
