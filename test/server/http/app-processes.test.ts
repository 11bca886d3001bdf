import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { makeBuddy } from '../../support/buddy.ts';
import { createDatabase, type TestDatabase } from '../../support/databases.ts';
import { startRealServer } from '../../support/real-server.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let database: TestDatabase;
let here: TestServer;
let there: TestServer;
beforeAll(async () => {
  database = await createDatabase('postgres');
  const settings = { databaseUrl: database.place.databaseUrl };
  here = await startTestServer({ settings });
  there = await startTestServer({ settings });
});
afterAll(async () => {
  await here?.close();
  await there?.close();
  await database?.drop();
});

const WITHIN_A_SECOND = { timeout: 1000, interval: 10 };
const use = async (server: TestServer, as: string) => (await server.call('GET', '/api-keys', { as })).status;
const makeKey = async () => (await here.call('POST', '/api-keys', { body: { kind: 'secret', label: 'Shared' } })).body;

describe('two processes on one database', () => {
  test('a key that one makes is good in the other', async () => {
    expect(await use(there, (await makeKey()).key)).toBe(200);
  });

  test('a key that one deletes ends in the other, whose own clock stands still', async () => {
    const { key, key_id } = await makeKey();
    expect(await use(there, key)).toBe(200);
    await here.call('DELETE', `/api-keys/${key_id}`);
    await expect.poll(() => use(there, key), WITHIN_A_SECOND).toBe(401);
  });

  test('so does one that is rotated away', async () => {
    const { key, key_id } = await makeKey();
    expect(await use(there, key)).toBe(200);
    const next = (await here.call('POST', `/api-keys/${key_id}/rotate`)).body;
    await expect.poll(() => use(there, key), WITHIN_A_SECOND).toBe(401);
    expect(await use(there, next.key)).toBe(200);
  });

  test('a revoked session ends in the other', async () => {
    const { buddy_id, user_id } = await makeBuddy(here.parts, here.test, 'ada');
    const body = { buddy_id, user_id, scopes: ['read'] };
    const { token, session_id } = (await here.call('POST', '/widget-sessions', { body })).body;
    expect(await use(there, token)).toBe(403);
    await here.call('DELETE', `/widget-sessions/${session_id}`);
    await expect.poll(() => use(there, token), WITHIN_A_SECOND).toBe(401);
  });

  test('where word of it was lost, it ends within a second all the same', async () => {
    const { key, key_id } = await makeKey();
    expect(await use(there, key)).toBe(200);
    const now = here.clock.now();
    await here.parts.store.keys.expire(here.test, key_id, now, now, true);
    expect(await use(there, key)).toBe(200);
    there.clock.advance(999);
    expect(await use(there, key)).toBe(401);
  });

  test('an egg pins to what another has just published, and may lie in its new audience', async () => {
    const publish = async (document: Configuration) => {
      await here.call('PUT', '/config/draft', { body: document });
      return (await here.call('POST', '/config/publish')).body.config_version_id;
    };
    const lay = async (body: object) => (await there.call('POST', '/eggs', { body, as: here.test.secret })).body;
    const first = await publish({});
    expect((await lay({ user_id: 'early' })).config_version_id).toBe(first);
    const audiences = ['default', 'adults'].map((key) => ({ key, label: key }));
    const second = await publish({ audiences });
    expect(await lay({ user_id: 'late', audience: 'adults' })).toMatchObject({ config_version_id: second });
  });

  test('an outfit that one has given an address for is drawn by the other', async () => {
    const seat = { user_id: 'dressed', audience: 'default' };
    const { egg_id } = (await here.call('POST', '/eggs', { body: seat })).body;
    await here.call('PATCH', `/eggs/${egg_id}`, { body: { status: 'ready' } });
    await here.call('POST', `/eggs/${egg_id}/hatch`);
    const ask = { as: here.test.publishable, query: { ...seat, equip: '' } };
    const { image } = (await here.call('GET', '/widget/preview', ask)).body;
    const picture = await there.call('GET', `/${new URL(image.url).pathname}`, { as: null });
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/svg+xml']);
  });

  test('a call that one has answered is replayed by the other', async () => {
    const call = { idempotencyKey: 'across-processes', body: { kind: 'secret', label: 'Once' } };
    const first = await here.call('POST', '/api-keys', call);
    const again = await there.call('POST', '/api-keys', { ...call, as: here.test.secret });
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.text).toBe(first.text);
  });
});

test('three that start together on an empty database make one workspace and one set of keys', async () => {
  const empty = await createDatabase('postgres');
  const generated = { HATCHED_BOOTSTRAP_SECRET_KEY: '', HATCHED_BOOTSTRAP_PUBLISHABLE_KEY: '', HATCHED_DEMO: '0' };
  const servers = await Promise.all([1, 2, 3].map(() => startRealServer({ ...empty.environment, ...generated })));
  const printed = () => servers.flatMap((server) => server.output().match(/hatch_(live|test)_\w+/g) ?? []);
  await expect.poll(() => printed().length).toBe(2);
  for (const { url } of servers) {
    const answer = await fetch(`${url}/api/v1/api-keys`, { headers: { authorization: `Bearer ${printed()[0]}` } });
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { data: unknown[] }).data).toHaveLength(2);
  }
  await Promise.all(servers.map((server) => server.stop()));
  await empty.drop();
});
