import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WEBHOOK_EVENTS } from '../../../src/contract/webhooks.ts';
import { maskUrl } from '../../../src/server/webhooks/log.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const URL = 'https://example.com/hooks?token=hush';
const create = (body: object = {}, as = server.test.secret) =>
  server.call('POST', '/webhook-endpoints', { as, body: { url: URL, events: ['*'], ...body } });
const stored = async (id: string) => (await server.parts.store.endpoints.byId(server.test, id))!;
const open = (sealed: string) => server.parts.secrets.open(sealed);

test('an endpoint, its defaults and its secret, which is shown this once', async () => {
  const made = await create();
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ url: URL, events: ['*'], format: 'raw', description: '', active: true });
  expect(made.body).toMatchObject({ retry: 'standard', recover: false, disabled: null });
  expect(made.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const read = await server.call('GET', `/webhook-endpoints/${made.body.endpoint_id}`);
  expect(read.body).toEqual({ ...made.body, secret: undefined });
  expect((await server.call('GET', '/webhook-endpoints')).text).not.toContain(made.body.secret);
});

test('the database holds the secret sealed', async () => {
  const { endpoint_id, secret } = (await create()).body;
  const { secrets } = await stored(endpoint_id);
  expect(JSON.stringify(secrets)).not.toContain(secret);
  expect(open(secrets[0]!.secret)).toBe(secret);
});

describe('a URL that cannot be used', () => {
  const cases: [url: string, message: RegExp][] = [
    ['example.com/hooks', /must be a URL/],
    ['', /at least 1/],
    ['ftp://example.com', /https/],
    ['javascript:alert(1)', /https/],
    ['file:///etc/passwd', /https/],
    ['https://user:password@example.com', /password/],
    ['https://user@example.com', /user name/],
    ['https://example.com/#part', /fragment/],
    [`https://example.com/${'x'.repeat(2048)}`, /2048/],
  ];
  for (const [url, message] of cases) {
    test(url.slice(0, 50), async () => {
      const answer = await create({ url });
      expect(answer.status).toBe(422);
      expect(answer.body.error.details.fields).toEqual([{ path: 'url', message: expect.stringMatching(message) }]);
    });
  }

  test('neither in a change', async () => {
    const { endpoint_id } = (await create()).body;
    const answer = await server.call('PATCH', `/webhook-endpoints/${endpoint_id}`, { body: { url: 'gopher://x' } });
    expect(answer.status).toBe(422);
  });
});

test('events are those that there are, once each', async () => {
  expect((await create({ events: ['coin.stolen'] })).status).toBe(422);
  expect((await create({ events: [] })).status).toBe(422);
  // Causes have addresses of their own.
  expect((await create({ events: ['cause.threshold_reached'] })).status).toBe(422);
  expect((await create({ events: ['coin.earned', 'coin.earned'] })).body.events).toEqual(['coin.earned']);
  expect((await create({ events: ['coin.earned', '*'] })).body.events).toEqual(['*']);
  const catalogue = await server.call('GET', '/webhook-endpoints/events');
  const events = catalogue.body.events as { event: string; description: string; sample: object }[];
  expect(events.map(({ event }) => event)).toEqual(WEBHOOK_EVENTS);
  for (const one of events) expect(one.sample).toHaveProperty('request_id');
});

test('a change leaves the rest as it is', async () => {
  const { endpoint_id, created_at } = (await create({ description: 'Mail' })).body;
  const path = `/webhook-endpoints/${endpoint_id}`;
  const changed = await server.call('PATCH', path, { body: { active: false, format: 'envelope' } });
  expect(changed.body).toEqual({
    endpoint_id,
    url: URL,
    events: ['*'],
    format: 'envelope',
    description: 'Mail',
    active: false,
    retry: 'standard',
    recover: false,
    disabled: null,
    created_at,
  });
  expect((await server.call('PATCH', path, { body: {} })).body).toEqual(changed.body);
});

