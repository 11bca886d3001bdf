import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { HatchedClient, type List } from '../../../src/sdk/index.ts';
import { allRoutes } from '../../../src/server/routes.ts';
import { createDatabase, DATABASE_KINDS, type TestDatabase } from '../../support/databases.ts';
import { LESSONS } from '../../support/lessons.ts';
import { makeFixture, type Fixture } from '../../support/matrix.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';
import { unique } from '../../support/server.ts';

/** Of the wire and not the SDK's: pages, pictures and documents are fetched by others. */
const OF_OTHERS =
  /^\S+ (\/widget\/|\/console\/|\/images\/|\/previews\/|\/docs|\/openapi\.json|\/metrics|\/health\/live|\/demo|\/status|\/$)/;

/** Made of another: they reach what that one reaches. */
const MADE_OF_GET = ['operations.wait', 'operations.waitForCompletion'];

/** One call for every method, named as the method is. */
const CALLS: Record<string, (client: HatchedClient, on: Fixture) => Promise<unknown> | List<unknown>> = {
  'events.send': (c, { user_id }) => c.events.send({ userId: user_id, type: 'lesson', properties: { some_key: 1 } }),
  'events.sendBatch': (c, { user_id }) => c.events.sendBatch([{ userId: user_id, type: 'lesson' }]),
  'events.get': (c, { evt_id }) => c.events.get(evt_id),
  'events.list': (c, { user_id }) => c.events.list({ userId: user_id, from: new Date(0) }),
  'eggs.create': (c) => c.eggs.create({ userId: unique('user'), metadata: { own_name: { isKept: 1 } } }),
  'eggs.get': (c, { egg_id }) => c.eggs.get(egg_id),
  'eggs.list': (c) => c.eggs.list({ status: 'waiting' }),
  'eggs.updateStatus': (c, { egg_id }) => c.eggs.updateStatus(egg_id, 'ready'),
  'eggs.hatch': async (c, { egg_id }) => (await c.eggs.updateStatus(egg_id, 'ready'), c.eggs.hatch(egg_id)),
  'buddies.get': (c, { buddy_id }) => c.buddies.get(buddy_id),
  'buddies.list': (c, { user_id }) => c.buddies.list({ userId: user_id }),
  'buddies.earn': (c, { buddy_id }) => c.buddies.earn(buddy_id, { amount: 5, reason: 'test' }),
  'buddies.earn tokens': (c, { buddy_id }) => c.buddies.earn(buddy_id, { tokenKey: 'gem', amount: 2, reason: 'test' }),
  'buddies.spend': (c, { buddy_id }) => c.buddies.spend(buddy_id, { amount: 1, reason: 'test' }),
  'buddies.spend tokens': (c, { buddy_id }) =>
    c.buddies.spend(buddy_id, { tokenKey: 'gem', amount: 1, reason: 'test' }),
  'buddies.awardBadge': (c, { buddy_id }) => c.buddies.awardBadge(buddy_id, { badgeKey: 'speech', reason: 'test' }),
  'buddies.setSkills': (c, { buddy_id }) =>
    c.buddies.setSkills(buddy_id, { skills: [{ skillKey: 'grammar', value: 20 }], reason: 'test' }),
  'buddies.purchase': (c, { buddy_id }) => c.buddies.purchase(buddy_id, { itemId: 'scarf' }),
  'buddies.equip': (c, { buddy_id }) => c.buddies.equip(buddy_id, { equip: ['cap'] }),
  'buddies.evolve': async (c, { buddy_id }) => {
    await c.buddies.setSkills(buddy_id, { skills: [{ skillKey: 'grammar', value: 20 }], reason: 'test' });
    return c.buddies.evolve(buddy_id);
  },
  'buddies.rename': (c, { buddy_id }) => c.buddies.rename(buddy_id, 'Pip', 'test'),
  'buddies.rerenderAppearance': (c, { buddy_id }) => c.buddies.rerenderAppearance(buddy_id),
  'buddies.archive': (c, { buddy_id }) => c.buddies.archive(buddy_id),
  'buddies.ledger': (c, { buddy_id }) => c.buddies.ledger(buddy_id, { limit: 1 }),
  'buddies.migrate': (c, on) => c.buddies.migrate({ buddyId: on.buddy_id, to: on.config_version_id }),
  'operations.get': (c, { operation_id }) => c.operations.get(operation_id),
  'operations.wait': (c, { operation_id }) => c.operations.wait(operation_id),
  'operations.waitForCompletion': (c, { operation_id }) => c.operations.waitForCompletion(operation_id),
  'widgetSessions.create': (c, on) =>
    c.widgetSessions.create({ userId: on.user_id, buddyId: on.buddy_id, scopes: ['read'], ttlSeconds: 60 }),
  'widgetSessions.create seat': (c) =>
    c.widgetSessions.create({
      userId: unique('user'),
      scopes: ['read', 'events:track', 'buddy:hatch'],
      ensureEgg: true,
      eventTypes: ['lesson'],
      timeZone: 'Europe/Berlin',
    }),
  'widgetSessions.revoke': (c, { session_id }) => c.widgetSessions.revoke(session_id),
  'embedTokens.create': (c, { buddy_id }) => c.embedTokens.create({ buddyId: buddy_id }),
  'users.update': (c, { user_id }) => c.users.update(user_id, { timeZone: 'Europe/Berlin' }),
  'users.export': (c, { user_id }) => c.users.export(user_id),
  'users.erase': (c, { user_id }) => c.users.erase(user_id),
  'assets.upload': (c) =>
    c.assets.upload({
      file: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64"/></svg>',
      fileName: 'square.svg',
    }),
  'assets.list': (c) => c.assets.list(),
  'config.getDraft': (c) => c.config.getDraft(),
  'config.putDraft': (c) => c.config.putDraft(LESSONS),
  'config.validate': (c) => c.config.validate(LESSONS),
  'config.publish': (c) => c.config.publish({ comment: 'Lessons pay more.' }),
  'config.diff': (c, { config_version_id }) => c.config.diff(config_version_id, 'draft'),
  'config.versions': (c) => c.config.versions(),
  'config.getVersion': (c, { config_version_id }) => c.config.getVersion(config_version_id),
  'apiKeys.create': (c) =>
    c.apiKeys.create({
      kind: 'publishable',
      label: 'Page',
      scopes: ['read:buddies'],
      allowedOrigins: ['https://a.example'],
    }),
  'apiKeys.list': (c) => c.apiKeys.list(),
  'apiKeys.rotate': (c, { key_id }) => c.apiKeys.rotate(key_id, { graceSeconds: 60 }),
  'apiKeys.delete': (c, { key_id }) => c.apiKeys.delete(key_id),
  'leaderboards.get': (c, { key }) => c.leaderboards.get(key),
  'webhooks.list': (c) => c.webhooks.list(),
  'webhooks.create': (c) => c.webhooks.create({ url: 'https://example.com', events: ['*'] }),
  'webhooks.get': (c, { endpoint_id }) => c.webhooks.get(endpoint_id),
  'webhooks.update': (c, { endpoint_id }) => c.webhooks.update(endpoint_id, { active: false }),
  'webhooks.delete': (c, { endpoint_id }) => c.webhooks.delete(endpoint_id),
  'webhooks.rotateSecret': (c, { endpoint_id }) => c.webhooks.rotateSecret(endpoint_id, { graceSeconds: 60 }),
  'webhooks.eventTypes': (c) => c.webhooks.eventTypes(),
  'webhooks.deliveries': (c, { endpoint_id }) => c.webhooks.deliveries({ endpointId: endpoint_id, status: 'failed' }),
  'webhooks.test': (c, { endpoint_id }) => c.webhooks.test(endpoint_id, { event: 'badge.awarded' }),
  'webhooks.replay': (c, { endpoint_id, delivery_id }) => c.webhooks.replay(endpoint_id, delivery_id),
  'webhooks.replayRange': (c, { endpoint_id }) =>
    c.webhooks.replayRange(endpoint_id, { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', dryRun: true }),
  'webhooks.health': (c) => c.webhooks.health(),
  health: (c) => c.health(),
};

describe.each(DATABASE_KINDS)('on %s', (kind) => {
  let database: TestDatabase;
  let playground: Playground;
  let url: string;
  /** Route → the methods that have reached it, and how it answered. */
  const reached = new Map<string, Set<string>>();

  beforeAll(async () => {
    database = await createDatabase(kind);
    playground = await startPlayground(LESSONS, { settings: database.place as { dataDir: string } });
    url = await playground.listen();
  });
  afterAll(async () => {
    await playground?.close();
    await database?.drop();
  });

  test.each(Object.entries(CALLS))('%s makes its round trip', async (name, call) => {
    const { secret, fixture } = await newcomer(playground);
    let last = '';
    const client = new HatchedClient({
      apiKey: secret,
      baseUrl: url,
      maxRetries: 0,
      fetch: async (input, init) => {
        last = `${init?.method} ${new URL(String(input)).pathname}`;
        return fetch(input, init);
      },
    });
    const elsewhere = vi.spyOn(globalThis, 'fetch');
    const answer: unknown = await call(client, fixture);
    // Nothing is sent to anybody else.
    expect(elsewhere.mock.calls.filter(([input]) => !String(input).startsWith(`${url}/`))).toEqual([]);
    elsewhere.mockRestore();
    if (MADE_OF_GET.includes(name)) expect(answer).toMatchObject({ status: 'succeeded' });
    const snaked = JSON.stringify(answer, (key, value: unknown) => (OWN_NAMES.has(key) ? undefined : value)) ?? '';
    // Held as it is: what users are, bodies as they are sent, entries of documents.
    const isAsItIs = ['users.export', 'webhooks.eventTypes', 'config.diff'].includes(name);
    if (!isAsItIs) expect(snaked).not.toMatch(/"[a-z]+_[a-z_]+":/);
    const route = routeOf(playground, last);
    if (!MADE_OF_GET.includes(name)) reached.set(route, (reached.get(route) ?? new Set()).add(name.split(' ')[0]!));
  });

  test('every route of a server’s is reached by exactly one method, and every method is here', () => {
    const routes = allRoutes(playground.parts).map(({ method, path }) => `${method} ${path}`);
    const wanted = routes.filter((route) => !OF_OTHERS.test(route));
    expect(wanted.filter((route) => reached.get(route)?.size !== 1)).toEqual([]);
    expect([...reached.keys()].filter((route) => !wanted.includes(route))).toEqual([]);
    const named = new Set(Object.keys(CALLS).map((name) => name.split(' ')[0]!));
    const client = new HatchedClient({ apiKey: playground.test.secret, baseUrl: url });
    expect(methodsOf(client).filter((method) => !named.has(method))).toEqual([]);
  });
});

/** A customer of its own for every method: what one does never changes what another finds. */
async function newcomer(playground: Playground): Promise<{ secret: string; fixture: Fixture }> {
  const { secret } = (await playground.makeCustomer()).test;
  await playground.publish(LESSONS, secret);
  const fixture = await makeFixture({
    ...playground,
    call: (method, path, call) => playground.call(method, path, { as: secret, ...call }),
    hatch: (user_id, options) => playground.hatch(user_id, { as: secret, ...options }),
  });
  return { secret, fixture };
}

const OWN_NAMES = new Set(['properties', 'metadata', 'document', 'payload', 'conditions', 'details']);

function routeOf({ parts }: Playground, call: string): string {
  const [method, pathname = ''] = call.split(' ');
  const path = pathname.replace(/^\/api\/v1/, '');
  const found = allRoutes(parts).filter(
    (route) => route.method === method && new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path),
  );
  // A fixed path goes before one with an id in its place.
  const route = found.find((candidate) => candidate.path === path) ?? found[0];
  if (!route) throw new Error(`The server has no route for ${call}.`);
  return `${route.method} ${route.path}`;
}

function methodsOf(client: HatchedClient): string[] {
  return Object.entries(client).flatMap(([resource, of]) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(of))
      .filter((name) => name !== 'constructor' && !(resource === 'health'))
      .map((name) => `${resource}.${name}`),
  );
}
