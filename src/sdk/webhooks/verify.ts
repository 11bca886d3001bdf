import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOf, fromBase64, fromHex, isSame, join, type RawBody, utf8 } from './bytes.ts';
import { type HeadersLike, signedHeaderOf, type SignedHeaders, signedHeadersOf } from './headers.ts';

/** Several while a secret is being rotated: one that matches is enough. */
export type Secrets = string | readonly string[];

export interface VerifyOptions {
  /** How far the timestamp may be from now. */
  toleranceSeconds?: number | undefined;
  /** What time it is, in seconds since 1970: for tests. */
  now?: number | undefined;
}

export type Reason =
  'missing_header' | 'missing_secret' | 'missing_body' | 'invalid_signature' | 'stale_timestamp' | 'invalid_json';

const TOLERANCE_SECONDS = 300;

export interface SignatureOptions extends VerifyOptions {
  /** Where the signature is given alone and has none in it. */
  timestamp?: string | number | undefined;
  /** Where a `webhook-signature` is given alone: its `webhook-id`. */
  deliveryId?: string | undefined;
}

/** Named as in other clients of the Hatched API, so that their code works unchanged. */
export const WebhooksResource = {
  /**
   * Whether a delivery was signed with this secret, or one of these, and not long ago. Synchronous, in every runtime.
   * Throws only where the body has been parsed, which is a mistake in the code around it.
   */
  verifySignature(
    rawBody: RawBody,
    headersOrSignature: HeadersLike | string | null | undefined,
    secret: Secrets | null | undefined,
    options: SignatureOptions = {},
  ): boolean {
    const body = bytesOf(rawBody);
    if (!body || !headersOrSignature) return false;
    const { timestamp, deliveryId } = options;
    const given = timestamp === undefined ? undefined : String(timestamp);
    const signed =
      typeof headersOrSignature === 'string'
        ? signedHeaderOf(headersOrSignature, given, deliveryId)
        : signedHeadersOf(headersOrSignature);
    return signed !== undefined && refusalReason(body, signed, secret, options) === undefined;
  },
};

export const { verifySignature } = WebhooksResource;

/** Why a delivery is refused; undefined: it is valid. */
export function refusalReason(
  body: Uint8Array,
  signed: SignedHeaders,
  secret: Secrets | null | undefined,
  { toleranceSeconds = TOLERANCE_SECONDS, now = Date.now() / 1000 }: VerifyOptions,
): Reason | undefined {
  const secrets = [secret ?? []].flat().filter((one) => typeof one === 'string' && one !== '');
  if (secrets.length === 0) return 'missing_secret';
  const { format, timestamp, deliveryId } = signed;
  if (timestamp === undefined || (format === 'standard' && !deliveryId)) return 'missing_header';
  if (!/^\d{1,12}$/.test(timestamp)) return 'invalid_signature';
  const content = join(utf8(format === 'standard' ? `${deliveryId}.${timestamp}.` : `${timestamp}.`), body);
  const candidates = signaturesIn(signed);
  if (!secrets.some((one) => isSignedWith(one, format, content, candidates))) return 'invalid_signature';
  // Written so that a tolerance of NaN refuses everything.
  return Math.abs(now - Number(timestamp)) <= toleranceSeconds ? undefined : 'stale_timestamp';
}

function signaturesIn({ format, signature }: SignedHeaders): Uint8Array[] {
  const [separator, prefix, decode] = {
    raw: [',', 'sha256=', fromHex] as const,
    envelope: [',', 'v1=', fromHex] as const,
    standard: [' ', 'v1,', fromBase64] as const,
  }[format];
  return signature
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix))
    .flatMap((part) => decode(part.slice(prefix.length)) ?? []);
}

/** Compares all candidates, so that the time taken does not show which one matched. */
function isSignedWith(
  secret: string,
  format: SignedHeaders['format'],
  content: Uint8Array,
  candidates: Uint8Array[],
): boolean {
  const key = format === 'standard' ? fromBase64(secret.replace(/^whsec_/, '')) : utf8(secret);
  if (!key?.length) return false;
  const expected = hmac(sha256, key, content);
  return candidates.filter((candidate) => isSame(candidate, expected)).length > 0;
}
