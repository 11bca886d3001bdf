import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/errors.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { Authenticator, Proof } from './authenticator.ts';
import type { Allowed, Caller } from './caller.ts';
import { callOrigin } from './origins.ts';
import { permit } from './permit.ts';
import type { RouteDefinition } from '../http/route.ts';
import type { KeptCall, RateLimits } from './limits.ts';
import { checkUrl } from './url.ts';

interface Parts {
  authenticator: Authenticator;
  limits: RateLimits;
  baseUrl: (request: FastifyRequest) => string;
}

export type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Finds out who calls, counts the call and refuses what the caller may not do; before the body is read. */
export function guardOf(definition: RouteDefinition, { authenticator, limits, baseUrl }: Parts): Guard {
  const { allow } = definition;
  const isPublic = Object.keys(allow).length === 0;
  const mutating = definition.method !== 'GET';

  async function prove(request: FastifyRequest, reply: FastifyReply): Promise<Proof> {
    const address = request.ip;
    let credential = '';
    try {
      credential = bearer(request.headers.authorization);
      return await authenticator.authenticate(credential, () => limits.beforeLookUp(address, reply));
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) {
        reply.header('www-authenticate', 'Bearer');
        // Old tokens of honest pages are no attempts to guess one: they must not use up what others at the address have.
        if (error.code === 'unauthorized') {
          await limits.countFailure(address);
          await limits.take(null, address, reply);
        } else await limits.takeEnded(credential, reply);
      }
      throw error;
    }
  }

  return async (request, reply) => {
    checkUrl(request.url);
    if (isPublic) {
      if (!definition.root) await limits.take(null, request.ip, reply);
      else if (!definition.uncounted) await limits.takePublic(request.ip, reply);
      return;
    }
    const { caller, allowed_origins } = await prove(request, reply);
    request.caller = caller;
    await limits.take(caller, request.ip, reply);
    const origin = callOrigin(request.headers, () => baseUrl(request));
    permit(caller, allow, { mutating, origin }, allowed_origins);
    if (mutating) await limits.takeKept(keptCallOf(request, caller, allow), request.ip, reply);
  };
}

function keptCallOf({ headers }: FastifyRequest, caller: Caller, { session }: Allowed): KeptCall {
  // A call without a Content-Length counts as the largest: no call keeps more than that.
  const most = LIMITS.propertiesBytes;
  const said = headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : most;
  return {
    caller,
    scope: session,
    bytes: Math.min(said, most),
    hasKey: headers['idempotency-key'] !== undefined,
  };
}

function bearer(header: string | undefined): string {
  if (header === undefined) {
    throw new Refusal('unauthorized', 'Send a key or token in the header "Authorization: Bearer …".');
  }
  const found = /^Bearer +(\S+)$/i.exec(header);
  if (!found)
    throw new Refusal('unauthorized', 'The Authorization header must be "Bearer", a space, and a key or token.');
  return found[1]!;
}
