import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteDefinition } from '../http/route.ts';

const PREFLIGHT_SECONDS = '7200';
const MAY_SEND =
  'Accept-Language, Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, X-Request-Id';
const MAY_READ = [
  'ETag',
  'Idempotency-Replayed',
  'Retry-After',
  'X-Hatched-Now',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'X-Request-Id',
].join(', ');

/** Whether pages of other origins may call: what a browser's credential opens, and public reads. */
export function isForBrowsers({ allow, method }: RouteDefinition): boolean {
  if (allow.publishable || allow.session || allow.embed) return true;
  return !allow.secret && method === 'GET';
}

/** Whether anybody may call, with no credential at all. */
export const isPublic = ({ allow }: RouteDefinition): boolean =>
  !allow.secret && !allow.publishable && !allow.session && !allow.embed;

/**
 * Any origin, and never cookies: the credential is in a header that only the page's own script can send. Which origins a
 * publishable key accepts is checked with the key.
 */
export function allowAnyOrigin(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('vary', 'Origin');
  if (request.headers.origin === undefined) return;
  reply.headers({ 'access-control-allow-origin': '*', 'access-control-expose-headers': MAY_READ });
}

export function answerPreflight(
  request: FastifyRequest,
  reply: FastifyReply,
  methods: readonly string[],
): FastifyReply {
  allowAnyOrigin(request, reply);
  return reply
    .headers({
      'access-control-allow-methods': methods.join(', '),
      'access-control-allow-headers': MAY_SEND,
      'access-control-max-age': PREFLIGHT_SECONDS,
    })
    .code(204)
    .send();
}
