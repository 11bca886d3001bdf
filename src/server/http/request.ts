import type { FastifyRequest } from 'fastify';
import { isIPv6 } from 'node:net';
import type { ErrorCode } from '../../contract/errors.ts';
import type { Settings } from '../settings.ts';
import type { Caller } from '../gate/caller.ts';
import type { RouteDefinition } from './route.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the credential is proven, and on public routes. */
    caller: Caller | null;
    /** `performance.now()` when its head had been read. */
    began: number;
    /** The path of its route definition. Fastify's own `routeOptions` is made anew whenever it is asked for. */
    route: string | undefined;
    /** Its body may hold what no call may. */
    isSuspect: boolean;
    /** Of the error that was answered, for the log. */
    errorCode: ErrorCode | undefined;
  }
  interface FastifyContextConfig {
    definition?: RouteDefinition;
  }
}

/** What a Host header may look like; anything else could be taken for the path of a link. */
const HOST = /^([\w.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;

/** Scheme and host that links in answers start with: the configured ones, else those that the request came to. */
export function baseUrlOf({ publicUrl, host, port }: Settings): (request: FastifyRequest) => string {
  if (publicUrl) return () => publicUrl;
  const own = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  // Nearly every call comes to the same host as the one before.
  let last = { host: '', protocol: '', url: '' };
  return ({ host: asked, protocol: said }) => {
    // A proxy may pass on a header that the client wrote.
    const protocol = said === 'https' ? said : 'http';
    if (asked !== last.host || protocol !== last.protocol) {
      last = { host: asked, protocol, url: `${protocol}://${HOST.test(asked) ? asked : own}` };
    }
    return last.url;
  };
}
