import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionScope } from '../../../src/contract/credentials.ts';
import { ERROR_STATUS, type ErrorCode } from '../../../src/contract/errors.ts';
import type { RouteDefinition } from '../../../src/server/http/route.ts';
import { pathOf } from '../../../src/server/http/register.ts';
import { allRoutes } from '../../../src/server/routes.ts';
import { LESSONS } from '../../support/lessons.ts';
import { makeCredentials, makeFixture, nameOf, SAMPLES, type Credentials, type Fixture } from '../../support/matrix.ts';
import { playgroundOfCustomer } from '../../support/playground.ts';
import { startTestServer } from '../../support/server.ts';

// One server for all; its routes are needed before the tests are counted.
const server = await startTestServer();
const ROUTES = allRoutes(server.parts);
const address = await server.listen();
afterAll(() => server.close());
const GUARDED = ROUTES.filter(({ allow }) => Object.keys(allow).length > 0);

interface Got {
  status: number;
  code: ErrorCode | undefined;
  text: string;
}

/** Over a real socket: streams answer before they end. */
async function send(
  address: string,
  definition: RouteDefinition,
  on: Fixture,
  credential: string | null,
): Promise<Got> {
  const { query = '', body, form } = SAMPLES[nameOf(definition)]!(on);
  const path = pathOf(definition).replaceAll(/:(\w+)/g, (_, name: keyof Fixture) => encodeURIComponent(on[name]));
  const namesSubject = credential?.startsWith('hatch_pk_') ? query : '';
  const gone = new AbortController();
  const answer = await fetch(`${address}${path}${namesSubject}`, {
    method: definition.method,
    signal: gone.signal,
    headers: {
      ...(credential && { authorization: `Bearer ${credential}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(definition.requiresIdempotencyKey && { 'idempotency-key': crypto.randomUUID() }),
    },
    ...(form ? { body: form } : body !== undefined && { body: JSON.stringify(body) }),
  });
  const isStream = definition.hijacks && answer.ok;
  const text = isStream ? '' : await answer.text();
  gone.abort();
  const isError = !answer.ok && text !== '';
  return { status: answer.status, code: isError ? JSON.parse(text).error.code : undefined, text };
}

/** Why a credential that is good is not good enough here; undefined where it is. */
function lack(
  allow: RouteDefinition['allow'],
  kind: 'secret' | 'publishable' | 'session' | 'embed',
): ErrorCode | undefined {
  if (allow[kind]) return undefined;
  if (kind === 'publishable') return 'publishable_key_scope';
  return kind === 'embed' && allow.session ? 'missing_scope' : 'forbidden';
}

test('every guarded route is in the table, and the table holds no other', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(GUARDED.map(nameOf).sort());
});

test('open to everybody is only what is meant to be', () => {
  const open = ROUTES.filter(({ allow }) => Object.keys(allow).length === 0).map(
    (route) => `${route.method} ${pathOf(route)}`,
  );
  expect(open.sort()).toEqual([
    'GET /api/v1/openapi.json',
    'GET /docs',
    'GET /docs/quickstart',
    'GET /health/live',
    'GET /health/ready',
    'GET /images/:file',
    'GET /metrics',
    'GET /previews/:outfit/:file',
  ]);
});

describe.each(GUARDED.map((definition) => [nameOf(definition), definition] as const))('%s', (_name, definition) => {
  const { allow } = definition;
  let on: Fixture;
  let credentials: Credentials;
  beforeAll(async () => {
    // Nobody counts for what the routes before sent in vain.
    server.clock.advance(60_000);
    const playground = await playgroundOfCustomer(server, LESSONS);
    on = await makeFixture(playground);
    credentials = await makeCredentials(playground, on);
  });

  async function expectRefusal(credential: string | null, code: ErrorCode): Promise<void> {
    const got = await send(address, definition, on, credential);
    expect({ status: got.status, code: got.code }).toEqual({ status: ERROR_STATUS[code], code });
  }

  test('nobody', async () => {
    await expectRefusal(null, 'unauthorized');
    await expectRefusal('nonsense', 'unauthorized');
  });

  test('credentials that have ended or never were', async () => {
    for (const name of ['secret deleted', 'secret rotated away', 'secret of nobody', 'publishable deleted'] as const) {
      await expectRefusal(credentials[name], 'unauthorized');
    }
    await expectRefusal(credentials['session expired'], 'token_expired');
    await expectRefusal(credentials['embed expired'], 'token_expired');
    await expectRefusal(credentials['session revoked'], 'token_revoked');
    await expectRefusal(credentials['session of another server'], 'unauthorized');
  });

  test('good credentials of the wrong kind', async () => {
    for (const kind of ['secret', 'publishable', 'session', 'embed'] as const) {
      const code = lack(allow, kind);
      if (code) await expectRefusal(credentials[kind], code);
    }
  });

  test('the right kind without the scope, or from elsewhere', async () => {
    if (allow.publishable) {
      await expectRefusal(await credentials.publishableWithout(allow.publishable), 'missing_scope');
    }
    if (allow.session)
      await expectRefusal(await credentials.sessionWithout(allow.session as SessionScope), 'missing_scope');
    await expectRefusal(credentials['publishable elsewhere'], 'origin_not_allowed');
  });

  test('the right kind of another customer or mode sees nothing and changes nothing', async () => {
    const kinds = (['secret', 'publishable'] as const).filter((kind) => allow[kind]);
    const { foreign = 404 } = SAMPLES[nameOf(definition)]!(on);
    for (const whose of ['of live', 'of another'] as const) {
      for (const kind of kinds) {
        const got = await send(address, definition, on, credentials[`${kind} ${whose}`]);
        expect(got.status, `${kind} ${whose}: ${got.text}`).toBe(foreign);
        if (got.status >= 300) continue;
        for (const [name, id] of Object.entries(on)) {
          if (name.endsWith('_id') && name !== 'user_id') expect(got.text, `${kind} ${whose}`).not.toContain(id);
        }
      }
    }
  });

  test('the right one may', async () => {
    for (const kind of ['secret', 'publishable', 'session', 'embed'] as const) {
      if (!allow[kind]) continue;
      const got = await send(address, definition, on, credentials[kind]);
      const mayBeTooEarly = got.status === 409 && /evolve|hatch/.test(definition.path);
      expect(got.status < 300 || mayBeTooEarly, `${kind}: ${got.status} ${got.text}`).toBe(true);
    }
  });
});
