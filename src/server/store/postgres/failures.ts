import { nulRefused } from '../database.ts';
import { StoreUnavailable, type UnavailableReason } from '../store.ts';

/** SQLSTATE classes and codes (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const RETRYABLE = new Set(['40001', '40P01']);
const NOT_SUPPORTED = '0A000';
const TOO_LONG = new Set(['55P03', '57014', '25P03', '25P04']);
const GONE = /^(08|57P|53|58|XX)/;
/** Also a standby that has not been promoted. */
const READ_ONLY = '25006';
const DISK_FULL = '53100';
const REFUSED = /^(28|3D)/;
/** The server, or a pooler in front of it, rejected the connection. */
const REJECTED = /^(08P01|08004)/;
/** insufficient_privilege, and invalid_schema_name: without USAGE the schema is not found. */
const NO_RIGHT = new Set(['42501', '3F000']);
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/;
/** U+0000 in a text; inside JSON it is escaped and harmless. */
const UNTRANSLATABLE = '22021';
/** Messages of pg and pg-pool, whose errors have no code. */
const BROKEN =
  /connection terminated|connection error|timeout exceeded|read timeout|cannot use a pool|client was closed/i;

/** Two transactions conflicted: the same work may succeed when it is repeated. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(codeOf(error));
}

/**
 * A newer server has added a column to a table that a prepared statement reads (`SELECT *`): the statement failed before it
 * did anything, and has to be prepared again. PostgreSQL has no code for that alone.
 */
export function isOutdated(error: unknown): boolean {
  const { routine } = (error ?? {}) as { routine?: unknown };
  return codeOf(error) === NOT_SUPPORTED && routine === 'RevalidateCachedQuery';
}

/** Turns an error that only an operator can remedy into a sentence for the operator. Other errors are returned unchanged. */
export function explain(error: unknown): unknown {
  if (error instanceof StoreUnavailable) return error;
  if (codeOf(error) === UNTRANSLATABLE) return nulRefused();
  const code = codeOf(error);
  const sentence = sentenceFor(code, error instanceof Error ? error.message : '');
  if (sentence === undefined) return error;
  return new StoreUnavailable(sentence, { cause: error, reason: reasonFor(code) });
}

function reasonFor(code: string): UnavailableReason {
  if (code === DISK_FULL) return 'full';
  if (code === READ_ONLY) return 'read_only';
  return TOO_LONG.has(code) || RETRYABLE.has(code) ? 'busy' : 'unreachable';
}

function sentenceFor(code: string, message: string): string | undefined {
  if (code === DISK_FULL) return 'The disk of the PostgreSQL server is full: free some space there.';
  if (code === READ_ONLY)
    return 'PostgreSQL takes no writes: it is a standby, or default_transaction_read_only is on. Point DATABASE_URL at the primary, or turn that off.';
  if (TOO_LONG.has(code)) return 'PostgreSQL was busy for too long: nothing was written, try again.';
  if (RETRYABLE.has(code)) return 'Too many writers want the same rows: nothing was written, try again.';
  if (REFUSED.test(code))
    return 'PostgreSQL refuses the user or the database that DATABASE_URL names: check both, and the password.';
  if (NO_RIGHT.has(code))
    return `PostgreSQL refuses the role of DATABASE_URL a right (${message}): as the owner of the database, GRANT that role CONNECT ON DATABASE and CREATE, USAGE ON SCHEMA public, and make it the owner of its tables.`;
  if (REJECTED.test(code))
    return `PostgreSQL, or a pooler before it, refuses the connection (${message}): which poolers work, and how they are set, is in docs/operating.md.`;
  if (GONE.test(code) || NETWORK.test(code) || BROKEN.test(message))
    return 'PostgreSQL cannot be reached under DATABASE_URL: check that it runs and takes connections.';
  return undefined;
}

function codeOf(error: unknown): string {
  const found = error as { code?: unknown; errors?: unknown[] } | null;
  // Node tries every address of a name and reports them together.
  const code = found?.code ?? (found?.errors?.[0] as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
