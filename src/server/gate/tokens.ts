import { errors, jwtVerify, SignJWT, type JWTPayload, type JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import { MODES } from '../../contract/common.ts';
import { SESSION_SCOPES } from '../../contract/credentials.ts';
import { Refusal } from '../../contract/errors.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Millis } from '../../engine/types.ts';
import type { TokenCaller } from './caller.ts';

const ALGORITHM = 'HS256';
const ISSUER = 'hatched-buddy';
const AUDIENCE = { session: 'hatched-buddy/session', embed: 'hatched-buddy/embed' } as const;
/** How far the clocks of two server processes may be apart. */
const CLOCK_SKEW_SECONDS = 30;
const LONGEST = { session: LIMITS.sessionTtlSeconds, embed: LIMITS.embedTtlSeconds };

const claimsSchema = z.object({
  jti: z.string().min(1),
  sub: z.string().min(1),
  aud: z.enum([AUDIENCE.session, AUDIENCE.embed]),
  iat: z.int(),
  exp: z.int(),
  cus: z.string().min(1),
  mode: z.enum(MODES),
  user_id: z.string().min(1),
  audience: z.string().min(1).optional(),
  scopes: z.array(z.enum(SESSION_SCOPES)),
  by: z.string().min(1).optional(),
});

export interface TokenSigner {
  /** Signs a token that names its bearer; times count in whole seconds. */
  sign(bearer: TokenCaller): Promise<string>;
  /** Who the token names. Throws a Refusal when any claim or the signature is wrong; never asks the store. */
  verify(token: string): Promise<TokenCaller>;
}

/** The first key signs, all verify. */
export function createTokens(keys: readonly Uint8Array[], clock: () => Millis): TokenSigner {
  async function payloadOf(token: string, options: JWTVerifyOptions): Promise<JWTPayload> {
    for (const key of keys.slice(0, -1)) {
      try {
        return (await jwtVerify(token, key, options)).payload;
      } catch (error) {
        if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
      }
    }
    return (await jwtVerify(token, keys.at(-1)!, options)).payload;
  }

  return {
    sign: (bearer) =>
      new SignJWT({
        cus: bearer.world.customer_id,
        mode: bearer.world.mode,
        user_id: bearer.user_id,
        ...(bearer.audience !== null && { audience: bearer.audience }),
        scopes: [...bearer.scopes],
        ...(bearer.mintedBy !== null && { by: bearer.mintedBy }),
      })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE[bearer.kind])
        .setSubject(bearer.buddy_id)
        .setJti(bearer.id)
        .setIssuedAt(Math.floor(clock() / 1000))
        .setExpirationTime(Math.floor(bearer.expires_at / 1000))
        .sign(keys[0]!),

    async verify(token) {
      const now = clock();
      const payload = await payloadOf(token, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: Object.values(AUDIENCE),
        requiredClaims: ['iss', 'aud', 'sub', 'jti', 'iat', 'exp'],
        currentDate: new Date(now),
      }).catch(refuse);
      const claims = claimsSchema.safeParse(payload);
      if (!claims.success) throw new Refusal('unauthorized', 'This token lacks a claim. Mint a new one.');
      return bearerOf(claims.data, now);
    },
  };
}

function bearerOf(claims: z.infer<typeof claimsSchema>, now: Millis): TokenCaller {
  const kind = claims.aud === AUDIENCE.session ? 'session' : 'embed';
  if (claims.iat > now / 1000 + CLOCK_SKEW_SECONDS) {
    throw new Refusal('unauthorized', 'This token was issued in the future. Set the clock of the server that made it.');
  }
  if (claims.exp - claims.iat > LONGEST[kind] + CLOCK_SKEW_SECONDS) {
    throw new Refusal('unauthorized', 'This token would live longer than any may. Mint a new one.');
  }
  return {
    kind,
    id: claims.jti,
    world: { customer_id: claims.cus, mode: claims.mode },
    buddy_id: claims.sub,
    user_id: claims.user_id,
    audience: claims.audience ?? null,
    event_types: null,
    scopes: claims.scopes,
    mintedBy: claims.by ?? null,
    expires_at: claims.exp * 1000,
  };
}

function refuse(error: unknown): never {
  if (error instanceof errors.JWTExpired) {
    throw new Refusal('token_expired', 'This token has expired. Ask your backend for a new one.');
  }
  if (error instanceof errors.JWTClaimValidationFailed) throw new Refusal('unauthorized', claimMessage(error.claim));
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    throw new Refusal(
      'unauthorized',
      'The signature of this token does not fit: another server made it, or it changed.',
    );
  }
  if (error instanceof errors.JOSEError) {
    throw new Refusal('unauthorized', 'This is not a token that this server makes. Check that it was copied whole.');
  }
  throw error;
}

function claimMessage(claim: string): string {
  if (claim === 'aud') return 'This token was made for another audience. Send a session or embed token of this server.';
  if (claim === 'iss') return 'This token was made by another issuer. Send a token of this server.';
  if (claim === 'nbf') return 'This token is not valid yet.';
  return `This token lacks a valid "${claim}" claim. Mint a new one.`;
}
