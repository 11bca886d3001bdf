import fastify, { type FastifyInstance } from 'fastify';
import { LIMITS } from '../../contract/limits.ts';
import { createAuthenticator } from '../gate/authenticator.ts';
import { installJson } from './body/json.ts';
import { installCors } from '../gate/cors.ts';
import { guardOf } from '../gate/guard.ts';
import { answerBrokenRequest, installErrors } from './errors.ts';
import { installEveryAnswer } from './every-answer.ts';
import { createIdempotent } from '../gate/idempotency/idempotency.ts';
import { rateLimitsOf } from '../gate/limits.ts';
import { requestId } from './request-id.ts';
import { installClosing } from './connections/closing.ts';
import { Connections } from './connections/connections.ts';
import { createHttpServer } from './connections/server.ts';
import { registerRoutes } from './register.ts';
import { baseUrlOf } from './request.ts';
import { allRoutes } from '../routes.ts';
import { installStatic } from './static.ts';
import { installStudio } from './studio.ts';
import type { Parts } from '../context.ts';

/** A user id of 255 characters outside ASCII, percent-encoded. */
const LONGEST_PATH_PARAMETER = 4096;

/** Only the nearest proxy is trusted: further entries of `X-Forwarded-For` may be forged. */
const isOurProxy = (_address: string, hop: number): boolean => hop === 0;

/** The HTTP server on the given parts, not listening yet. Closing it does not close the parts. */
export function buildApp(parts: Parts): FastifyInstance {
  const { settings, store, clock, timers, log, secrets } = parts;
  const connections = new Connections();
  const app: FastifyInstance = fastify({
    serverFactory: (handler) => createHttpServer(handler, connections),
    // Every line about a request is ours (every-answer.ts, errors.ts): a child logger each would cost more than the look-ups.
    logger: false,
    genReqId: requestId,
    trustProxy: settings.trustProxy && isOurProxy,
    bodyLimit: LIMITS.bodyBytes,
    return503OnClosing: false,
    routerOptions: { maxParamLength: LONGEST_PATH_PARAMETER },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => app.errorHandler(error, request, reply),
  });
  app.decorateRequest('caller', null);
  app.decorateRequest('errorCode', undefined);
  installJson(app);
  const limits = rateLimitsOf(parts);
  installErrors(app, log, limits);
  installEveryAnswer(app, parts);
  installClosing(app, connections, log);
  installCors(app);

  const authenticator = createAuthenticator(parts);
  app.addHook('onClose', (_app, done) => {
    authenticator.close();
    done();
  });
  const baseUrl = baseUrlOf(settings);
  registerRoutes(app, allRoutes(parts), {
    guardOf: (definition) => guardOf(definition, { authenticator, limits, baseUrl }),
    idempotent: createIdempotent({ store: store.idempotency, secrets, clock, timers }),
    baseUrl,
    clock,
  });
  installStatic(app, { releases: store.releases, limits, clock });
  installStudio(app, { settings, limits });
  return app;
}
