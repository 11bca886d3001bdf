import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const FITTING = /^[A-Za-z0-9._-]{1,128}$/;

/** The caller's id where it fits, else a new one. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && FITTING.test(given) ? given : `req_${randomUUID()}`;
}
