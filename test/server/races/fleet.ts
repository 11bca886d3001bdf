import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../../support/databases.ts';
import { startRealServer, TEST_SECRET_KEY, type RealServer } from '../../support/real-server.ts';
import { unique } from '../../support/server.ts';

export interface Reply {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** Real processes on one database, taking turns at answering. */
export interface Fleet {
  database: TestDatabase;
  servers: RealServer[];
  call(method: string, path: string, body?: unknown, options?: { as?: string; key?: string }): Promise<Reply>;
  publish(config: Configuration): Promise<void>;
  hatch(user_id?: string): Promise<{ user_id: string; buddy_id: string }>;
  stop(): Promise<void>;
}

export const FLEET_ENVIRONMENT = { HATCHED_RATE_LIMIT: 'off', HATCHED_DEMO: '0', HATCHED_LOG_LEVEL: 'warn' };

export async function startFleet(kind: DatabaseKind, processes: number): Promise<Fleet> {
  const database = await createDatabase(kind);
  const environment = { ...FLEET_ENVIRONMENT, ...database.environment };
  const servers = await Promise.all(Array.from({ length: processes }, () => startRealServer(environment)));
  let turn = 0;
  const fleet: Fleet = {
    database,
    servers,
    call: (...call) => callServer(servers[turn++ % servers.length]!.url, ...call),
    async publish(config) {
      await fleet.call('PUT', '/config/draft', config);
      await fleet.call('POST', '/config/publish');
      // Every process knows of it within a second.
      for (const { url } of servers) await untilEggsCanBeLaid(url);
    },
    hatch: (user_id = unique('user')) => hatch(fleet.call, user_id),
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
      await database.drop();
    },
  };
  return fleet;
}

export async function callServer(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  { as = TEST_SECRET_KEY, key }: { as?: string; key?: string } = {},
): Promise<Reply> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${as}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const { status, headers } = answer;
  return { status, headers, body: status === 204 ? undefined : await answer.json() };
}

export async function hatch(call: Fleet['call'], user_id: string): Promise<{ user_id: string; buddy_id: string }> {
  const { egg_id } = (await call('POST', '/eggs', { user_id })).body;
  await call('PATCH', `/eggs/${egg_id}`, { status: 'ready' });
  const { operation_id } = (await call('POST', `/eggs/${egg_id}/hatch`)).body;
  const { body } = await call('GET', `/operations/${operation_id}?wait_ms=30000`);
  return { user_id, buddy_id: body.result.buddy_id };
}

async function untilEggsCanBeLaid(url: string): Promise<void> {
  for (;;) {
    const { status } = await callServer(url, 'POST', '/eggs', { user_id: unique('first') });
    if (status === 201) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
