import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeBuddy } from '../../../support/buddy.ts';
import { startTestServer, type Call, type TestServer } from '../../../support/server.ts';

let server: TestServer;
let buddyId: string;
beforeAll(async () => {
  server = await startTestServer();
  buddyId = (await makeBuddy(server.parts, server.test, 'ada')).buddy_id;
});
afterAll(() => server.close());

const openSession = (more: object = {}) =>
  server.call('POST', '/widget-sessions', { body: { buddy_id: buddyId, user_id: 'ada', scopes: ['read'], ...more } });
const whoAmI = (as: string | null, call: Call = {}) => server.call('GET', '/api-keys', { as, ...call });

describe('what is no credential', () => {
  const cases: [name: string, headers: Record<string, string>, message: RegExp][] = [
    ['nothing', {}, /Authorization: Bearer/],
    ['basic', { authorization: 'Basic dXNlcjpwYXNz' }, /"Bearer", a space/],
    ['no scheme', { authorization: 'hatch_test_abc' }, /"Bearer", a space/],
    ['two', { authorization: 'Bearer a b' }, /"Bearer", a space/],
    ['an unknown kind', { authorization: 'Bearer sk_live_123' }, /neither a key .* nor a token/],
    ['a novel', { authorization: `Bearer hatch_live_${'a'.repeat(5000)}` }, /neither a key .* nor a token/],
    ['a key of nobody', { authorization: `Bearer hatch_live_${'a'.repeat(42)}` }, /mistyped/],
  ];
  for (const [name, headers, message] of cases) {
    test(name, async () => {
      const answer = await whoAmI(null, { headers });
      expect(answer.status).toBe(401);
      expect(answer.body.error).toMatchObject({ code: 'unauthorized', message: expect.stringMatching(message) });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    });
  }

  test('a mistyped key says so; a whole one that was deleted does not', async () => {
    const { secret } = server.test;
    const typo = secret.slice(0, -1) + (secret.endsWith('a') ? 'b' : 'a');
    expect((await whoAmI(typo)).body.error.message).toMatch(/mistyped/);
  });

  test.each(['/api-keys?key=hatch_test_abc', '/openapi.json?token=eyJhbGciOi'])(
    'a credential in the URL: %s',
    async (path) => {
      const answer = await server.call('GET', path);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(/credential in the URL/);
    },
  );

  test('a secret key from a browser', async () => {
    const answer = await whoAmI(server.test.secret, { headers: { origin: 'https://app.example.com' } });
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({ code: 'forbidden', message: expect.stringMatching(/browser/) });
  });
});

