import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createTokens } from '../../../src/server/gate/tokens.ts';
import type { TokenCaller } from '../../../src/server/gate/caller.ts';
import { session } from './support/callers.ts';

const NOW = Date.UTC(2026, 3, 15, 12);
const KEY = new Uint8Array(32).fill(7);
const bearer: TokenCaller = {
  ...session,
  user_id: 'user 1',
  scopes: ['read', 'items:equip'],
  expires_at: NOW + 3600_000,
};
const tokens = createTokens([KEY], () => NOW);

/** What our own tokens say; each case below breaks one thing. */
const CLAIMS = {
  iss: 'hatched-buddy',
  aud: 'hatched-buddy/session',
  sub: 'buddy_1',
  jti: 'ses_1',
  iat: NOW / 1000,
  exp: NOW / 1000 + 3600,
  cus: 'cus_1',
  mode: 'test',
  user_id: 'user 1',
  scopes: ['read', 'items:equip'],
};

function forge(claims: Record<string, unknown>, { key = KEY, alg = 'HS256' } = {}): Promise<string> {
  const kept = Object.fromEntries(Object.entries({ ...CLAIMS, ...claims }).filter(([, value]) => value !== undefined));
  return new SignJWT(kept).setProtectedHeader({ alg }).sign(key);
}

const unsigned = (header: object, claims: object) =>
  [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + '.';

test('a token says who its bearer is', async () => {
  expect(await tokens.verify(await tokens.sign(bearer))).toEqual(bearer);
  const embed: TokenCaller = { ...bearer, kind: 'embed', scopes: ['read'], expires_at: NOW + 24 * 3600_000 };
  expect(await tokens.verify(await tokens.sign(embed))).toEqual(embed);
  expect(await tokens.verify(await forge({}))).toEqual(bearer);
});

describe('a token that is wrong in any claim is refused', () => {
  const cases: [name: string, token: () => Promise<string> | string, code: string, message: RegExp][] = [
    ['expired', () => forge({ exp: NOW / 1000 }), 'token_expired', /expired/],
    ['another audience', () => forge({ aud: 'elsewhere' }), 'unauthorized', /audience/],
    ['no audience', () => forge({ aud: undefined }), 'unauthorized', /audience/],
    ['another issuer', () => forge({ iss: 'somebody' }), 'unauthorized', /issuer/],
    ['no issuer', () => forge({ iss: undefined }), 'unauthorized', /issuer/],
    ['no expiry', () => forge({ exp: undefined }), 'unauthorized', /exp/],
    ['no issuing time', () => forge({ iat: undefined }), 'unauthorized', /iat/],
    ['no id', () => forge({ jti: undefined }), 'unauthorized', /jti/],
    ['no subject', () => forge({ sub: undefined }), 'unauthorized', /sub/],
    ['issued in the future', () => forge({ iat: NOW / 1000 + 120 }), 'unauthorized', /future/],
    ['not valid yet', () => forge({ nbf: NOW / 1000 + 120 }), 'unauthorized', /not valid yet/],
    ['a life that is too long', () => forge({ exp: NOW / 1000 + 7200 }), 'unauthorized', /longer/],
    ['a scope that is none', () => forge({ scopes: ['everything'] }), 'unauthorized', /claim/],
    ['a mode that is none', () => forge({ mode: 'prod' }), 'unauthorized', /claim/],
    ['no customer', () => forge({ cus: undefined }), 'unauthorized', /claim/],
    ['another key', () => forge({}, { key: new Uint8Array(32).fill(8) }), 'unauthorized', /signature/],
    ['another algorithm', () => forge({}, { alg: 'HS512', key: new Uint8Array(64).fill(7) }), 'unauthorized', /token/],
    ['no algorithm', () => unsigned({ alg: 'none' }, CLAIMS), 'unauthorized', /token/],
    ['a changed claim', async () => tamper(await forge({})), 'unauthorized', /signature/],
    ['no token at all', () => 'a.b.c', 'unauthorized', /token/],
  ];
  for (const [name, token, code, message] of cases) {
    test(name, async () => {
      await expect(tokens.verify(await token())).rejects.toMatchObject({
        code,
        message: expect.stringMatching(message),
      });
    });
  }
});

test('a token says which key it was made with, and the audience of a seat', async () => {
  const seat: TokenCaller = { ...bearer, audience: 'kids' };
  expect(await tokens.verify(await tokens.sign(seat))).toEqual(seat);
  const embed: TokenCaller = { ...bearer, kind: 'embed', mintedBy: 'key_1' };
  expect(await tokens.verify(await tokens.sign(embed))).toEqual(embed);
});

test('the first key signs, and each verifies', async () => {
  const keyOf = (byte: number) => new Uint8Array(32).fill(byte);
  const [first, second, third] = [keyOf(7), keyOf(8), keyOf(9)];
  const both = createTokens([second, first], () => NOW);
  expect(await both.verify(await tokens.sign(bearer))).toEqual(bearer);
  const signed = await both.sign(bearer);
  await expect(tokens.verify(signed)).rejects.toMatchObject({ code: 'unauthorized' });
  expect(await createTokens([second], () => NOW).verify(signed)).toEqual(bearer);
  await expect(both.verify(await forge({}, { key: third }))).rejects.toMatchObject({
    message: expect.stringMatching(/signature/),
  });
  // Under the key that fits, what is wrong is the claim.
  await expect(both.verify(await forge({ exp: NOW / 1000 }, { key: second }))).rejects.toMatchObject({
    code: 'token_expired',
  });
});

test('the clocks of two processes may differ a little', async () => {
  const furthest = { iat: NOW / 1000 + 30, exp: NOW / 1000 + 30 + 3630 };
  expect(await tokens.verify(await forge(furthest))).toMatchObject({ id: 'ses_1' });
  for (const wrong of [
    { ...furthest, iat: furthest.iat + 1 },
    { ...furthest, exp: furthest.exp + 1 },
  ]) {
    await expect(tokens.verify(await forge(wrong))).rejects.toMatchObject({ code: 'unauthorized' });
  }
  expect(await tokens.verify(await forge({ iat: NOW / 1000 + 20, exp: NOW / 1000 + 3620 }))).toMatchObject({
    id: 'ses_1',
  });
});

function tamper(token: string): string {
  const [header, , signature] = token.split('.');
  const claims = Buffer.from(JSON.stringify({ ...CLAIMS, sub: 'buddy_2' })).toString('base64url');
  return `${header}.${claims}.${signature}`;
}
