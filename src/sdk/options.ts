/** Where the client logs to; `console` fits. */
export interface SdkLogger {
  debug?: (message: string, fields: Record<string, unknown>) => void;
  warn?: (message: string, fields: Record<string, unknown>) => void;
}

interface CommonOptions {
  /** Where the server is: `https://buddy.example.com`. */
  baseUrl: string;
  /** For each try. */
  timeoutMs?: number | undefined;
  /** Tries after the first; 0 for none. */
  maxRetries?: number | undefined;
  fetch?: typeof globalThis.fetch | undefined;
  /** Gets one line for each try: method, path, status, time, request id. Never a key, never a body. */
  logger?: SdkLogger | undefined;
  /** Lets a secret key be used where there is a DOM: for unit tests under jsdom and the like. */
  allowBrowser?: boolean | undefined;
}

export type ClientOptions = CommonOptions &
  (
    | { /** `hatch_live_…` or `hatch_test_…`, on servers only. */ apiKey: string; publishableKey?: undefined }
    | { /** `hatch_pk_…`: reads, in browsers. */ publishableKey: string; apiKey?: undefined }
  );

/** Options of a single call: the last argument of every method. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Sent with every try of this call; without it the client makes one for each call that changes something. */
  idempotencyKey?: string | undefined;
  timeoutMs?: number | undefined;
  maxRetries?: number | undefined;
  headers?: Record<string, string> | undefined;
}

export interface RateLimitInfo {
  limit: number;
  remaining: number;
  /** Seconds until `remaining` is `limit` again. */
  reset: number;
  /** Seconds to wait, where the server refused the last call. */
  retryAfter?: number;
}

export interface ClientKey {
  value: string;
  isSecret: boolean;
}

const SECRET = /^hatch_(live|test)_/;
const PUBLISHABLE = /^hatch_pk_/;
/** A header can hold nothing else, and the error of `fetch` would show the key. */
const SENDABLE = /^[\x21-\x7e]+$/;

/** The key to call with; throws a TypeError that never shows it. */
export function clientKeyOf({ apiKey, publishableKey, allowBrowser }: ClientOptions): ClientKey {
  if (apiKey && publishableKey) throw new TypeError('Give HatchedClient an apiKey or a publishableKey, not both.');
  const value = apiKey ?? publishableKey;
  if (typeof value !== 'string' || value === '') {
    throw new TypeError('HatchedClient needs an apiKey (on servers) or a publishableKey (in browsers).');
  }
  if (!SENDABLE.test(value)) throw new TypeError('The key holds a space or a line break: it was not copied whole.');
  if (apiKey && PUBLISHABLE.test(apiKey)) throw new TypeError('This apiKey is publishable: pass it as publishableKey.');
  if (publishableKey && SECRET.test(publishableKey)) {
    throw new TypeError('This publishableKey is a secret key: keep it on your server, and rotate it if a page had it.');
  }
  if (apiKey && !allowBrowser && hasDom()) {
    throw new TypeError(
      'A secret key must never be in a page: whoever opens it can read the key. Call from your server, or use a publishableKey. (In unit tests with a DOM: allowBrowser: true.)',
    );
  }
  return { value, isSecret: apiKey !== undefined };
}

function hasDom(): boolean {
  return typeof (globalThis as { window?: { document?: unknown } }).window?.document !== 'undefined';
}

/** With or without `/api/v1`, and without what follows. */
export function rootOf(baseUrl: unknown): string {
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TypeError('HatchedClient needs a baseUrl like https://buddy.example.com: where your server is.');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new TypeError('The baseUrl must have no user name, no query and no fragment.');
  }
  return url.href.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
}

export function countOf(name: string, value: number | undefined, standard: number, least: number): number {
  if (value === undefined) return standard;
  if (!(value >= least)) throw new TypeError(`${name} must be a number of at least ${least}.`);
  return value;
}