describe('keys', () => {
  const make = async (body: object = {}) =>
    (await server.call('POST', '/api-keys', { body: { kind: 'secret', label: 'New', ...body } })).body;

  test('the key is in the answer that makes it, and nowhere else', async () => {
    const made = await make();
    expect(made.key).toMatch(/^hatch_test_[A-Za-z0-9]{42}$/);
    const list = await whoAmI(made.key);
    expect(list.status).toBe(200);
    expect(list.text).not.toContain(made.key);
    const listed = list.body.data.find((key: { key_id: string }) => key.key_id === made.key_id);
    expect(listed).toMatchObject({ masked_key: `hatch_test_…${made.key.slice(-4)}`, label: 'New', kind: 'secret' });
  });

  test('live and test keys make and see their own', async () => {
    const made = await server.call('POST', '/api-keys', {
      as: server.live.secret,
      body: { kind: 'secret', label: 'L' },
    });
    expect(made.body.key).toMatch(/^hatch_live_/);
    expect((await whoAmI(server.test.secret)).text).not.toContain(made.body.key_id);
    const rotated = await server.call('POST', `/api-keys/${made.body.key_id}/rotate`);
    expect(rotated.status).toBe(404);
  });

  test('publishable keys get scopes and origins, secret ones do not', async () => {
    const made = await make({ kind: 'publishable', scopes: ['read:buddies'], allowed_origins: ['https://a.example'] });
    expect(made).toMatchObject({ scopes: ['read:buddies'], allowed_origins: ['https://a.example'] });
    expect(made.key).toMatch(/^hatch_pk_/);
    const refused = await server.call('POST', '/api-keys', {
      body: { kind: 'secret', label: 'x', scopes: ['read:buddies'] },
    });
    expect(refused.status).toBe(422);
    expect(refused.body.error.details.fields[0].path).toBe('scopes');
  });

  test('publishable keys get neither unless they are chosen; any origin is a choice', async () => {
    const body = { kind: 'publishable', label: 'x' };
    const refused = await server.call('POST', '/api-keys', { body });
    expect(refused.status).toBe(422);
    expect(refused.body.error.details.fields).toMatchObject([{ path: 'scopes' }, { path: 'allowed_origins' }]);
    const made = await make({ ...body, scopes: ['write:embed-tokens'], allowed_origins: ['*'] });
    expect([made.scopes, made.allowed_origins]).toEqual([['write:embed-tokens'], ['*']]);
    const embed = (headers = {}) =>
      server.call('POST', '/embed-tokens', { as: made.key, body: { buddy_id: buddyId }, headers });
    expect([(await embed()).status, (await embed({ origin: 'https://any.example' })).status]).toEqual([201, 201]);
    const read = await server.call('GET', `/buddies/${buddyId}`, { as: made.key });
    expect(read.body.error.code).toBe('missing_scope');
    const both = ['*', 'https://a.example'];
    const mixed = await server.call('POST', '/api-keys', {
      body: { ...body, scopes: ['read:buddies'], allowed_origins: both },
    });
    expect(mixed.body.error.details.fields[0].path).toBe('allowed_origins.0');
  });

  test('origins are kept as browsers write them', async () => {
    const allowed_origins = ['https://Shop.Example:443', 'https://shop.example', 'http://localhost:3000'];
    const made = await make({ kind: 'publishable', scopes: ['read:buddies'], allowed_origins });
    expect(made.allowed_origins).toEqual(['https://shop.example', 'http://localhost:3000']);
    for (const origin of ['https://', 'https://a b', 'https://a/path', 'https://[', 'ftp://a']) {
      const refused = await server.call('POST', '/api-keys', {
        body: { kind: 'publishable', label: 'x', scopes: ['read:buddies'], allowed_origins: [origin] },
      });
      expect(refused.status, origin).toBe(422);
      expect(refused.body.error.details.fields[0].path, origin).toBe('allowed_origins.0');
    }
  });

  test('rotation: the old key ends at once, or when its grace does', async () => {
    const first = await make();
    const second = (await server.call('POST', `/api-keys/${first.key_id}/rotate`)).body;
    expect((await whoAmI(first.key)).body.error).toMatchObject({
      code: 'unauthorized',
      message: expect.stringMatching(/ended/),
    });
    expect((await whoAmI(second.key)).status).toBe(200);

    const third = await server.call('POST', `/api-keys/${second.key_id}/rotate`, { body: { grace_seconds: 60 } });
    expect(third.status).toBe(201);
    server.clock.advance(59_999);
    expect((await whoAmI(second.key)).status).toBe(200);
    server.clock.advance(1);
    expect((await whoAmI(second.key)).status).toBe(401);
    expect((await whoAmI(third.body.key)).status).toBe(200);
  });

  test('the successor takes over what the old one was for', async () => {
    const old = await make({
      kind: 'publishable',
      label: 'Shop',
      scopes: ['read:operations'],
      allowed_origins: ['https://s.example'],
    });
    const next = (await server.call('POST', `/api-keys/${old.key_id}/rotate`)).body;
    expect(next).toMatchObject({
      kind: 'publishable',
      label: 'Shop',
      scopes: ['read:operations'],
      allowed_origins: ['https://s.example'],
    });
  });

  test('a key is rotated once', async () => {
    const old = await make();
    await server.call('POST', `/api-keys/${old.key_id}/rotate`, { body: { grace_seconds: 60 } });
    const again = await server.call('POST', `/api-keys/${old.key_id}/rotate`);
    expect(again.status).toBe(409);
    expect(again.body.error.code).toBe('conflict');
  });

  test('deleting ends a key, in the same breath for calls that know it already', async () => {
    const made = await make();
    expect((await whoAmI(made.key)).status).toBe(200);
    expect((await server.call('DELETE', `/api-keys/${made.key_id}`)).status).toBe(204);
    expect((await whoAmI(made.key)).status).toBe(401);
    expect((await server.call('DELETE', `/api-keys/${made.key_id}`)).status).toBe(404);
  });

  test('the last secret key stays', async () => {
    const other = await server.makeCustomer();
    const { secret } = other.live;
    const keys = await whoAmI(secret);
    const own = keys.body.data.find((key: { kind: string }) => key.kind === 'secret');
    const refused = await server.call('DELETE', `/api-keys/${own.key_id}`, { as: secret });
    expect(refused.status).toBe(409);
    expect(refused.body.error).toMatchObject({ code: 'conflict', message: expect.stringMatching(/last secret key/) });
    expect((await whoAmI(secret)).status).toBe(200);
    const publishable = keys.body.data.find((key: { kind: string }) => key.kind === 'publishable');
    expect((await server.call('DELETE', `/api-keys/${publishable.key_id}`, { as: secret })).status).toBe(204);
  });

  test('two that delete each other: one is left', async () => {
    const { live } = await server.makeCustomer();
    const made = await server.call('POST', '/api-keys', { as: live.secret, body: { kind: 'secret', label: 'Two' } });
    const keys = await whoAmI(live.secret);
    const ids = keys.body.data.filter((key: { kind: string }) => key.kind === 'secret');
    const ends = await Promise.all(
      ids.map(({ key_id }: { key_id: string }) => server.call('DELETE', `/api-keys/${key_id}`, { as: live.secret })),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual([204, 409]);
    const left = [(await whoAmI(live.secret)).status, (await whoAmI(made.body.key)).status];
    expect(left.sort()).toEqual([200, 401]);
  });

  test('when a key was last used is known to the minute', async () => {
    const made = await make();
    const lastUsed = async () => {
      const list = await server.call('GET', '/api-keys');
      return list.body.data.find((key: { key_id: string }) => key.key_id === made.key_id).last_used_at;
    };
    expect(await lastUsed()).toBeNull();
    await whoAmI(made.key);
    const first = await lastUsed();
    expect(first).toBe(new Date(server.clock.now()).toISOString());
    server.clock.advance(30_000);
    await whoAmI(made.key);
    expect(await lastUsed()).toBe(first);
    server.clock.advance(30_000);
    await whoAmI(made.key);
    expect(await lastUsed()).toBe(new Date(server.clock.now()).toISOString());
  });

  test('fifty are enough', async () => {
    const { test: world } = await server.makeCustomer();
    const statuses: number[] = [];
    for (let made = 0; made < 49; made++) {
      const body = { kind: 'publishable', label: `Key ${made}`, scopes: ['read:buddies'], allowed_origins: ['*'] };
      statuses.push((await server.call('POST', '/api-keys', { as: world.secret, body })).status);
    }
    expect(statuses.filter((status) => status === 201)).toHaveLength(48);
    expect(statuses.at(-1)).toBe(409);
  });
});

describe('widget sessions', () => {
  const state = (token: string) =>
    server.call('DELETE', '/widget-sessions/ses_00000000000000000000000000', { as: token });

  test('a session names its buddy and its end', async () => {
    const made = await openSession({ scopes: ['read', 'items:equip', 'read'], ttl_seconds: 60 });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      buddy_id: buddyId,
      scopes: ['read', 'items:equip'],
      expires_at: new Date(server.clock.now() + 60_000).toISOString(),
    });
    expect(await server.parts.tokens.verify(made.body.token)).toMatchObject({ kind: 'session', buddy_id: buddyId });
  });

  const refused: [name: string, body: object, status: number][] = [
    ['no scope', { scopes: [] }, 422],
    ['a scope that is none', { scopes: ['admin'] }, 422],
    ['more than an hour', { ttl_seconds: 3601 }, 422],
    ['no time at all', { ttl_seconds: 0 }, 422],
    ['a buddy that is not there', { buddy_id: 'buddy_00000000000000000000000000' }, 404],
    ['a buddy of another user', { user_id: 'eve' }, 404],
  ];
  for (const [name, body, status] of refused) {
    test(name, async () => expect((await openSession(body)).status).toBe(status));
  }

  test('revoking ends the token at once; twice is as good as once', async () => {
    const { token, session_id } = (await openSession()).body;
    expect((await state(token)).body.error.code).toBe('forbidden');
    expect((await server.call('DELETE', `/widget-sessions/${session_id}`)).status).toBe(204);
    expect((await state(token)).body.error).toMatchObject({ code: 'token_revoked' });
    expect((await server.call('DELETE', `/widget-sessions/${session_id}`)).status).toBe(204);
  });

  test('a token ends when it says', async () => {
    const { token } = (await openSession({ ttl_seconds: 10 })).body;
    server.clock.advance(9999);
    expect((await state(token)).status).toBe(403);
    server.clock.advance(1);
    expect((await state(token)).body.error.code).toBe('token_expired');
  });
});

