import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';

/**
 * Whether somebody at this machine opens the page, or a program there does. Pages of other sites are excluded, which may
 * let their visitor's browser call: these send an origin, and may use a host name of their own for this machine. So are
 * proxies on this machine, which call for others.
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