test('a removed endpoint is gone', async () => {
  const { endpoint_id } = (await create()).body;
  const path = `/webhook-endpoints/${endpoint_id}`;
  expect((await server.call('DELETE', path)).status).toBe(204);
  expect((await server.call('GET', path)).status).toBe(404);
  expect((await server.call('DELETE', path)).status).toBe(404);
  expect((await server.call('PATCH', path, { body: { active: true } })).status).toBe(404);
});

describe('a new secret', () => {
  test('takes the place of the old one at once', async () => {
    const { endpoint_id, secret } = (await create()).body;
    const rotated = await server.call('POST', `/webhook-endpoints/${endpoint_id}/rotate-secret`);
    expect(rotated.status).toBe(200);
    expect(rotated.body.secret).not.toBe(secret);
    expect((await stored(endpoint_id)).secrets.map((entry) => open(entry.secret))).toEqual([rotated.body.secret]);
  });

  test('or signs beside it until the grace has passed', async () => {
    const { endpoint_id, secret } = (await create()).body;
    const rotate = (body: object) => server.call('POST', `/webhook-endpoints/${endpoint_id}/rotate-secret`, { body });
    const second = (await rotate({ grace_seconds: 3600 })).body.secret;
    const [newest, old] = (await stored(endpoint_id)).secrets;
    expect([open(newest!.secret), newest!.expires_at]).toEqual([second, null]);
    expect([open(old!.secret), old!.expires_at]).toEqual([secret, server.clock.now() + 3600_000]);

    const third = (await rotate({ grace_seconds: 7200 })).body.secret;
    const all = (await stored(endpoint_id)).secrets;
    expect(all.map((entry) => open(entry.secret))).toEqual([third, second, secret]);
    expect(all[2]!.expires_at).toBe(server.clock.now() + 3600_000);

    server.clock.advance(3600_000);
    const fourth = (await rotate({ grace_seconds: 60 })).body.secret;
    const left = (await stored(endpoint_id)).secrets;
    expect(left.map((entry) => open(entry.secret))).toEqual([fourth, third, second]);
  });
});

test('five secrets sign at most: the oldest gives way', async () => {
  const { endpoint_id, secret } = (await create()).body;
  const secrets: string[] = [secret];
  for (let rotation = 0; rotation < 5; rotation++) {
    const body = { grace_seconds: 7 * 24 * 3600 };
    secrets.unshift(
      (await server.call('POST', `/webhook-endpoints/${endpoint_id}/rotate-secret`, { body })).body.secret,
    );
  }
  expect((await stored(endpoint_id)).secrets.map((entry) => open(entry.secret))).toEqual(secrets.slice(0, 5));
  const longer = { grace_seconds: 7 * 24 * 3600 + 1 };
  const answer = await server.call('POST', `/webhook-endpoints/${endpoint_id}/rotate-secret`, { body: longer });
  expect(answer.status).toBe(422);
});

test('two hundred are enough', async () => {
  const { test: world } = await server.makeCustomer();
  const statuses: number[] = [];
  for (let made = 0; made < 201; made++) statuses.push((await create({}, world.secret)).status);
  expect(statuses.slice(0, 200)).toEqual(Array<number>(200).fill(201));
  expect(statuses[200]).toBe(409);
});

test('another world sees none of them', async () => {
  const { endpoint_id } = (await create()).body;
  const other = await server.makeCustomer();
  for (const as of [server.live.secret, other.test.secret]) {
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/rotate-secret'],
      ['GET', '/deliveries'],
    ] as const) {
      const answer = await server.call(method, `/webhook-endpoints/${endpoint_id}${path}`, { as });
      expect(answer.status, `${method} ${path}`).toBe(404);
    }
  }
});

test('the addresses in lists of deliveries show the host alone', () => {
  expect(maskUrl('https://example.com/hooks/T0K3N?key=1')).toBe('https://example.com/…');
  expect(maskUrl('https://example.com:8443')).toBe('https://example.com:8443/');
});
