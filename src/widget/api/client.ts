import type { Tokens } from '../session/tokens.ts';
import { errorOf, failureOf } from './errors.ts';

const TIMEOUT_MS = 15_000;
const TRIES = 4;
const FIRST_WAIT_MS = 400;

/** One call. Every call of ours may be repeated: it reads, names its outcome, or carries a key. */
export interface Call {
  /** Under `/widget/`. */
  path: string;
  method?: 'POST' | 'PUT' | 'PATCH';
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** How long the server may take on top of the usual. */
  waitMs?: number;
}

/** Speaks HTTP with the server: credential, time-outs, retries, typed errors. */
export class Client {
  readonly #base: string;
  readonly #tokens: Tokens;
  readonly #subject: Record<string, string>;

  /** @param subject the query that says whose buddy a publishable key reads */
  constructor(base: string, tokens: Tokens, subject: Record<string, string>) {
    this.#base = base;
    this.#tokens = tokens;
    this.#subject = subject;
  }

  /** Pictures may be named relative to the server. */
  urlOf(path: string): string {
    return new URL(path, this.#base).href;
  }

  /**
   * The answer's body. Tries again what may succeed later.
   * @throws WidgetError, or the signal's reason when it aborts
   */
  async call<T>(call: Call): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        const response = await this.open(call, AbortSignal.timeout(TIMEOUT_MS + (call.waitMs ?? 0)));
        return (await response.json()) as T;
      } catch (cause) {
        call.signal?.throwIfAborted();
        const error = failureOf(cause);
        if (!error.passing || tries === TRIES) throw error;
        const wait = error.retryAfterMs ?? FIRST_WAIT_MS * 2 ** tries * Math.random();
        await new Promise((resolve) => setTimeout(resolve, Math.min(wait, TIMEOUT_MS)));
      }
    }
  }

  /** The answer as it begins. A 401 renews the token once and tries once more. */
  async open(call: Call, limit: AbortSignal): Promise<Response> {
    const token = await this.#tokens.current();
    let response = await this.#fetch(call, token, limit);
    const other = response.status === 401 && (await this.#tokens.replace(token));
    if (other) response = await this.#fetch(call, other, limit);
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  #fetch({ path, method, query, body, headers, signal }: Call, token: string, limit: AbortSignal): Promise<Response> {
    const search = new URLSearchParams({ ...this.#subject, ...query });
    return fetch(`${this.#base}/widget/${path}${search.size ? '?' : ''}${search}`, {
      method: method ?? 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: body ? JSON.stringify(body) : null,
      credentials: 'omit',
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
  }
}
