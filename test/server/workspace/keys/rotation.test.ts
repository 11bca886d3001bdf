import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SigningSecrets } from '../../../../src/server/settings.ts';
import type { DeliveryRow } from '../../../../src/server/store/rows.ts';
import { targetOf } from '../../../../src/server/webhooks/dispatch/targets.ts';
import { sealAnew } from '../../../../src/server/workspace/seal-anew.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../../support/databases.ts';
import { LESSONS } from '../../../support/lessons.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';

const [OLD, NEW] = ['the old signing secret, long enough', 'the new signing secret, long enough'];
const CAUSE = {
  key: 'trees',
  label: 'Trees',
  metric: 'coins_earned',
  threshold: 5,
  webhook_url: 'https://trees.example.com/hook',
  secret: 'a secret of the cause',
};

describe.each(DATABASE_KINDS)('a signing secret is rotated on %s', (kind) => {
  let database: TestDatabase;
  let keys: { secret: string; world: Pick<TestServer['test'], 'customer_id' | 'mode'> };
  let endpoint: { endpoint_id: string; secret: string };
  let token: string;
  const post = { idempotencyKey: 'once', body: { user_id: 'ann' } };
  const event = { event_id: 'first', user_id: 'bob', type: 'lesson' };

  /** The server as it is started with these. */
  async function withSecrets<T>(signingSecrets: SigningSecrets, use: (server: TestServer) => Promise<T>): Promise<T> {
    const server = await startTestServer({ settings: { ...database.place, signingSecrets } });
    try {
      return await use(server);
    } finally {
      await server.close();
    }
  }

  async function opened({ parts }: TestServer): Promise<(readonly string[] | undefined)[]> {
    const { world } = keys;
    const row = await parts.store.endpoints.byId(world, endpoint.endpoint_id);
    const owed = (endpoint_id: string) => ({ ...world, endpoint_id }) as DeliveryRow;
    const targets = [
      targetOf(parts, owed(endpoint.endpoint_id), row!),
      targetOf(parts, owed('cause:trees'), undefined),
    ];
    return (await Promise.all(targets)).map((target) => target?.secrets);
  }
  const state = (server: TestServer) => server.call('GET', '/widget/state', { as: token });

  beforeAll(async () => {
    database = await createDatabase(kind);
    await withSecrets([OLD], async (server) => {
      const { secret, ...world } = server.test;
      keys = { secret, world: { customer_id: world.customer_id, mode: world.mode } };
      await server.call('PUT', '/config/draft', { body: { ...LESSONS, causes: [CAUSE] } });
      expect((await server.call('POST', '/config/publish')).status).toBe(200);
      const url = 'https://example.com/hook';
      endpoint = (await server.call('POST', '/webhook-endpoints', { body: { url, events: ['*'] } })).body;
      expect((await server.call('POST', '/eggs', post)).status).toBe(201);
      token = (await server.call('POST', '/widget-sessions', { body: { user_id: 'ann', scopes: ['read'] } })).body
        .token;
      await server.call('POST', '/events', { body: event });
      expect((await server.call('DELETE', '/users/bob')).status).toBe(204);
    });
  });
  afterAll(() => database.drop());

  test('with both, all that was signed and sealed is good, and the sweep seals it anew, once', () =>
    withSecrets([NEW, OLD], async (server) => {
      const as = keys.secret;
      expect((await state(server)).status).toBe(200);
      expect(await opened(server)).toEqual([[endpoint.secret], [CAUSE.secret]]);
      const again = await server.call('POST', '/eggs', { as, ...post });
      expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
      const other = await server.call('POST', '/eggs', { as, ...post, body: { user_id: 'eve' } });
      expect(other.body.error.code).toBe('idempotency_key_conflict');
      expect((await server.call('POST', '/events', { as, body: event })).body).toMatchObject({ duplicate: true });

      expect(await sealAnew(server.parts)).toBe(3);
      expect(await sealAnew(server.parts)).toBe(0);
      expect(await opened(server)).toEqual([[endpoint.secret], [CAUSE.secret]]);
    }));

  test('then the old one can be taken away: what it sealed stays, what it signed ends', () =>
    withSecrets([NEW], async (server) => {
      expect(await opened(server)).toEqual([[endpoint.secret], [CAUSE.secret]]);
      expect((await server.call('POST', '/events', { as: keys.secret, body: event })).body.duplicate).toBe(true);
      expect((await state(server)).body.error.code).toBe('unauthorized');
    }));

  test('the old one alone opens none of it any more', () =>
    withSecrets([OLD], async (server) => {
      expect(await opened(server)).toEqual([undefined, undefined]);
    }));
});
