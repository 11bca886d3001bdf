import type { FastifyReply } from 'fastify';

/** Ends when the connection does before it was answered: what waits for something may stop waiting. */
export function callerGone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => controller.abort());
  return controller.signal;
}
