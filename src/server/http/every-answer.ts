import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';

/**
 * What every answer carries and leaves behind: its id, safe headers, a log line, a measurement. It is measured up to its first
 * byte: waiting for the last one (`onResponse`) would put two listeners on each answer and take them off again. State
 * streams, which last as long as a page, are counted by `hatched_state_streams` instead.
 */
export function installEveryAnswer(app: FastifyInstance, { log, metrics }: { log: Logger; metrics: Metrics }): void {
  app.decorateRequest('began', 0);
  app.decorateRequest('route', undefined);

  app.addHook('onRequest', (request, reply, done) => {
    request.began = performance.now();
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    done();
  });

  app.addHook('onSend', (request, reply, _payload, done) => {
    note(request, reply);
    done();
  });

  function note(request: FastifyRequest, reply: FastifyReply): void {
    const route = request.route ?? request.routeOptions.url ?? 'unknown';
    const { method, id, caller } = request;
    const status = reply.statusCode;
    const ms = performance.now() - request.began;
    metrics.request(method, route, status, ms / 1000);
    // Never the URL itself: its query may hold what somebody put there by mistake.
    const line = {
      request_id: id,
      method,
      route,
      status,
      ms: Math.round(ms * 10) / 10,
      caller: caller?.id,
      code: request.errorCode,
    };
    if (status >= 400) log.info(line, 'refused');
    else log.debug(line, 'answered');
  }
}
