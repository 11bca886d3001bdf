import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Refusal, type ErrorBody, type ErrorCode } from '../../contract/errors.ts';
import { LIMITS } from '../../contract/limits.ts';
import type { RateLimits } from '../gate/limits.ts';
import type { Logger } from '../log.ts';
import { StoreUnavailable, type UnavailableReason } from '../store/store.ts';
import { requestId } from './request-id.ts';

/** The default. 15 s is the heartbeat of a state stream: by then the streams of clients that have gone are closed. */
const RETRY_AFTER_SECONDS: Partial<Record<ErrorCode, string>> = { service_unavailable: '1', rate_limited: '15' };

/** Every error leaves in the one envelope, with the request's id and nothing of the inside. */
export function installErrors(app: FastifyInstance, log: Logger, limits: RateLimits): void {
  app.setErrorHandler((error: Error, request, reply) => {
    const refusal = refusalFor(error, request);
    if (refusal.code === 'internal_error') {
      log.error({ err: error, request_id: request.id, route: request.route }, 'A request failed');
    } else if (error instanceof StoreUnavailable) {
      log.warn({ err: error, request_id: request.id, route: request.route }, 'The store cannot be reached');
    }
    const seconds = RETRY_AFTER_SECONDS[refusal.code];
    if (seconds && !reply.hasHeader('retry-after')) reply.header('retry-after', seconds);
    return sendRefusal(refusal, request, reply);
  });

  app.setNotFoundHandler(async (request, reply) => {
    // GET and HEAD were looked up among the files, and counted there.
    if (!['GET', 'HEAD'].includes(request.method)) await limits.takePublic(request.ip, reply);
    return sendRefusal(nothingThere(request), request, reply);
  });
}

export function nothingThere({ method, url }: FastifyRequest): Refusal {
  const path = url.split('?', 1)[0]!.slice(0, 100);
  return new Refusal('resource_not_found', `There is nothing at ${method} ${path}. The calls are listed at /docs.`);
}

export function sendRefusal(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.errorCode = refusal.code;
  // A malformed URL is refused before any hook has run.
  reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' });
  return reply.code(refusal.status).type('application/json; charset=utf-8').send(envelope(refusal, request.id));
}

export function envelope(refusal: Refusal, id: string): ErrorBody {
  const { code, message, details } = refusal;
  return { error: { code, message, ...(details && { details }), requestId: id } };
}

/** For callers: without paths and hosts. */
export const UNAVAILABLE: Record<UnavailableReason, string> = {
  unreachable: 'The database cannot be reached right now.',
  full: 'The disk of the database is full: nothing was written, and its operator has to free some space.',
  read_only: 'The database takes no writes right now: nothing was written.',
  busy: 'The database was busy for too long: nothing was written.',
};

type Coded = Error & { code?: string; statusCode?: number };

const FASTIFY: Record<string, [ErrorCode, string]> = {
  FST_REQ_FILE_TOO_LARGE: [
    'payload_too_large',
    `The file is larger than ${LIMITS.assetBytes} bytes. Send a smaller one.`,
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'Send the body with Content-Type: application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad_request', 'The body is not as long as its Content-Length says.'],
  FST_ERR_BAD_URL: ['bad_request', 'The URL is malformed: its percent-encoding is not valid UTF-8.'],
};

function refusalFor(error: Coded, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof StoreUnavailable) {
    return new Refusal('service_unavailable', `${UNAVAILABLE[error.reason]} Try again in a moment.`);
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const most = request.routeOptions.bodyLimit ?? LIMITS.bodyBytes;
    return new Refusal('payload_too_large', `The body is larger than ${most} bytes. Send less, in more calls.`);
  }
  const known = FASTIFY[error.code ?? ''];
  if (known) return new Refusal(...known);
  // How the file server calls a path that can be no file.
  if (error.statusCode === 403 || error.statusCode === 404) return nothingThere(request);
  if (error.statusCode === 413) return new Refusal('payload_too_large', error.message);
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Refusal('bad_request', error.message);
  }
  return new Refusal('internal_error', 'Something failed on our side. Try again; if it stays, tell us the requestId.');
}

/** Answers bytes that are no HTTP, or a head that came too slowly. Fastify has no request for these. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const [status, message] = BROKEN[error.code ?? ''] ?? [400, 'This is not a well-formed HTTP request.'];
  const id = requestId({ headers: {} });
  const body = JSON.stringify(envelope(new Refusal('bad_request', message), id));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${id}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

const BROKEN: Record<string, [number, string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers are too large.'],
};
