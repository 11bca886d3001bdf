import { Refusal } from '../../contract/errors.ts';
import type { Commit } from './commits.ts';

export type Value = string | number | boolean | null;

/** A row as the driver hands it over. */
export type Fields = Record<string, unknown>;

/** SQL with `$1…$n`, read by both databases, and its values. */
export interface Statement {
  sql: string;
  values: readonly Value[];
  /**
   * PostgreSQL keeps the statement prepared, with its plan. For statements that are sent often, always with the same text,
   * and whose best index does not depend on how many rows there are: to parse and plan these takes longer than to run them.
   */
  isKept?: boolean;
}

/**
 * A transaction as a generator: it yields statements and is handed the rows of each. SQLite runs it in one go, so that
 * no other statement comes in between; PostgreSQL waits for each answer. It may be started again when the commit has to be
 * retried. Its result is what the call answers; false or null where nothing was done.
 */
export type Steps<T> = Generator<Statement, T, Fields[]>;

/**
 * `lazy`: for work that is repeated if a power cut loses it. SQLite then does not wait for the disk; the next commit that
 * waits makes it durable, and a crash of the process alone loses nothing. PostgreSQL, which has other clients, always waits.
 */
export type CommitKind = 'lazy';

/** SQL that differs between the two databases. */
export interface Dialect {
  /** After a SELECT: lock the rows until the transaction ends. */
  readonly forUpdate: string;
  /** After a SELECT: no other transaction deletes the rows until this one ends. */
  readonly forKeyShare: string;
  /** As `forUpdate`, but skips rows that another transaction has locked. */
  readonly forUpdateSkipLocked: string;
}

/** What the repositories need of a database. */
export interface Database {
  readonly dialect: Dialect;
  all(statement: Statement): Promise<Fields[]>;
  /** Answers how many rows were written. */
  run(statement: Statement): Promise<number>;
  transaction<T>(steps: () => Steps<T>, commit?: CommitKind): Promise<T>;
  /** Tells the listeners of every process. */
  announce(commits: Commit[]): Promise<void>;
}

/** A transaction of one statement, and what it results in. */
export function* one<T>(statement: Statement, result: T): Steps<T> {
  yield statement;
  return result;
}

/** PostgreSQL stores every character but this one (inside JSON it is escaped and harmless); so neither database does. */
export function nulRefused(): Refusal {
  return new Refusal(
    'validation_failed',
    'A text contains the character U+0000, which cannot be stored: leave it out.',
  );
}

export function sql(text: string, ...values: readonly Value[]): Statement {
  return { sql: text, values };
}

export function kept(text: string, ...values: readonly Value[]): Statement {
  return { sql: text, values, isKept: true };
}
