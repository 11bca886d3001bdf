import { StoreUnavailable, type UnavailableReason } from '../store.ts';

/** SQLite's primary result codes (https://sqlite.org/rescode.html). */
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const INPUT_OUTPUT = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

const REASONS: Record<number, UnavailableReason> = {
  [FULL]: 'full',
  [READ_ONLY]: 'read_only',
  [BUSY]: 'busy',
  [LOCKED]: 'busy',
};

/** Error codes of a file system that does not allow the write. */
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR']);

/** The primary result code, where SQLite raised the error. */
export function sqliteCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** Turns an error that only an operator can remedy into a sentence for the operator. Other errors are returned unchanged. */
export function explain(error: unknown, directory: string): unknown {
  const code = sqliteCode(error) ?? fileCode(error);
  const sentence = sentenceFor(code, directory);
  if (sentence === undefined) return error;
  return new StoreUnavailable(sentence, { cause: error, reason: REASONS[code!] ?? 'unreachable' });
}

/** The matching code for errors of Node about the files beside the database. */
function fileCode(error: unknown): number | undefined {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return FULL;
  return FORBIDDEN.has(code) ? CANNOT_OPEN : undefined;
}

function sentenceFor(code: number | undefined, directory: string): string | undefined {
  switch (code) {
    case FULL:
      return `The disk of DATA_DIR (${directory}) is full: free some space. Nothing was written.`;
    case BUSY:
    case LOCKED:
      return `Another process holds the database in DATA_DIR (${directory}): end it, or wait and try again.`;
    case READ_ONLY:
    case CANNOT_OPEN:
      return `DATA_DIR (${directory}) cannot be written: give this user the right to, or set DATA_DIR to another directory.`;
    case INPUT_OUTPUT:
      return `The disk of DATA_DIR (${directory}) failed to read or write: check it and its free space. Nothing was written.`;
    case CORRUPT:
    case NOT_A_DATABASE:
      return damaged(directory);
    default:
      return undefined;
  }
}

export function damaged(directory: string): string {
  return `The database in DATA_DIR (${directory}) is damaged: move the directory aside and restore the last backup.`;
}
