import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweep } from '../../../src/server/jobs/sweep.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

const HOUR = 3600_000;
let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

test('an Idempotency-Key is kept for 24 hours, and then forgotten', async () => {
  const { buddy_id } = await server.hatch();
  const idempotency_key = unique('grant');
  const grant = () =>
    server.call('POST', `/buddies/${buddy_id}/coins`, { body: { amount: 5, reason: 'r' }, idempotency_key });
  await grant();
  expect(await sweep(server.parts, server.clock.now() + 24 * HOUR - 1)).toBe(0);
  expect((await grant()).headers['idempotency-replayed']).toBe('true');
  expect(await sweep(server.parts, server.clock.now() + 24 * HOUR + 1)).toBeGreaterThan(0);
  expect((await grant()).headers['idempotency-replayed']).toBeUndefined();
});

test('sessions go a day after they ended', async () => {
  const pip = await server.hatch();
  const body = { buddy_id: pip.buddy_id, user_id: pip.user_id, scopes: ['read'], ttl_seconds: 60 };
  const { session_id } = (await server.call('POST', '/widget-sessions', { body })).body;
  await sweep(server.parts, server.clock.now() + 24 * HOUR);
  expect(await server.parts.store.sessions.byId(session_id)).not.toBeNull();
  await sweep(server.parts, server.clock.now() + 25 * HOUR);
  expect(await server.parts.store.sessions.byId(session_id)).toBeNull();
});
