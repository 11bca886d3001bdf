import type { FastifyInstance } from 'fastify';
import type { Logger } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';

/** What every answer carries and leaves behind: its id, safe headers, a log line, a measurement. */
export function installEveryAnswer(app: FastifyInstance, { log, metrics }: { log: Logger; metrics: Metrics }): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    done();
  });

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    metrics.request(request.method, route, status, reply.elapsedTime / 1000);
    // Never the URL itself: its query may hold what somebody put there by mistake.
    const line = {
      request_id: request.id,
      method: request.method,
      route,
      status,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      caller: request.caller?.id,
      code: request.error_code,
    };
    if (status >= 400) log.info(line, 'refused');
    else log.debug(line, 'answered');
    done();
  });
}
