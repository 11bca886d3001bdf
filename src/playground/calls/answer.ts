import { languagesIn } from '../../engine/index.ts';
import { ERROR_STATUS, type ErrorBody, type ErrorCode, Refusal } from '../../contract/errors.ts';
import type { SessionScope } from '../../contract/names.ts';
import { type CallAnswer, type Asked, CALLS } from './calls.ts';
import type { Life } from '../life/life.ts';
import { streamOf } from './stream.ts';

/** What goes wrong on purpose: a code that every call is refused with, no line at all, or no answer. */
export type Fault = ErrorCode | 'offline' | 'silent';

/** A call as it was made and answered. */
export interface CallRecord {
  at: number;
  method: string;
  /** Under `/widget/`. */
  path: string;
  sent: unknown;
  status: number;
  answered: unknown;
}

export interface Behind {
  life: Life;
  scopes: readonly SessionScope[];
  fault: Fault | null;
  /** Told of every call that was answered. */
  onCall: (call: CallRecord) => void;
}

const RETRY_AFTER_SECONDS: Partial<Record<ErrorCode, string>> = { rate_limited: '17', service_unavailable: '5' };

/** Answers what the element asks as the server would, `fetch` in name and manner. */
export async function answerTo(behind: Behind, address: string, init: RequestInit = {}): Promise<Response> {
  const signal = init.signal ?? undefined;
  signal?.throwIfAborted();
  const { life, fault } = behind;
  const url = new URL(address);
  const path = url.pathname.replace(/^.*\/widget\//, '');
  const method = init.method ?? 'GET';
  if (fault === 'silent') return never(signal);
  if (fault === 'offline') throw new TypeError('Failed to fetch');
  const headers = new Headers(init.headers);
  const sent = init.body ? (JSON.parse(init.body as string) as unknown) : undefined;
  const requestId = `playground-${++count}`;
  const head = { 'x-request-id': requestId, 'x-hatched-now': new Date(life.clock.now()).toISOString() };
  const call = { at: life.clock.now(), method, path, sent };
  const languages = languagesIn(headers.get('accept-language') ?? undefined);
  try {
    if (fault) throw new Refusal(fault, `Refused on purpose: ${fault}.`);
    const { status, body } =
      `${method} ${path}` === 'GET stream'
        ? { status: 200, body: null }
        : await answered(behind, `${method} ${path}`, {
            query: url.searchParams,
            body: sent,
            languages,
            signal,
            key: headers.get('idempotency-key'),
          });
    behind.onCall({ ...call, status, answered: body });
    if (body === null) {
      const stream = streamOf(life, () => life.state(behind.scopes, languages), signal);
      return new Response(stream, { headers: { ...head, 'content-type': 'text/event-stream; charset=utf-8' } });
    }
    head['x-hatched-now'] = new Date(life.clock.now()).toISOString();
    return Response.json(body, { status, headers: { ...head, 'cache-control': 'private, no-cache' } });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, details } = error;
    const body: ErrorBody = { error: { code, message, ...(details && { details }), requestId } };
    behind.onCall({ ...call, status: ERROR_STATUS[code], answered: body });
    const wait = RETRY_AFTER_SECONDS[code];
    return Response.json(body, {
      status: ERROR_STATUS[code],
      headers: { ...head, ...(wait && { 'retry-after': wait }) },
    });
  }
}

let count = 0;

type CallRequest = Pick<Asked, 'query' | 'body' | 'languages' | 'signal'> & { key: string | null };

async function answered({ life, scopes }: Behind, call: string, { key, ...request }: CallRequest): Promise<CallAnswer> {
  const name = Object.keys(CALLS).find((one) => call === one || call.startsWith(`${one}/`));
  if (!name) throw new Refusal('resource_not_found', `There is nothing at ${call}.`);
  const { scope, keyed, answer } = CALLS[name]!;
  if (!scopes.includes(scope)) throw new Refusal('missing_scope', `This session lacks the scope ${scope}.`);
  if (keyed && key === null) {
    throw new Refusal('bad_request', 'This call needs an Idempotency-Key header: a retry must not do it twice.');
  }
  const fingerprint = `${call} ${JSON.stringify(request.body)}`;
  const before = key === null ? undefined : life.seat.answered.get(key);
  if (before && before.call !== fingerprint) {
    throw new Refusal(
      'idempotency_key_conflict',
      'This Idempotency-Key was used for another call. Use a new key for each call, and the same one for its retries.',
    );
  }
  if (before) return before;
  const given = await answer({ life, scopes, rest: call.slice(name.length + 1), ...request });
  if (key !== null) life.seat.answered.set(key, { call: fingerprint, ...given });
  return given;
}

function never(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
