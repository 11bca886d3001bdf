import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestAsyncHookHandler,
  RouteHandlerMethod,
} from 'fastify';
import type { ZodType } from 'zod';
import { invalidFields, Refusal } from '../../contract/errors.ts';
import { languagesIn } from '../../engine/index.ts';
import { validatorOf, type Validator } from '../validation/validate.ts';
import type { Millis } from '../../engine/types.ts';
import type { Guard } from '../gate/guard.ts';
import { anyOrigin, isForBrowsers, isPublic } from '../gate/cors.ts';
import { keyOfCall, type Idempotent } from '../gate/idempotency/idempotency.ts';
import { outsideUnit } from '../store/unit/unit.ts';
import { refuseFlaws, separateRefused } from './body/flaws.ts';
import { installUploads } from './body/uploads.ts';
import type { Answer, Call, RouteDefinition } from './route.ts';
import { rfc3339 } from './times.ts';

export const API_BASE = '/api/v1';

interface RouteParts {
  guardOf: (definition: RouteDefinition) => Guard;
  idempotent: Idempotent;
  baseUrl: (request: FastifyRequest) => string;
  clock: () => Millis;
}

export const pathOf = ({ root, path }: RouteDefinition): string => (root ? path : `${API_BASE}${path}`);

/** Turns the definitions into routes. */
export function registerRoutes(app: FastifyInstance, definitions: readonly RouteDefinition[], parts: RouteParts): void {
  const [uploads = [], others = []] = [true, false].map((wanted) => definitions.filter((d) => !!d.consumes === wanted));
  addRoutes(app, others, parts);
  // Reading multipart puts hooks before and after every call beside it: those of the others would pay for nothing.
  app.register((scope, _options, done) => {
    installUploads(scope);
    addRoutes(scope, uploads, parts);
    done();
  });
  registerPreflights(app, definitions);
}

function addRoutes(app: FastifyInstance, definitions: readonly RouteDefinition[], parts: RouteParts): void {
  for (const definition of definitions) {
    const url = pathOf(definition);
    const guard = parts.guardOf(definition);
    const forBrowsers = isForBrowsers(definition);
    app.route({
      method: definition.method,
      url,
      config: { definition, ...(forBrowsers && { cors: anyOrigin() }) },
      ...(definition.bodyBytes !== undefined && { bodyLimit: definition.bodyBytes }),
      exposeHeadRoute: !definition.hijacks,
      onRequest: hookOf(url, forBrowsers ? openToBrowsers(guard, definition, parts) : guard),
      handler: handlerOf(definition, parts),
    });
  }
}

function hookOf(route: string, guard: Guard): onRequestAsyncHookHandler {
  return async (request, reply) => {
    request.route = route;
    await guard(request, reply);
  };
}

/** What browsers need to know of an answer, and of a refusal. */
function openToBrowsers(guard: Guard, definition: RouteDefinition, { clock }: RouteParts): Guard {
  const isEmbedded = isPublic(definition);
  const isWidget = isOfWidget(definition);
  return (request, reply) => {
    // Pages embed pictures without CORS. Pages that are cross-origin isolated need this header for that.
    if (isEmbedded) reply.header('cross-origin-resource-policy', 'cross-origin');
    // The answer depends on the origin: a publishable key may be limited to some.
    reply.header('vary', isEmbedded ? 'Origin' : 'Origin, Accept-Language');
    // Refusals carry it, too.
    if (isWidget) tellNow(reply, clock());
    return guard(request, reply);
  };
}

/** The element uses the server's clock, which these answers carry, and not that of the page. */
const isOfWidget = ({ path }: RouteDefinition): boolean => path.startsWith('/widget/');

function tellNow(reply: FastifyReply, now: Millis): void {
  reply.header('x-hatched-now', rfc3339(now));
}

function registerPreflights(app: FastifyInstance, definitions: readonly RouteDefinition[]): void {
  const methods = new Map<string, string[]>();
  for (const definition of definitions.filter(isForBrowsers)) {
    const path = pathOf(definition);
    methods.set(path, [...(methods.get(path) ?? []), definition.method]);
  }
  for (const [url, allowed] of methods) {
    app.options(url, { config: { cors: anyOrigin(allowed) } }, (_request, reply) => reply.code(204).send());
  }
}

