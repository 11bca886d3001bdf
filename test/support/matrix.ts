import { PUBLISHABLE_SCOPES, SESSION_SCOPES, type SessionScope } from '../../src/contract/credentials.ts';
import { createTokens } from '../../src/server/gate/tokens.ts';
import type { RouteDefinition } from '../../src/server/http/route.ts';
import type { Playground } from './playground.ts';
import { unique } from './server.ts';

/** One of everything that a path or a body may name. */
export interface Fixture {
  user_id: string;
  buddy_id: string;
  egg_id: string;
  operation_id: string;
  key_id: string;
  session_id: string;
  endpoint_id: string;
  delivery_id: string;
  config_version_id: string;
  evt_id: string;
  /** Two versions to compare. */
  a: string;
  b: string;
  key: string;
}

export interface Sample {
  /** Appended to the path for callers that have to say whom they mean: publishable keys. */
  query?: string;
  body?: unknown;
  form?: FormData;
  /** A caller of another world: 404 (the usual where the path or body names something), or how else it shows nothing. */
  foreign?: number;
}

const SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64"/></svg>';

/** A call that is right in all but its credential, for every route that needs one. */
export const SAMPLES: Record<string, (on: Fixture) => Sample> = {
  'POST /events': ({ user_id }) => ({ body: { event_id: unique('event'), user_id, type: 'lesson' }, foreign: 200 }),
  'GET /events': () => ({ foreign: 200 }),
  'GET /events/:evt_id': () => ({}),
  'POST /events/batch': ({ user_id }) => ({
    body: { events: [{ event_id: unique('event'), user_id, type: 'lesson' }] },
    foreign: 200,
  }),
  'PUT /users/:user_id': () => ({ body: { time_zone: 'Europe/Berlin' }, foreign: 200 }),
  'DELETE /users/:user_id': () => ({}),
  'GET /users/:user_id/export': () => ({}),
  'POST /eggs': () => ({ body: { user_id: unique('user') }, foreign: 409 }),
  'GET /eggs': () => ({ foreign: 200 }),
  'GET /eggs/:egg_id': () => ({}),
  'PATCH /eggs/:egg_id': () => ({ body: { status: 'ready' } }),
  'POST /eggs/:egg_id/hatch': () => ({}),
  'GET /operations/:operation_id': () => ({}),
  'GET /buddies': () => ({ foreign: 200 }),
  'GET /buddies/:buddy_id': () => ({}),
  'PATCH /buddies/:buddy_id': () => ({ body: { name: 'Pip' } }),
  'DELETE /buddies/:buddy_id': () => ({}),
  'POST /buddies/:buddy_id/evolve': () => ({}),
  'POST /buddies/:buddy_id/appearance/rerender': () => ({}),
  'POST /buddies/migrate': ({ buddy_id, config_version_id }) => ({ body: { buddy_id, to: config_version_id } }),
  'POST /buddies/:buddy_id/coins': () => ({ body: { amount: 5, reason: 'test' } }),
  'POST /buddies/:buddy_id/coins/spend': () => ({ body: { amount: 1, reason: 'test' } }),
  'POST /buddies/:buddy_id/tokens': () => ({ body: { token_key: 'gem', amount: 2, reason: 'test' } }),
  'POST /buddies/:buddy_id/tokens/spend': () => ({ body: { token_key: 'gem', amount: 1, reason: 'test' } }),
  'POST /buddies/:buddy_id/badges': () => ({ body: { badge_key: 'speech', reason: 'test' } }),
  'PATCH /buddies/:buddy_id/skills': () => ({
    body: { skills: [{ skill_key: 'grammar', value: 20 }], reason: 'test' },
  }),
  'POST /buddies/:buddy_id/purchases': () => ({ body: { item_id: 'scarf' } }),
  'PUT /buddies/:buddy_id/equipment': () => ({ body: { equip: ['cap'] } }),
  'GET /buddies/:buddy_id/ledger': () => ({}),
  'GET /leaderboards/:key': () => ({}),
  'POST /assets': () => ({ form: upload(), foreign: 201 }),
  'GET /assets': () => ({ foreign: 200 }),
  'GET /widget/state': ({ buddy_id }) => ({ query: `?buddy_id=${buddy_id}` }),
  'GET /widget/stream': ({ buddy_id }) => ({ query: `?buddy_id=${buddy_id}` }),
  'POST /widget/track': () => ({ body: { event_id: unique('event'), type: 'lesson' } }),
  'GET /widget/marketplace': ({ buddy_id }) => ({ query: `?buddy_id=${buddy_id}` }),
  'POST /widget/marketplace/purchases': () => ({ body: { item_id: 'boots' } }),
  'PUT /widget/equipment': () => ({ body: { equip: ['cap'] } }),
  'GET /widget/operations/:operation_id': () => ({}),
  'GET /widget/preview': ({ buddy_id }) => ({ query: `?buddy_id=${buddy_id}` }),
  'POST /widget/hatch': () => ({ body: {} }),
  'PATCH /widget/buddy': () => ({ body: { name: 'Pip' } }),
  'POST /widget/appearance/rerender': () => ({}),
  'GET /widget/leaderboards/:key': ({ buddy_id }) => ({ query: `?buddy_id=${buddy_id}` }),
  'POST /widget-sessions': ({ buddy_id, user_id }) => ({ body: { buddy_id, user_id, scopes: ['read'] } }),
  'DELETE /widget-sessions/:session_id': () => ({}),
  'POST /embed-tokens': ({ buddy_id }) => ({ body: { buddy_id } }),
  'POST /api-keys': () => ({
    body: { kind: 'publishable', label: 'Sample', scopes: ['read:buddies'], allowed_origins: ['*'] },
    foreign: 201,
  }),
  'GET /api-keys': () => ({ foreign: 200 }),
  'POST /api-keys/:key_id/rotate': () => ({}),
  'DELETE /api-keys/:key_id': () => ({}),
  'GET /config/draft': () => ({}),
  'PUT /config/draft': () => ({ body: {}, foreign: 200 }),
  'POST /config/validate': () => ({ body: {}, foreign: 200 }),
  'POST /config/publish': () => ({ foreign: 409 }),
  'GET /config/versions': () => ({ foreign: 200 }),
  'GET /config/versions/:config_version_id': () => ({}),
  'GET /config/versions/:a/diff/:b': () => ({}),
  'POST /webhook-endpoints': () => ({ body: { url: 'https://example.com', events: ['*'] }, foreign: 201 }),
  'GET /webhook-endpoints': () => ({ foreign: 200 }),
  'GET /webhook-endpoints/events': () => ({ foreign: 200 }),
  'GET /webhook-endpoints/:endpoint_id': () => ({}),
  'PATCH /webhook-endpoints/:endpoint_id': () => ({ body: { active: false } }),
  'DELETE /webhook-endpoints/:endpoint_id': () => ({}),
  'POST /webhook-endpoints/:endpoint_id/rotate-secret': () => ({}),
  'GET /webhook-endpoints/:endpoint_id/deliveries': () => ({}),
  'GET /webhooks/health': () => ({ foreign: 200 }),
  'POST /webhook-endpoints/:endpoint_id/test': () => ({}),
  'POST /webhook-endpoints/:endpoint_id/deliveries/:delivery_id/replay': () => ({}),
  'POST /webhook-endpoints/:endpoint_id/replay': () => ({
    body: { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' },
  }),
};

function upload(): FormData {
  const form = new FormData();
  form.set('file', new Blob([SQUARE], { type: 'image/svg+xml' }), 'square.svg');
  return form;
}

export const nameOf = ({ method, path }: RouteDefinition): string => `${method} ${path}`;

/** What a route needs to succeed: a hatched buddy with coins, and one of everything else, made anew for each route. */
export async function makeFixture(playground: Playground): Promise<Fixture> {
  const post = async (path: string, body?: unknown) => (await playground.call('POST', path, { body })).body;
  const { user_id, buddy_id, operation_id } = await playground.hatch();
  await post(`/buddies/${buddy_id}/coins`, { amount: 100, reason: 'fixture' });
  await post(`/buddies/${buddy_id}/tokens`, { token_key: 'gem', amount: 3, reason: 'fixture' });
  await post(`/buddies/${buddy_id}/purchases`, { item_id: 'cap' });
  const { data: versions } = (await playground.call('GET', '/config/versions')).body;
  const { config_version_id } = versions[0];
  const { evt_id } = await post('/events', { user_id, type: 'treasure' });
  await playground.call('PUT', '/config/draft', { body: {} });
  const { egg_id } = await post('/eggs', { user_id: unique('user') });
  const { session_id } = await post('/widget-sessions', { buddy_id, user_id, scopes: ['read'] });
  const { key_id } = await post('/api-keys', { kind: 'secret', label: 'Fixture' });
  const { endpoint_id } = await post('/webhook-endpoints', { url: 'https://example.com', events: ['*'] });
  const { delivery_id } = await post(`/webhook-endpoints/${endpoint_id}/test`);
  return {
    user_id,
    buddy_id,
    egg_id,
    operation_id,
    key_id,
    session_id,
    endpoint_id,
    delivery_id,
    config_version_id,
    evt_id,
    a: config_version_id,
    b: 'draft',
    key: 'ever',
  };
}

export type Credentials = Awaited<ReturnType<typeof makeCredentials>>;

/** Every kind of credential, good and bad. */
export async function makeCredentials(playground: Playground, on: Fixture) {
  const { call, test, live, clock, parts } = playground;
  const { test: other } = await playground.makeCustomer();
  const post = async (path: string, body?: unknown) => (await call('POST', path, { body })).body;
  const session = async (scopes: readonly SessionScope[], ttl_seconds = 3600) =>
    post('/widget-sessions', { buddy_id: on.buddy_id, user_id: on.user_id, scopes, ttl_seconds });
  const publishable = (more: object = {}) =>
    post('/api-keys', {
      kind: 'publishable',
      label: 'Matrix',
      scopes: PUBLISHABLE_SCOPES,
      allowed_origins: ['*'],
      ...more,
    });

  // What has to be over by the time of the test is made first.
  const expiredSession = await session(SESSION_SCOPES, 1);
  const expiredEmbed = await post('/embed-tokens', { buddy_id: on.buddy_id, ttl_seconds: 1 });
  const rotated = await post('/api-keys', { kind: 'secret', label: 'Rotated' });
  await post(`/api-keys/${rotated.key_id}/rotate`, { grace_seconds: 1 });
  clock.advance(2000);
  const deleted = await post('/api-keys', { kind: 'secret', label: 'Deleted' });
  await call('DELETE', `/api-keys/${deleted.key_id}`);
  const deletedPublishable = await publishable();
  await call('DELETE', `/api-keys/${deletedPublishable.key_id}`);
  const revoked = await session(SESSION_SCOPES);
  await call('DELETE', `/widget-sessions/${revoked.session_id}`);
  const foreignTokens = createTokens([new Uint8Array(32).fill(1)], clock.now);
  const good = await parts.tokens.verify((await session(SESSION_SCOPES)).token);

  return {
    secret: test.secret,
    'secret of live': live.secret,
    'secret of another': other.secret,
    'secret deleted': deleted.key as string,
    'secret rotated away': rotated.key as string,
    'secret of nobody': test.secret.slice(0, -6) + 'AAAAAA',
    publishable: test.publishable,
    'publishable of live': live.publishable,
    'publishable of another': other.publishable,
    'publishable deleted': deletedPublishable.key as string,
    'publishable elsewhere': (await publishable({ allowed_origins: ['https://elsewhere.example'] })).key as string,
    publishableWithout: async (scope: string) => {
      const scopes = ['read:buddies', 'read:operations', 'write:embed-tokens'].filter((other) => other !== scope);
      return (await publishable({ scopes })).key as string;
    },
    session: (await session(SESSION_SCOPES)).token as string,
    'session expired': expiredSession.token as string,
    'session revoked': revoked.token as string,
    'session of another server': await foreignTokens.sign(good),
    sessionWithout: async (scope: SessionScope) =>
      (await session(SESSION_SCOPES.filter((other) => other !== scope))).token as string,
    embed: (await post('/embed-tokens', { buddy_id: on.buddy_id })).token as string,
    'embed expired': expiredEmbed.token as string,
  };
}
