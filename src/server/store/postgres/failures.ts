import { nulRefused } from '../database.ts';
import { StoreUnavailable } from '../store.ts';

/** SQLSTATE classes and codes (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const RETRYABLE = new Set(['40001', '40P01']);
const TOO_LONG = new Set(['55P03', '57014', '25P03', '25P04']);
const GONE = /^(08|57P|53|58|25006|XX)/;
const REFUSED = /^(28|3D)/;
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/;
/** In a text; inside JSON it is escaped and harmless. */
const UNTRANSLATABLE = '22021';
/** pg and pg-pool say these without a code. */
const BROKEN =
  /connection terminated|connection error|timeout exceeded|read timeout|cannot use a pool|client was closed/i;

/** Two transactions got in each other's way: the same work again will do. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE.has(codeOf(error));
}

/** Turns what only an operator can mend into a sentence for the operator; anything else stays as it is. */
export function explain(error: unknown): unknown {
  if (error instanceof StoreUnavailable) return error;
  if (codeOf(error) === UNTRANSLATABLE) return nulRefused();
  const sentence = sentenceFor(codeOf(error), error instanceof Error ? error.message : '');
  return sentence === undefined ? error : new StoreUnavailable(sentence, { cause: error });
}

function sentenceFor(code: string, message: string): string | undefined {
  if (code.startsWith('53100')) return 'The disk of the PostgreSQL server is full: free some space there.';
  if (TOO_LONG.has(code)) return 'PostgreSQL was busy for too long: nothing was written, try again.';
  if (RETRYABLE.has(code)) return 'Too many writers want the same rows: nothing was written, try again.';
  if (REFUSED.test(code))
    return 'PostgreSQL refuses the user or the database that DATABASE_URL names: check both, and the password.';
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
