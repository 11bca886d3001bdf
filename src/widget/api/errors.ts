import type { ErrorBody, ErrorCode } from '../../contract/errors.ts';

/** The server's codes, and what can go wrong before it answers. */
export type WidgetErrorCode =
  | ErrorCode
  | 'offline'
  | 'timeout'
  | 'unavailable'
  | 'session_expired'
  | 'not_configured'
  | 'not_rendered'
  | 'secret_key_refused';

interface AnswerFacts {
  status?: number;
  requestId?: string | null;
  retryAfterMs?: number | null;
  cause?: unknown;
}

/** What a call came to when it did not succeed. */
export class WidgetError extends Error {
  readonly code: WidgetErrorCode;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly requestId: string | null;
  /** How long the server asks us to wait; null where it does not say. */
  readonly retryAfterMs: number | null;

  constructor(code: WidgetErrorCode, message: string, facts: AnswerFacts = {}) {
    super(message, facts);
    this.code = code;
    this.status = facts.status ?? 0;
    this.requestId = facts.requestId ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
  }

  /** The same call may succeed later. */
  get passing(): boolean {
    const { code, status } = this;
    if (/^not_|^secret/.test(code)) return false;
    return !status || status >= 500 || [408, 425, 429].includes(status) || code === 'idempotency_in_progress';
  }
}

/** Reads the error envelope; a proxy's page has none. */
export async function errorOf(response: Response): Promise<WidgetError> {
  const { status, headers } = response;
  const body = (await response.json().catch(() => null)) as Partial<ErrorBody> | null;
  const {
    code = status < 500 ? 'bad_request' : 'unavailable',
    message = `HTTP ${status}`,
    requestId,
  } = body?.error ?? {};
  return new WidgetError(code, message, {
    status,
    requestId: requestId ?? headers.get('x-request-id'),
    retryAfterMs: Number(headers.get('retry-after')) * 1000 || null,
  });
}

/** What a call that brought no answer means. */
export function failureOf(cause: unknown): WidgetError {
  if (cause instanceof WidgetError) return cause;
  const late = (cause as Error).name === 'TimeoutError';
  const code = late ? 'timeout' : navigator.onLine ? 'unavailable' : 'offline';
  return new WidgetError(code, 'The server did not answer.', { cause });
}
