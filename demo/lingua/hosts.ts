import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';

/**
 * Lingua believes whoever asks. A page of anybody's can have its own name lead to this machine, and is the same origin
 * then: so it answers under names that nobody else can give away, under addresses, and under its own.
 */
export function isOwnHost({ hostname }: FastifyRequest, own: string): boolean {
  const name = hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || name === own;
}
