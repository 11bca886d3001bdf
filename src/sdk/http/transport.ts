import { ConnectionError, PublishableKeyScopeError, TimeoutError } from '../errors/classes.ts';
import { HatchedError } from '../errors/hatched-error.ts';
import { errorOf } from '../errors/of-answer.ts';
import { fromWire, toSnake, toWire } from '../names.ts';
import { type CallOptions, type ClientOptions, countOf, clientKeyOf, type ClientKey, rootOf } from '../options.ts';
import type { RateLimitInfo } from '../options.ts';
import { VERSION } from '../version.ts';
import { deadlineOf } from './deadline.ts';
import type { ApiRequest, Sender } from './request.ts';
import { mayPass, retryAfterOf, wait, waitBefore } from './retry.ts';

const TIMEOUT_MS = 15_000;
const MAX_RETRIES = 3;

/** What all tries of a call share. */
interface Prepared {
  url: string;
  init: RequestInit;
  label: string;
  timeoutMs: number;
  signal: AbortSignal | undefined;
  isDocument: boolean;
}

type Located = ApiRequest & { path: string };

type TryResult = { answer: unknown } | { error: Error; mayRetry: boolean; retryAfter?: number | undefined };

/** Sends calls, with retries, and turns answers into values or errors. */
export class Transport implements Sender {
  lastRequestId: string | null = null;
  rateLimit: RateLimitInfo | null = null;
  readonly #options: ClientOptions;
  readonly #credential: ClientKey;
  readonly #root: string;
  readonly #timeoutMs: number;
  readonly #maxRetries: number;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#credential = clientKeyOf(options);
    this.#root = rootOf(options.baseUrl);
    this.#timeoutMs = countOf('timeoutMs', options.timeoutMs, TIMEOUT_MS, 1);
    this.#maxRetries = countOf('maxRetries', options.maxRetries, MAX_RETRIES, 0);
  }

  async send<T>(call: ApiRequest, options: CallOptions = {}): Promise<T> {
    const request = { ...call, path: typeof call.path === 'string' ? call.path : call.path() };
    this.#refuseChange(request);
    options.signal?.throwIfAborted();
    const prepared = this.#prepare(request, options);
    const retries = countOf('maxRetries', options.maxRetries, this.#maxRetries, 0);
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#try(prepared, attempt);
      if ('answer' in outcome) return outcome.answer as T;
      if (!outcome.mayRetry || attempt > retries) throw outcome.error;
      await wait(waitBefore(attempt, outcome.retryAfter), options.signal);
    }
  }

  #refuseChange({ method, path, isForBrowsers }: Located): void {
    if (this.#credential.isSecret || method === 'GET' || isForBrowsers) return;
    throw new PublishableKeyScopeError(
      `A publishable key never changes anything: make this call (${method} ${path}) from your server, with a secret key.`,
      { code: 'publishable_key_scope', statusCode: 0, requestId: null, details: {} },
    );
  }

  #prepare(request: Located, options: CallOptions): Prepared {
    const { method, path, isRoot, query, isDocument = false, extraTimeMs = 0 } = request;
    const url = new URL(`${this.#root}${isRoot ? '' : '/api/v1'}${path}`);
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined)
        url.searchParams.set(toSnake(name), value instanceof Date ? value.toISOString() : String(value));
    }
    const body = bodyOf(request, isDocument);
    return {
      url: url.href,
      init: {
        method,
        headers: this.#headers(request, options),
        redirect: 'manual',
        ...(body !== undefined && { body }),
      },
      label: `${method} ${path}`,
      timeoutMs: countOf('timeoutMs', options.timeoutMs, this.#timeoutMs, 1) + extraTimeMs,
      signal: options.signal,
      isDocument,
    };
  }

  #headers({ method, body, headers: own }: ApiRequest, options: CallOptions): Headers {
    const headers = new Headers(options.headers);
    const set = (name: string, value: string | undefined) => value !== undefined && headers.set(name, value);
    set('accept', 'application/json');
    set('authorization', `Bearer ${this.#credential.value}`);
    if (body !== undefined) set('content-type', 'application/json');
    if (method !== 'GET') set('idempotency-key', options.idempotencyKey ?? randomId());
    // Not from browsers: CORS would have to allow the header.
    if (this.#credential.isSecret) set('user-agent', `hatched-buddy-sdk/${VERSION}`);
    for (const [name, value] of Object.entries(own ?? {})) set(name, value);
    return headers;
  }

  async #try(prepared: Prepared, attempt: number): Promise<TryResult> {
    const started = Date.now();
    const deadline = deadlineOf(prepared.timeoutMs, prepared.signal);
    let status = 0;
    let outcome: TryResult;
    try {
      const send = this.#options.fetch ?? globalThis.fetch;
      const response = await send(prepared.url, { ...prepared.init, signal: deadline.signal });
      status = response.status;
      this.#note(response);
      outcome = await outcomeOf(response, prepared, attempt);
    } catch (error) {
      if (prepared.signal?.aborted) throw prepared.signal.reason;
      if (error instanceof HatchedError) outcome = { error, mayRetry: false };
      else outcome = { error: lost(error, deadline.hasPassed(), prepared), mayRetry: true };
    } finally {
      deadline.clear();
    }
    this.#log(prepared, attempt, { status, ms: Date.now() - started, outcome });
    return outcome;
  }

  #note({ headers }: Response): void {
    this.lastRequestId = headers.get('x-request-id') ?? this.lastRequestId;
    const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));
    if (limit == null) return;
    const retryAfter = retryAfterOf(headers.get('retry-after'));
    this.rateLimit = {
      limit: Number(limit),
      remaining: Number(remaining),
      reset: Number(reset),
      ...(retryAfter !== undefined && { retryAfter }),
    };
  }

  #log(prepared: Prepared, attempt: number, did: { status: number; ms: number; outcome: TryResult }): void {
    const { status, ms, outcome } = did;
    const error = 'error' in outcome ? outcome.error : undefined;
    const requestId = status === 0 ? null : this.lastRequestId;
    const said = error instanceof HatchedError ? ` ${error.code}` : '';
    const line = `hatched-buddy: ${prepared.label} ${status || 'no answer'}${said} in ${ms} ms (try ${attempt})`;
    const [method, path] = prepared.label.split(' ');
    this.#options.logger?.[error ? 'warn' : 'debug']?.(line, { method, path, status, ms, attempt, requestId });
  }
}

