import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';

/**
 * Whether this is somebody at this very machine who opens the page, or a program of theirs, and no page of another
 * site that has its visitor's browser ask: such pages say where they come from, and may use a name of their own for the
 * address of this machine. A proxy on this machine asks for others.
 */
export function isOwnBrowser({ socket, headers }: Pick<FastifyRequest, 'socket' | 'headers'>): boolean {
  if (!isLoopback(socket.remoteAddress ?? '')) return false;
  if (Object.keys(headers).some((name) => name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded-'))) {
    return false;
  }
  if (headers.origin !== undefined || !isLoopback(nameIn(headers.host))) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'none' || site === 'same-origin';
}

function nameIn(host = ''): string {
  return host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}

function isLoopback(name: string): boolean {
  const address = name.replace(/^::ffff:/, '');
  if (address === 'localhost' || address === '::1') return true;
  return isIP(address) === 4 && address.startsWith('127.');
}
