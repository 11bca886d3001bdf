import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBuddy } from '../../support/buddy.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const codeOf = async (path: string, as: string): Promise<string | undefined> =>
  (await server.call('GET', path, { as })).body.error?.code;

test('a key that ends as a known one does is another key', async () => {
  const { secret } = server.test;
  expect(await codeOf('/api-keys', secret)).toBeUndefined();
  expect(await codeOf('/api-keys', `hatch_live_${secret.slice(-36)}`)).toBe('unauthorized');
  expect(await codeOf('/api-keys', secret)).toBeUndefined();
});

test('a known token’s signature under other claims opens nothing', async () => {
  const { buddy_id } = await makeBuddy(server.parts, server.test, 'ada');
  const { token } = (
    await server.call('POST', '/widget-sessions', { body: { buddy_id, user_id: 'ada', scopes: ['read'] } })
  ).body;
  expect(await codeOf('/widget/state', token)).not.toBe('unauthorized');
  const [header, payload, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const others = Buffer.from(JSON.stringify({ ...claims, scopes: ['read', 'items:equip'] })).toString('base64url');
  expect(await codeOf('/widget/state', [header, others, signature].join('.'))).toBe('unauthorized');
});
