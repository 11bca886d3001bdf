import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeBuddy } from '../../../support/buddy.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';

let server: TestServer;
let buddyId: string;
beforeAll(async () => {
  server = await startTestServer();
  buddyId = (await makeBuddy(server.parts, server.test, 'user_1')).buddy_id;
});
afterAll(() => server.close());

describe('allowed origins', () => {
  let key: string;
  beforeAll(async () => {
    const body = {
      kind: 'publishable',
      label: 'Shop',
      scopes: ['write:embed-tokens'],
      allowed_origins: ['https://shop.example', 'http://localhost:3000'],
    };
    key = (await server.call('POST', '/api-keys', { body })).body.key;
  });
  const embedFrom = (headers: Record<string, string>) =>
    server.call('POST', '/embed-tokens', { as: key, body: { buddy_id: buddyId }, headers });

  test.each([
    ['a listed one', { origin: 'https://shop.example' }, 201],
    ['with its port', { origin: 'http://localhost:3000' }, 201],
    ['another', { origin: 'https://evil.example' }, 403],
    ['a subdomain', { origin: 'https://a.shop.example' }, 403],
    ['another scheme', { origin: 'http://shop.example' }, 403],
    ['none', {}, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    ['a page of the server itself', { 'sec-fetch-site': 'same-origin' }, 403],
  ])('%s', async (_name, headers, status) => {
    const answer = await embedFrom(headers as Record<string, string>);
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body.error.code).toBe('origin_not_allowed');
  });

  test('the server’s own pages, once they are listed', async () => {
    const own_page = { scopes: ['write:embed-tokens'], allowed_origins: ['http://buddy.test'] };
    const body = { kind: 'publishable', label: 'Own', ...own_page };
    const own = (await server.call('POST', '/api-keys', { body })).body.key;
    const headers = { 'sec-fetch-site': 'same-origin' };
    const answer = await server.call('POST', '/embed-tokens', { as: own, body: { buddy_id: buddyId }, headers });
    expect(answer.status).toBe(201);
  });
});