function bodyOf({ body, form }: ApiRequest, isDocument: boolean): string | FormData | undefined {
  if (form) return form;
  return body === undefined ? undefined : JSON.stringify(isDocument ? body : toWire(body));
}

async function outcomeOf(response: Response, { isDocument, label }: Prepared, attempt: number): Promise<TryResult> {
  const { status, headers } = response;
  const text = await response.text();
  const body = parsed(text);
  if (response.ok && (text === '' || body !== undefined)) return { answer: isDocument ? body : fromWire(body) };
  const requestId = headers.get('x-request-id');
  if (response.ok || (status < 400 && status !== 304)) {
    const where = headers.get('location');
    const problem = where ? `sends elsewhere, to ${where}` : 'answers what is not JSON';
    throw new HatchedError(`${label}: the address ${problem}. Check that baseUrl is where Hatched Buddy runs.`, {
      code: 'unexpected_answer',
      statusCode: status,
      requestId,
      details: {},
    });
  }
  const retryAfter = retryAfterOf(headers.get('retry-after'));
  const error = errorOf({ status, body, requestId, retryAfter, isDocument });
  // An earlier try of this call is still running: a retry gets its answer.
  const isOwnEcho = attempt > 1 && error.code === 'idempotency_in_progress';
  return { error, mayRetry: mayPass(status) || isOwnEcho, retryAfter };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function lost(cause: unknown, isLate: boolean, { label, timeoutMs, url }: Prepared): HatchedError {
  const fields = { statusCode: 0, requestId: null, details: {} };
  if (isLate) {
    return new TimeoutError(`${label}: no answer within ${timeoutMs} ms.`, { ...fields, code: 'timeout' }, { cause });
  }
  return new ConnectionError(
    `${label}: no answer from ${new URL(url).origin} (${whyOf(cause)}).`,
    { ...fields, code: 'connection_error' },
    { cause },
  );
}

/** `fetch failed` says nothing: the reason is in its cause, or, where several addresses were tried, in the errors of that. */
function whyOf(error: unknown): string {
  const inner = (error as { cause?: unknown } | null)?.cause;
  if (inner !== undefined) return whyOf(inner);
  const [first] = (error as { errors?: unknown[] } | null)?.errors ?? [];
  if (first !== undefined) return whyOf(first);
  return error instanceof Error ? error.message : String(error);
}

/** 128 random bits. `crypto.randomUUID` is missing on pages without TLS. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
