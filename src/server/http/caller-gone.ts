import type { FastifyReply } from 'fastify';

/** Aborts when the connection ends before the answer, so that a call that waits can stop waiting. */
export function callerGone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => controller.abort());
  return controller.signal;
}
