import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';
import { Refusal } from '../../src/contract/errors.ts';
import type { Settings } from '../../src/server/settings.ts';

/**
 * The demo believes whoever asks. A page of anybody's can have its own name lead to this machine, and is the same origin
 * then: so the demo answers under names that nobody else can give away, and under addresses.
 */
export function refuseUnknownHost({ hostname }: FastifyRequest, { public_url, host }: Settings): void {
  const name = hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || name === host) return;
  if (public_url && name === new URL(public_url).hostname) return;
  throw new Refusal(
    'forbidden',
    'The demo is not served under this name. Open it under localhost or its address, or set HATCHED_PUBLIC_URL to the name.',
  );
}
