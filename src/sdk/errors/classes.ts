import { type ErrorFields, HatchedError } from './hatched-error.ts';

/** The key or token is missing, unknown, expired or revoked. */
export class AuthenticationError extends HatchedError {
  override readonly name = 'AuthenticationError';
}

/** The key or token is valid, but does not permit this. */
export class PermissionError extends HatchedError {
  override readonly name: string = 'PermissionError';
}

/** A publishable key would have changed something. Also thrown without a request. */
export class PublishableKeyScopeError extends PermissionError {
  override readonly name = 'PublishableKeyScopeError';
}

/** It does not exist, or belongs to another customer or mode. */
export class NotFoundError extends HatchedError {
  override readonly name = 'NotFoundError';
}

export interface InvalidField {
  /** `events.3.userId`; empty for the body itself. */
  path: string;
  message: string;
}

export class ValidationError extends HatchedError {
  override readonly name = 'ValidationError';
  readonly fields: InvalidField[];

  constructor(message: string, fields: ErrorFields, invalid: InvalidField[]) {
    super(message, fields);
    this.fields = invalid;
  }
}

export class InsufficientBalanceError extends HatchedError {
  override readonly name = 'InsufficientBalanceError';
  /** `coin` or a token key. */
  readonly currency: string | undefined = text(this.details['currency']);
  readonly price: number | undefined = count(this.details['price']);
  readonly balance: number | undefined = count(this.details['balance']);
}

/** A token that marks progress cannot be spent. */
export class ProgressionNotSpendableError extends HatchedError {
  override readonly name = 'ProgressionNotSpendableError';
}

/** Two of one category, or one item both ways, in one call. */
export class CategoryConflictError extends HatchedError {
  override readonly name = 'CategoryConflictError';
  readonly category: string | undefined = text(this.details['category']);
  readonly conflictingItemIds: string[] = texts(this.details['conflicting_item_ids']);
}

export class TooManyItemsError extends HatchedError {
  override readonly name = 'TooManyItemsError';
  readonly max: number | undefined = count(this.details['max']);
  readonly attempted: number | undefined = count(this.details['attempted']);
}

/** The audience has to be named, or the named one does not exist. */
export class AudienceError extends HatchedError {
  override readonly name = 'AudienceError';
}

/** The call conflicts with the present state. */
export class ConflictError extends HatchedError {
  override readonly name: string = 'ConflictError';
}

export class ActiveEggLimitError extends ConflictError {
  override readonly name = 'ActiveEggLimitError';
  /** What the user has instead. */
  readonly active: { eggId: string; status: string }[] = list(this.details['active']).map((egg) => ({
    eggId: text(egg['egg_id']) ?? '',
    status: text(egg['status']) ?? '',
  }));
}

/** Publish a configuration first. */
export class NoPublishedConfigError extends ConflictError {
  override readonly name = 'NoPublishedConfigError';
}

/** The key was used for another call, or its first call is still running. */
export class IdempotencyError extends ConflictError {
  override readonly name = 'IdempotencyError';
}

export class AlreadyOwnedError extends ConflictError {
  override readonly name = 'AlreadyOwnedError';
}

export class NotOwnedError extends ConflictError {
  override readonly name = 'NotOwnedError';
}

export class OutOfStockError extends ConflictError {
  override readonly name = 'OutOfStockError';
}

export class ItemLockedError extends ConflictError {
  override readonly name = 'ItemLockedError';
  /** Each test of the item's condition, written out, and whether it holds. */
  readonly conditions = (this.details['conditions'] ?? {}) as Record<string, boolean>;
}

export class PayloadTooLargeError extends HatchedError {
  override readonly name = 'PayloadTooLargeError';
}

export class RateLimitError extends HatchedError {
  override readonly name = 'RateLimitError';
  /** Seconds. */
  readonly retryAfter: number | undefined;

  constructor(message: string, fields: ErrorFields, retryAfter: number | undefined) {
    super(message, fields);
    this.retryAfter = retryAfter;
  }
}

/** The server failed, or cannot serve right now. */
export class ServerError extends HatchedError {
  override readonly name = 'ServerError';
}

/** No answer came: the network, the name, the certificate. `cause` says which. */
export class ConnectionError extends HatchedError {
  override readonly name = 'ConnectionError';
}

/** No answer came in time. Whether the call was carried out is not known; with the same idempotencyKey it is safe to repeat. */
export class TimeoutError extends HatchedError {
  override readonly name = 'TimeoutError';
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const count = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
const list = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((entry): entry is Record<string, unknown> => typeof entry === 'object') : [];