function handlerOf(definition: RouteDefinition, parts: RouteParts): RouteHandlerMethod {
  const read = inputReader(definition);
  const mutating = definition.method !== 'GET';
  const isWidget = isOfWidget(definition);
  const { act, answerTo } = actionOf(definition);

  return async (request, reply) => {
    const { caller } = request;
    const key = mutating && caller ? keyOfCall(request, caller) : undefined;
    if (definition.requiresIdempotencyKey && !key) {
      throw new Refusal(
        'bad_request',
        'Send an Idempotency-Key header, the same one for every retry of this call, so that it can never happen twice.',
      );
    }
    const { params, query, body } = read(request);
    const call = {
      params,
      query,
      body,
      caller: caller as Call['caller'],
      request_id: request.id,
      baseUrl: parts.baseUrl(request),
      languages: languagesIn(request.headers['accept-language']),
      request,
      reply,
    };
    const answer = key ? await parts.idempotent.run(request, key, { act: () => act(call), answerTo }) : await act(call);
    if (!answer) return reply;
    if (isWidget) tellNow(reply, parts.clock());
    return send(reply, answer, definition.produces);
  };
}

interface Action {
  act: (call: Call) => Promise<Answer | void>;
  answerTo?: (result: unknown) => Answer;
}

function actionOf(definition: RouteDefinition): Action {
  const { handler, respond, write, independentEntries } = definition;
  if (write) {
    const answerTo = definition.answer ?? plainAnswerOf(definition);
    return { act: async (call) => answerTo(await write(call)), answerTo };
  }
  if (respond) {
    const answerTo = plainAnswerOf(definition);
    return { act: async (call) => answerTo(await respond(call)) };
  }
  // The entries of a list are independent of each other: no single write is the call's.
  return {
    act: independentEntries === undefined ? async (call) => handler(call) : (call) => outsideUnit(() => handler(call)),
  };
}

/** The one status for what was done, with the result where it has a body. */
function plainAnswerOf({ answers }: RouteDefinition): (result: unknown) => Answer {
  const status = Number(Object.keys(answers)[0]);
  return (body) => (answers[status] === null ? { status } : { status, body });
}

function send(reply: FastifyReply, { status, body, headers }: Answer, produces: string | undefined): FastifyReply {
  reply.code(status);
  if (headers) reply.headers(headers);
  if (body !== undefined && !reply.hasHeader('content-type')) {
    reply.type(produces ?? 'application/json; charset=utf-8');
  }
  return reply.send(body);
}

/** Checks and hands over what the request brings. */
function inputReader(
  definition: RouteDefinition,
): (request: FastifyRequest) => Pick<Call, 'params' | 'query' | 'body'> {
  const checkParams = optional(definition.params, { coerce: true });
  const checkQuery = optional(definition.query, { coerce: true });
  const checkBody = optional(definition.body, {});
  const mutating = definition.method !== 'GET';

  return (request) => {
    const { params, query, body } = request;
    const wrongPath = checkParams?.(params)?.[0];
    if (wrongPath) {
      throw new Refusal('resource_not_found', `There is nothing here: ${wrongPath.path} ${wrongPath.message}.`);
    }
    refuse(checkQuery ? checkQuery(query) : unknownFields(query, 'This call takes no query parameters'));
    if (mutating) requireContentType(request, definition.consumes);
    if (!definition.consumes) {
      // A list is checked by its length alone: what is too long is not walked.
      if (request.isSuspect && !definition.independentEntries) refuseFlaws(body);
      refuse(checkBody ? checkBody(body) : unknownFields(body, 'This call takes no body'));
      if (request.isSuspect && definition.independentEntries) separateRefused(body, definition.independentEntries);
    }
    return { params, query, body };
  };
}

const optional = (schema: ZodType | undefined, options: { coerce?: boolean }): Validator | undefined =>
  schema && validatorOf(schema, options);

function refuse(fields: ReturnType<Validator>): void {
  if (fields) throw invalidFields(fields);
}

function unknownFields(value: unknown, message: string): ReturnType<Validator> {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) return [{ path: '', message }];
  const names = Object.keys(value);
  return names.length === 0 ? null : names.slice(0, 20).map((path) => ({ path, message }));
}

/** JSON is read everywhere, multipart only where it is wanted; the parser has refused everything else. */
function requireContentType({ headers }: FastifyRequest, wanted = 'application/json'): void {
  const given = headers['content-type'];
  if (given === undefined || given.split(';', 1)[0]!.trim().toLowerCase() === wanted) return;
  throw new Refusal('unsupported_media_type', `Send the body with Content-Type: ${wanted}.`);
}
