import type { ErrorCode as WireCode } from '../../contract/errors.ts';

/** Codes of the server, and of the client itself. A later server may have more. */
export type ErrorCode = WireCode | 'connection_error' | 'timeout' | 'unexpected_answer';

const BRAND = Symbol.for('hatched-buddy.error');

export interface ErrorFields {
  code: ErrorCode | (string & {});
  /** 0 where there was no answer. */
  statusCode: number;
  requestId: string | null;
  details: Record<string, unknown>;
}

/** Base class of the errors that calls throw. */
export class HatchedError extends Error {
  readonly code: ErrorFields['code'];
  readonly statusCode: number;
  /** Found in the server's log. */
  readonly requestId: string | null;
  /** As the server sent them. */
  readonly details: Record<string, unknown>;
  static {
    Object.defineProperty(this.prototype, BRAND, { value: true });
  }

  constructor(message: string, { code, statusCode, requestId, details }: ErrorFields, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HatchedError';
    this.code = code;
    this.statusCode = statusCode;
    this.requestId = requestId;
    this.details = details;
  }
}

/** Also true of errors that another copy of this package has thrown, where `instanceof` is not. */
export function isHatchedError(error: unknown): error is HatchedError {
  return typeof error === 'object' && error !== null && (error as { [BRAND]?: unknown })[BRAND] === true;
}
