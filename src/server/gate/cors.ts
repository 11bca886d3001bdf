import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { RouteDefinition } from '../http/route.ts';

const PREFLIGHT_SECONDS = 7200;
const MAY_SEND = [
  'Accept-Language',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-None-Match',
  'Last-Event-ID',
  'X-Request-Id',
];
const MAY_READ = [
  'ETag',
  'Idempotency-Replayed',
  'Retry-After',
  'X-Hatched-Now',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'X-Request-Id',
];

/** Whether pages of other origins may call: what a browser's credential opens, and public reads. */
export function isForBrowsers({ allow, method }: RouteDefinition): boolean {
  if (allow.publishable || allow.session || allow.embed) return true;
  return !allow.secret && method === 'GET';
}

/** Whether anybody may call, with no credential at all. */
export const isPublic = ({ allow }: RouteDefinition): boolean =>
  !allow.secret && !allow.publishable && !allow.session && !allow.embed;

/** Closed to other origins where a route says nothing else. */
export function installCors(app: FastifyInstance): void {
  app.register(cors, {
    origin: false,
    allowedHeaders: MAY_SEND,
    exposedHeaders: MAY_READ,
    maxAge: PREFLIGHT_SECONDS,
    // An OPTIONS call that is no preflight is answered, too.
    strictPreflight: false,
  });
}

/**
 * For a route's `config.cors`. Any origin, and never cookies: the credential is in a header that only the page's own script
 * can send. Which origins a publishable key accepts is checked with the key.
 */
export function anyOrigin(methods: readonly string[] = []): FastifyCorsOptions {
  return { origin: '*', methods: [...methods] };
}
