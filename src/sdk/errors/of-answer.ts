import { ERROR_STATUS } from '../../contract/errors.ts';
import { pathFromWire } from '../names.ts';
import * as classes from './classes.ts';
import { type ErrorCode, type ErrorFields, HatchedError } from './hatched-error.ts';

/** Every code that the client throws with. */
export const ERROR_CODES: readonly ErrorCode[] = [
  ...(Object.keys(ERROR_STATUS) as ErrorCode[]),
  'connection_error',
  'timeout',
  'unexpected_answer',
];

type Class = new (message: string, fields: ErrorFields) => HatchedError;

const BY_CODE: { [code in ErrorCode]?: Class } = {
  unauthorized: classes.AuthenticationError,
  token_expired: classes.AuthenticationError,
  token_revoked: classes.AuthenticationError,
  forbidden: classes.PermissionError,
  missing_scope: classes.PermissionError,
  origin_not_allowed: classes.PermissionError,
  publishable_key_scope: classes.PublishableKeyScopeError,
  resource_not_found: classes.NotFoundError,
  insufficient_balance: classes.InsufficientBalanceError,
  progression_not_spendable: classes.ProgressionNotSpendableError,
  category_conflict: classes.CategoryConflictError,
  too_many_items: classes.TooManyItemsError,
  missing_audience: classes.AudienceError,
  unknown_audience: classes.AudienceError,
  active_egg_limit: classes.ActiveEggLimitError,
  no_published_config: classes.NoPublishedConfigError,
  idempotency_key_conflict: classes.IdempotencyError,
  idempotency_in_progress: classes.IdempotencyError,
  already_owned: classes.AlreadyOwnedError,
  not_owned: classes.NotOwnedError,
  out_of_stock: classes.OutOfStockError,
  item_locked: classes.ItemLockedError,
  payload_too_large: classes.PayloadTooLargeError,
};

interface FailedAnswer {
  status: number;
  /** The answer's body, parsed where it is JSON. */
  body: unknown;
  requestId: string | null;
  retryAfter: number | undefined;
  /** The call's fields keep the names of the wire: paths do, too. */
  isDocument: boolean;
}

/** The error for an answer that is not a success. */
export function errorOf({ status, body, requestId, retryAfter, isDocument }: FailedAnswer): HatchedError {
  const sent = errorIn(body);
  const message =
    sent?.message ??
    `The server answered ${status} and did not say why. Check that baseUrl is where Hatched Buddy runs.`;
  const fields: ErrorFields = {
    code: sent?.code ?? codeOf(status),
    statusCode: status,
    requestId: sent?.requestId ?? requestId,
    details: sent?.details ?? {},
  };
  if (fields.code === 'validation_failed') {
    return new classes.ValidationError(message, fields, invalidFields(fields.details, isDocument));
  }
  if (fields.code === 'rate_limited') return new classes.RateLimitError(message, fields, retryAfter);
  const Known = Object.hasOwn(BY_CODE, fields.code) ? BY_CODE[fields.code as ErrorCode] : undefined;
  return new (Known ?? classOf(status))(message, fields);
}

function classOf(status: number): Class {
  if (status === 409) return classes.ConflictError;
  return status >= 500 ? classes.ServerError : HatchedError;
}

interface SentError {
  code: string;
  message: string;
  requestId?: string;
  details?: Record<string, unknown>;
}

function errorIn(body: unknown): SentError | undefined {
  const error = (body as { error?: Partial<SentError> } | null)?.error;
  return typeof error?.code === 'string' && typeof error.message === 'string' ? (error as SentError) : undefined;
}

/** For an answer without a code: a proxy in front of the server sent it. */
function codeOf(status: number): ErrorCode {
  if (status === 503) return 'service_unavailable';
  if (status >= 500) return 'internal_error';
  const found = Object.entries(ERROR_STATUS).find(([code, of]) => of === status && UNSAID.has(code));
  return (found?.[0] as ErrorCode | undefined) ?? 'unexpected_answer';
}
const UNSAID = new Set([
  'bad_request',
  'unauthorized',
  'forbidden',
  'resource_not_found',
  'conflict',
  'payload_too_large',
  'rate_limited',
]);

function invalidFields(details: Record<string, unknown>, isDocument: boolean): classes.InvalidField[] {
  const fields = details['fields'];
  if (!Array.isArray(fields)) return [];
  return (fields as classes.InvalidField[]).map(({ path, message }) => ({
    path: isDocument ? path : pathFromWire(path),
    message,
  }));
}
