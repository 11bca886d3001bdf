import { join, utf8 } from './bytes.ts';
import type { HeadersLike } from './headers.ts';
import { receive, type ReceivedBody, type VerifiedWebhook } from './receive.ts';
import type { Secrets, VerifyOptions } from './verify.ts';

/* Each takes what its framework hands to a handler, described by what is used of it: no framework is imported. */

/** `Request` as the platform has it: Workers, Deno, Bun, route handlers. Its body must not have been read. */
export interface WebRequest {
  headers: { get(name: string): string | null };
  readonly bodyUsed: boolean;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A request of Node's: the body as a stream, or what a body parser left in `body`. */
export interface NodeRequest {
  headers: Record<string, string | readonly string[] | undefined>;
  body?: unknown;
  /** Where something has kept it: `express.json({ verify: (req, _res, raw) => { req.rawBody = raw } })`. */
  rawBody?: unknown;
  readableEnded?: boolean;
}

type Verify<R> = (request: R, secret: Secrets | null | undefined, options?: VerifyOptions) => Promise<VerifiedWebhook>;

/** Any `Request`. */
export const verifyRequest: Verify<WebRequest> = async (request, secret, options) => {
  const body = request.bodyUsed ? undefined : { raw: await request.arrayBuffer() };
  return receive(request.headers, body, secret, options);
};

/** A route handler of Next's app router. */
export const verifyNextAppRequest: Verify<WebRequest> = verifyRequest;

/** Hono's context. Works after `c.req.json()`, too: Hono keeps what it has read. */
export const verifyHonoRequest: Verify<{
  req: { raw: { headers: { get(name: string): string | null } }; arrayBuffer(): Promise<ArrayBuffer> };
}> = async ({ req }, secret, options) => receive(req.raw.headers, { raw: await req.arrayBuffer() }, secret, options);

/** Without a body parser, after `express.raw()` or `express.text()`, and after `express.json()`. */
export const verifyExpressRequest: Verify<NodeRequest> = async (request, secret, options) =>
  receive(request.headers, await nodeBody(request), secret, options);

/** An API route of Next's pages, with `bodyParser: false` or without. */
export const verifyNextPagesRequest: Verify<NodeRequest> = verifyExpressRequest;

/** Its own parser for JSON may stay; one that keeps the text or the buffer works as well. */
export const verifyFastifyRequest: Verify<{
  headers: HeadersLike & NodeRequest['headers'];
  body?: unknown;
  rawBody?: unknown;
}> = async ({ headers, body, rawBody }, secret, options) =>
  receive(headers, await nodeBody({ headers, body, rawBody, readableEnded: true }), secret, options);

async function nodeBody(request: NodeRequest): Promise<ReceivedBody | undefined> {
  const { body, rawBody } = request;
  for (const kept of [rawBody, body]) {
    if (typeof kept === 'string' || kept instanceof Uint8Array) return { raw: kept };
  }
  if (body !== undefined && request.readableEnded !== false) return body === null ? undefined : { parsed: body };
  return request.readableEnded === false ? { raw: await read(request) } : undefined;
}

async function read(request: NodeRequest): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as unknown as AsyncIterable<Uint8Array | string>) {
    chunks.push(typeof chunk === 'string' ? utf8(chunk) : chunk);
  }
  return join(...chunks);
}
