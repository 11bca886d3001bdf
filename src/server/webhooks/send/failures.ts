import { errors } from 'undici';
import type { DeliveryError } from '../../../contract/webhooks.ts';
import { RefusedAddress } from './guard.ts';

/** Why no answer came, as the delivery log names it. */
export function failureOf(error: unknown): DeliveryError {
  for (const one of causesOf(error)) {
    if (one instanceof RefusedAddress) return 'refused_address';
    if (one instanceof errors.HeadersOverflowError || one instanceof errors.ResponseExceededMaxSizeError) {
      return 'response_too_large';
    }
    // The answer was not HTTP.
    if (one instanceof errors.HTTPParserError) return 'http';
    const word = wordOf((one as { code?: unknown }).code);
    if (word) return word;
  }
  return 'connect';
}

/** The error and its causes: an attempt at several addresses fails with several. */
function causesOf(error: unknown): object[] {
  if (typeof error !== 'object' || error === null) return [];
  const inner = error instanceof AggregateError ? (error.errors as unknown[]).flatMap(causesOf) : [];
  return [error, ...inner, ...causesOf((error as { cause?: unknown }).cause)];
}

const WORDS: Record<string, DeliveryError> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ECONNREFUSED: 'connect',
  EHOSTUNREACH: 'connect',
  ENETUNREACH: 'connect',
  EADDRNOTAVAIL: 'connect',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  EPROTO: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_GET_ISSUER_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
};

function wordOf(code: unknown): DeliveryError | undefined {
  if (typeof code !== 'string') return undefined;
  if (WORDS[code]) return WORDS[code];
  return /^(ERR_TLS|ERR_SSL|CERT_)/.test(code) ? 'tls' : undefined;
}
