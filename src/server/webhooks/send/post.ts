import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import type { DeliveryError } from '../../../contract/webhooks.ts';
import type { Millis } from '../../../engine/types.ts';
import { failureOf } from './failures.ts';
import { createGuard, type AddressGuard, type LookupAll } from './guard.ts';

export interface WebhookRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** The result of one request. */
export interface EndpointAnswer {
  /** Null: nobody answered. */
  status: number | null;
  /** The first KiB. */
  body: string | null;
  /** Null: answered with 2xx, and to the end. */
  error: DeliveryError | null;
  duration_ms: number;
  retryAfter: string | null;
  /** The receiver's clock by its `Date` header, Unix seconds in milliseconds. */
  date: Millis | null;
}

export interface SenderOptions {
  allowPrivate: boolean;
  /** An HTTP proxy for all requests. Then the proxy, not the guard, decides which addresses are allowed. */
  proxy?: string | undefined;
  /** For lookup, connection, request and answer together. */
  limitMs?: number;
  lookup?: LookupAll | undefined;
}

export interface WebhookSender {
  /** Never rejects. Null: it was aborted. */
  post(request: WebhookRequest, signal: AbortSignal): Promise<EndpointAnswer | null>;
  close(): Promise<void>;
}

export const ATTEMPT_LIMIT_MS = 10_000;
const MOST_HEADER_BYTES = 16 * 1024;
/** So much of a body is read; then the connection is closed. */
const READ_BYTES = 16 * 1024;
const KEPT_BYTES = 1024;
const KEEP_ALIVE_MS = 4_000;

export function createSender(options: SenderOptions): WebhookSender {
  const limit = options.limitMs ?? ATTEMPT_LIMIT_MS;
  const guard = createGuard({ ...options, connectMs: limit });
  const common = {
    connect: guard.connect,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MOST_HEADER_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    allowH2: false,
  };
  const { proxy } = options;
  const agentOf = (kept: { pipelining: number }): Dispatcher =>
    proxy
      ? new ProxyAgent({ ...common, ...kept, connect: { timeout: limit }, uri: proxy })
      : new Agent({ ...common, ...kept });
  const agent = agentOf({ pipelining: 1 });
  /** A connection of its own for each request. */
  const fresh = agentOf({ pipelining: 0 });
  return {
    async post(request, signal) {
      const start = performance.now();
      const attempt = { agent, request, signal, end: start + limit };
      let ended = await exchange(attempt);
      // A receiver may close an idle connection just as a request is sent on it: one retry, on a new connection.
      if (ended.failure && diedUnused(guard, ended, start)) ended = await exchange({ ...attempt, agent: fresh });
      return ended.isCalledOff ? null : answerOf(ended, performance.now() - start);
    },
    async close() {
      await Promise.all([agent.destroy(), fresh.destroy()]);
    },
  };
}

interface Exchange {
  agent: Dispatcher;
  request: WebhookRequest;
  signal: AbortSignal;
  end: number;
}

interface Ended {
  status: number | null;
  headers: Record<string, string | string[] | undefined>;
  chunks: Buffer[];
  failure: unknown;
  cut: DeliveryError | null;
  isCalledOff: boolean;
}

/** One request over one connection, until the answer, a failure, the limit or a call from outside ends it. */
function exchange({ agent, request, signal, end }: Exchange): Promise<Ended> {
  return new Promise((resolve) => {
    const ended: Ended = { status: null, headers: {}, chunks: [], failure: null, cut: null, isCalledOff: false };
    let read = 0;
    let isOver = false;
    let controller: Dispatcher.DispatchController | undefined;
    const timer = setTimeout(() => stop('timeout'), Math.max(0, end - performance.now()));
    signal.addEventListener('abort', callOff);

    function finish(): void {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', callOff);
      resolve(ended);
    }
    function stop(reason: DeliveryError): void {
      if (isOver) return;
      ended.cut = reason;
      finish();
      controller?.abort(new Error(reason));
    }
    function callOff(): void {
      if (isOver) return;
      ended.isCalledOff = ended.status === null;
      stop('timeout');
    }

    if (signal.aborted) return callOff();
    const { origin, pathname, search } = new URL(request.url);
    agent.dispatch(
      { origin, path: pathname + search, method: 'POST', headers: request.headers, body: request.body },
      {
        onRequestStart(started) {
          // The time was over before there was a connection: the request must not be sent any more.
          if (isOver) started.abort(new Error('too late'));
          controller = started;
        },
        onResponseStart(_, status, headers) {
          if (status < 200) return;
          ended.status = status;
          ended.headers = headers;
        },
        onResponseData(_, chunk) {
          if (isOver) return;
          read += chunk.length;
          if (read - chunk.length < KEPT_BYTES) ended.chunks.push(Buffer.from(chunk.subarray(0, KEPT_BYTES)));
          if (read > READ_BYTES) stop('response_too_large');
        },
        onResponseEnd: finish,
        onResponseError(_, error) {
          ended.failure = error;
          finish();
        },
      },
    );
  });
}

function diedUnused(guard: AddressGuard, { status, failure }: Ended, start: number): boolean {
  return status === null && failureOf(failure) === 'reset' && guard.wasOpenBefore(failure, start);
}

function answerOf(ended: Ended, duration: number): EndpointAnswer {
  const { status, headers } = ended;
  const body = status === null ? null : Buffer.concat(ended.chunks).subarray(0, KEPT_BYTES).toString('utf8');
  return {
    status,
    // PostgreSQL stores every character but this one.
    body: body?.replaceAll('\0', '\u{fffd}') ?? null,
    error: errorOf(ended),
    duration_ms: Math.round(duration),
    retryAfter: textOf(headers['retry-after']),
    date: dateOf(textOf(headers['date'])),
  };
}

function errorOf({ status, cut, failure }: Ended): DeliveryError | null {
  if (status !== null && (status < 200 || status >= 300)) return status < 400 ? 'redirect' : 'http';
  if (cut) return cut;
  return failure ? failureOf(failure) : null;
}

const textOf = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null;

function dateOf(text: string | null): Millis | null {
  const date = text === null ? NaN : Date.parse(text);
  return Number.isNaN(date) ? null : date;
}
