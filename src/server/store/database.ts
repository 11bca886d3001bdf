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
   * It is sent often, always with the same text, and finds its rows by the same index however many there are: PostgreSQL
   * keeps it prepared, and its plan. To parse and to plan such a statement takes longer than to carry it out.
   */
  isKept?: boolean;
}

/**
 * A transaction as a generator: it yields statements and is handed the rows of each. SQLite runs it in one go, so that
 * nothing slips in between; PostgreSQL waits for each answer. It may be started again when the commit has to be
 * retried. The one that a call was made for results in what the call answers, in false or null where nothing was done.
 */
export type Steps<T> = Generator<Statement, T, Fields[]>;

/**
 * `lazy`: of what is done again where a power cut takes it away. SQLite then does not wait for the disk, the next commit
 * that does takes it along, and a crash of the process loses nothing; PostgreSQL, whose other clients live on, always waits.
 */
export type CommitKind = 'lazy';

/** The few words on which the two databases differ. */
export interface Dialect {
  /** After a SELECT: hold the rows until the transaction ends. */
  readonly forUpdate: string;
  /** After a SELECT: nobody removes the rows until the transaction ends. */
  readonly forKeyShare: string;
  /** As `forUpdate`, passing over rows that somebody else holds. */
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
