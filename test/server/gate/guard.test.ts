import type { FastifyReply, FastifyRequest } from 'fastify';
import { describe, expect, test, vi } from 'vitest';
import { Refusal } from '../../../src/contract/errors.ts';
import { LIMITS } from '../../../src/contract/limits.ts';
import type { Proof } from '../../../src/server/gate/authenticator.ts';
import { guardOf } from '../../../src/server/gate/guard.ts';
import type { RateLimits } from '../../../src/server/gate/limits.ts';
import type { RouteDefinition } from '../../../src/server/http/route.ts';
import { secret } from './support/callers.ts';

const BEARER = { authorization: 'Bearer hatch_test_a' };
const ip = '192.0.2.1';

/** What the guard of a route does for one call: what is counted, in order, and the headers of a refusal. */
async function guarded(
  route: Partial<RouteDefinition>,
  {
    headers = BEARER as Record<string, string>,
    url = '/',
    proof = async () => ({ caller: secret, allowed_origins: null }) as Proof,
  } = {},
) {
  const counted: unknown[][] = [];
  const count =
    (name: string) =>
    async (...given: unknown[]) =>
      void counted.push([name, ...given.filter((value) => value !== reply)]);
  const limits = Object.fromEntries(
    ['take', 'takeKept', 'takeEnded', 'takePublic', 'takeCostly', 'beforeLookUp', 'countFailure'].map((name) => [
      name,
      count(name),
    ]),
  ) as unknown as RateLimits;
  const header = vi.fn();
  const reply = { header } as unknown as FastifyReply;
  const request = { headers, url, ip } as unknown as FastifyRequest;
  const authenticate = async (_credential: string, beforeLookUp: () => Promise<void>) => {
    await beforeLookUp();
    return proof();
  };
  const guard = guardOf({ method: 'GET', allow: { secret: true }, ...route } as RouteDefinition, {
    authenticator: { authenticate, close() {} },
    limits,
    baseUrl: () => 'https://own.example',
  });
  const error = await guard(request, reply).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { counted, error, headers: header.mock.calls, caller: request.caller };
}

describe('who needs no credential', () => {
  test.each([
    [{ allow: {} }, [['take', null, ip]]],
    [{ allow: {}, root: true as const }, [['takePublic', ip]]],
    [{ allow: {}, root: true as const, uncounted: true as const }, []],
  ])('is counted: %j', async (route, expected) => {
    const { counted, error, caller } = await guarded(route, { headers: {} });
    expect([counted, error, caller]).toEqual([expected, undefined, undefined]);
  });

  test('may not send one in the URL', async () => {
    const { counted, error } = await guarded({ allow: {} }, { headers: {}, url: '/?key=hatch_test_a' });
    expect([counted, error]).toEqual([[], expect.objectContaining({ code: 'bad_request' })]);
  });
});

test('who has one is known to the route, and counted', async () => {
  const { counted, error, caller } = await guarded({});
  expect([error, caller]).toEqual([undefined, secret]);
  expect(counted).toEqual([
    ['beforeLookUp', ip],
    ['take', secret, ip],
  ]);
});

describe('who has none that is good', () => {
  const refusing = (code: 'unauthorized' | 'token_expired' | 'token_revoked' | 'service_unavailable') => ({
    proof: () => Promise.reject(new Refusal(code, 'No.')),
  });
  const CHALLENGED = [['www-authenticate', 'Bearer']];

  test('has guessed', async () => {
    const { counted, error, headers } = await guarded({}, refusing('unauthorized'));
    expect(counted.slice(1)).toEqual([
      ['countFailure', ip],
      ['take', null, ip],
    ]);
    expect([error, headers]).toEqual([expect.objectContaining({ code: 'unauthorized' }), CHALLENGED]);
  });

  test.each(['token_expired', 'token_revoked'] as const)('but a token once: %s', async (code) => {
    const { counted, error, headers } = await guarded({}, refusing(code));
    expect(counted.slice(1)).toEqual([['takeEnded', 'hatch_test_a']]);
    expect([error, headers]).toEqual([expect.objectContaining({ code }), CHALLENGED]);
  });

  test('because the store is away is neither counted nor told to find another', async () => {
    for (const given of [refusing('service_unavailable'), { proof: () => Promise.reject(new Error('away')) }]) {
      const { counted, error, headers } = await guarded({}, given);
      expect([counted.slice(1), headers]).toEqual([[], []]);
      expect(error).toBeInstanceOf(Error);
    }
  });

  test.each([
    [undefined, /Send a key or token/],
    ['', /must be "Bearer"/],
    ['Basic abc', /must be "Bearer"/],
    ['Bearer', /must be "Bearer"/],
    ['xBearer abc', /must be "Bearer"/],
    ['Bearer abc def', /must be "Bearer"/],
  ])('is told what to send: %j', async (authorization, message) => {
    const { error, counted } = await guarded({}, { headers: authorization === undefined ? {} : { authorization } });
    expect(error).toMatchObject({ code: 'unauthorized', message: expect.stringMatching(message) });
    expect(counted[0]).toEqual(['countFailure', ip]);
  });

  test('unless it is only written otherwise', async () => {
    for (const authorization of ['bearer hatch_test_a', 'Bearer   hatch_test_a']) {
      expect((await guarded({}, { headers: { authorization } })).error).toBeUndefined();
    }
  });
});

test('a secret key is refused to pages, those of one’s own too', async () => {
  const elsewhere = await guarded({}, { headers: { ...BEARER, origin: 'https://shop.example' } });
  expect(elsewhere.error).toMatchObject({ code: 'forbidden' });
  const { error } = await guarded({}, { headers: { ...BEARER, 'sec-fetch-site': 'same-origin' } });
  expect(error).toMatchObject({ code: 'forbidden' });
  const { error: none } = await guarded({}, { headers: { ...BEARER, 'sec-fetch-site': 'none' } });
  expect(none).toBeUndefined();
});

describe('what a call has the server keep', () => {
  const kept = async (headers: Record<string, string>) => {
    const { counted } = await guarded(
      { method: 'POST', allow: { secret: true, session: 'read' } },
      { headers: { ...BEARER, ...headers } },
    );
    return counted.find(([name]) => name === 'takeKept')?.slice(1);
  };
  const call = (more: object) => [{ caller: secret, scope: 'read', bytes: 0, hasKey: false, ...more }, ip];

  test.each([
    [{}, {}],
    [{ 'content-length': '1500' }, { bytes: 1500 }],
    [{ 'content-length': String(LIMITS.propertiesBytes + 1) }, { bytes: LIMITS.propertiesBytes }],
    [{ 'content-length': '1', 'transfer-encoding': 'chunked' }, { bytes: LIMITS.propertiesBytes }],
    [{ 'idempotency-key': 'a' }, { hasKey: true }],
  ] as [Record<string, string>, object][])('%j', async (headers, more) => {
    expect(await kept(headers)).toEqual(call(more));
  });

  test('is not counted of what the caller may not do, nor of reading', async () => {
    const { counted, error } = await guarded({ method: 'POST', allow: { session: 'read' } });
    expect(error).toMatchObject({ code: 'forbidden' });
    expect(counted.map(([name]) => name)).toEqual(['beforeLookUp', 'take']);
  });
});