describe('embed tokens', () => {
  const embed = (body: object, as = server.test.publishable) => server.call('POST', '/embed-tokens', { as, body });

  test.each(['secret', 'publishable'] as const)('by a %s key, for a day', async (kind) => {
    const made = await embed({ buddy_id: buddyId }, server.test[kind]);
    expect(made.status).toBe(201);
    expect(made.body.expires_at).toBe(new Date(server.clock.now() + 24 * 3600_000).toISOString());
    expect(await server.parts.tokens.verify(made.body.token)).toMatchObject({ kind: 'embed', scopes: ['read'] });
  });

  test('by user', async () => {
    expect((await embed({ user_id: 'ada' })).body.buddy_id).toBe(buddyId);
    expect((await embed({ user_id: 'ada', buddy_id: buddyId })).body.buddy_id).toBe(buddyId);
  });

  test.each([
    ['nobody named', {}, 422],
    ['scopes', { buddy_id: 'buddy_00000000000000000000000000', scopes: ['read'] }, 422],
    ['more than a day', { user_id: 'ada', ttl_seconds: 24 * 3600 + 1 }, 422],
    ['a user without a buddy', { user_id: 'eve' }, 404],
    ['an audience that is none', { user_id: 'ada', audience: 'vips' }, 400],
  ])('%s', async (_name, body, status) => expect((await embed(body)).status).toBe(status));

  test('scopes are refused with a hint; what nobody knows is called that', async () => {
    const told = async (more: object) => (await embed({ user_id: 'ada', ...more })).body.error.details.fields;
    expect(await told({ scopes: ['read'] })).toEqual([
      { path: 'scopes', message: expect.stringMatching(/an embed token reads.*POST \/widget-sessions$/) },
    ]);
    expect(await told({ scope: 'read' })).toEqual([{ path: 'scope', message: 'is not a known field' }]);
  });

  test('needs the scope', async () => {
    const key = await server.call('POST', '/api-keys', {
      body: { kind: 'publishable', label: 'Reader', scopes: ['read:buddies'], allowed_origins: ['*'] },
    });
    const answer = await embed({ buddy_id: buddyId }, key.body.key);
    expect(answer.status).toBe(403);
    expect(answer.body.error.code).toBe('missing_scope');
  });
});
