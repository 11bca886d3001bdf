import type { SeatState } from '../../contract/buddy/state.ts';
import { isDemo, playgroundFetch } from '../session/demo.ts';
import type { Early } from '../session/early.ts';
import { subjectOf, type Tokens } from '../session/tokens.ts';
import { errorOf, failureOf, WidgetError } from './errors.ts';
import { Limit } from './limit.ts';
import { nap } from './nap.ts';
import { ServerClock } from './server-clock.ts';

/** Of the first try, the second …: a slow server answers some time, if it is let. */
const LIMITS_MS = [20_000, 40_000, 60_000, 60_000];
const FIRST_WAIT_MS = 400;
/** Who is asked to wait for longer is told so. */
const LONGEST_WAIT_MS = 60_000;

/** One call. Every call of ours may be repeated: it reads, names its outcome, or carries a key. */
export interface WidgetCall {
  /** Under `/widget/`. */
  path: string;
  method?: 'POST' | 'PUT' | 'PATCH';
  query?: Record<string, string>;
  /** JSON. */
  body?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** How long the server may take on top of the usual. */
  waitMs?: number;
  /** Who is told of: it is never sent under the token of another. Default: whose token is held when it begins. */
  whose?: string | undefined;
  /** Told before each wait: what went wrong, and when it is tried again. */
  onWait?: (error: WidgetError, ms: number) => void;
}

/** Speaks HTTP with the server: credential, language, time-outs, retries, typed errors. */
export class Client {
  readonly clock = new ServerClock();
  /** What the element speaks; texts of the configuration come in it. */
  language = '';
  /** What the loader has asked for already; the first call that asks for the same gets its answer. */
  early: Early | undefined;
  /** Told what happens, without any token: the `debug` attribute. */
  say: ((what: string) => void) | undefined;
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

  /** @throws WidgetError, or the signal's reason when it aborts */
  async state(signal?: AbortSignal, onWait?: WidgetCall['onWait']): Promise<SeatState> {
    return this.call<SeatState>({ path: 'state', signal, ...(onWait && { onWait }) }, stateOf);
  }

  /**
   * The answer's body. Tries again what may succeed later.
   * @throws WidgetError, or the signal's reason when it aborts
   */
  async call<T>(call: WidgetCall, check: (body: T) => T = (body) => body): Promise<T> {
    const mine = { ...call, whose: call.whose ?? this.#tokens.subject };
    for (let tries = 0; ; tries++) {
      const limit = new Limit(LIMITS_MS[tries]! + (call.waitMs ?? 0), call.signal);
      try {
        return check((await (await this.open(mine, limit.signal)).json()) as T);
      } catch (cause) {
        call.signal?.throwIfAborted();
        const error = failureOf(cause);
        const wait = error.retryAfterMs ?? FIRST_WAIT_MS * 2 ** tries * (1 + Math.random());
        if (!error.passing || !LIMITS_MS[tries + 1] || wait > LONGEST_WAIT_MS) throw error;
        call.onWait?.(error, wait);
        await nap(wait, call.signal);
      } finally {
        limit.end();
      }
    }
  }

  /** The answer as it begins. A 401 renews the token once and tries once more. */
  async open(call: WidgetCall, signal: AbortSignal): Promise<Response> {
    const token = await this.#tokens.current();
    let response = await this.#fetch(call, token, signal);
    const other = response.status === 401 && (await this.#tokens.replace(token));
    if (other) response = await this.#fetch(call, other, signal);
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  async #fetch(call: WidgetCall, token: string, signal: AbortSignal): Promise<Response> {
    const { path, query, body, headers } = call;
    const method = call.method ?? 'GET';
    if (call.method && call.whose && call.whose !== subjectOf(token)) {
      throw new WidgetError('session_expired', 'It was for somebody whose session has ended.', { status: 403 });
    }
    const search = new URLSearchParams({ ...this.#subject, ...query });
    this.say?.(`${method} ${path}`);
    const ask = isDemo(this.#base) ? await playgroundFetch(this.#base) : fetch;
    const url = `${this.#base}/widget/${path}${search.size ? '?' : ''}${search}`;
    const [asked, early] = this.early ?? [];
    this.early = undefined;
    if (asked === url + token + this.language) {
      const answer = await early!.catch(() => null);
      if (answer?.ok && !answer.bodyUsed) return this.#heard(answer, method, path);
    }
    const response = await ask(url, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(this.language && { 'accept-language': this.language }),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: body ?? null,
      credentials: 'omit',
      signal,
    });
    return this.#heard(response, method, path);
  }

  #heard(response: Response, method: string, path: string): Response {
    this.say?.(`${method} ${path}: ${response.status}`);
    this.clock.hear(response.headers);
    return response;
  }
}

/** Between us and the server may be somebody who answers 200 with something of his own. */
export function stateOf(body: SeatState | null): SeatState {
  if (typeof body?.version === 'number' && 'buddy' in body && Array.isArray(body.skills)) return body;
  throw new WidgetError('unavailable', 'The answer is no state of a buddy: is api-base the server’s API?');
}
