/** Error codes and the HTTP status each is answered with. */
export const ERROR_STATUS = {
  bad_request: 400,
  insufficient_balance: 400,
  category_conflict: 400,
  too_many_items: 400,
  missing_audience: 400,
  unknown_audience: 400,
  progression_not_spendable: 400,
  unauthorized: 401,
  token_expired: 401,
  token_revoked: 401,
  forbidden: 403,
  missing_scope: 403,
  publishable_key_scope: 403,
  origin_not_allowed: 403,
  resource_not_found: 404,
  no_published_config: 409,
  active_egg_limit: 409,
  conflict: 409,
  idempotency_key_conflict: 409,
  idempotency_in_progress: 409,
  already_owned: 409,
  out_of_stock: 409,
  item_locked: 409,
  not_owned: 409,
  no_buddy: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  rate_limited: 429,
  internal_error: 500,
  service_unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export interface FieldError {
  /** Dotted path of the field, `events.3.type`; empty for the body itself. */
  path: string;
  message: string;
}

export interface ErrorBody {
  error: { code: ErrorCode; message: string; details?: Record<string, unknown>; requestId: string };
}

/** A request that is understood and refused. The message tells the caller what to do next. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

export function invalidFields(fields: FieldError[]): Refusal {
  const first = fields[0];
  const where = first?.path ? `${first.path}: ` : '';
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
  return new Refusal('validation_failed', `${where}${first?.message ?? 'The body is not valid.'}${more}`, { fields });
}
