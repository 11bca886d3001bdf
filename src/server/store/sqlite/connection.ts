import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { nulRefused, type CommitKind, type Fields, type Statement, type Steps, type Value } from '../database.ts';
import { textsBy, type BatchSteps, type RowBatch } from '../each.ts';
import { Ping } from '../ping.ts';
import { StoreUnavailable } from '../store.ts';
import { damaged, explain } from './failures.ts';
import { Flush, type Sync } from './flush.ts';

export const DATABASE_FILE = 'hatched.db';

/** The most statements that are kept prepared: lists of different lengths make different texts. */
const PREPARED = 500;

export interface ConnectionOptions {
  directory: string;
  /** Called before each statement with its text; for tests. */
  onStatement?: ((text: string) => void) | undefined;
  /** How the write-ahead log is flushed; tests let it fail, or delay it. */
  sync?: Sync | undefined;
}

/** One handle on the database file. Everything is synchronous: a transaction is never interleaved with another. */
export class Connection {
  readonly raw: DatabaseSync;
  readonly ping = new Ping();
  readonly #options: ConnectionOptions;
  readonly #prepared = new Map<string, StatementSync>();
  readonly #flush: Flush;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.raw = this.#guard(() => openFile(options.directory));
    this.#flush = new Flush({
      directory: options.directory,
      logFile: join(options.directory, `${DATABASE_FILE}-wal`),
      checkpoint: () => this.#checkpoint(),
      sync: options.sync,
    });
  }

  all(statement: Statement): Fields[] {
    return this.#guard(() => this.#prepare(statement.sql).all(...bound(statement.values))) as Fields[];
  }

  /** Answers how many rows were written. They are durable after `flushed`. */
  run(statement: Statement): number {
    const { changes } = this.#guard(() => this.#prepare(statement.sql).run(...bound(statement.values)));
    if (!this.raw.isTransaction) this.#flush.committed();
    return Number(changes);
  }

  /** Row by row. Answers what was found for each. */
  each({ each, rows }: RowBatch): Fields[][] {
    // No other transaction runs at the same time.
    if (each.kind === 'lock') return [];
    const text = textFor(each);
    return rows.map((values) => this.all({ sql: text, values }));
  }

  carryOut<T>(running: BatchSteps<T>): T {
    let step = running.next();
    while (!step.done) step = running.next(step.value.map((one) => this.each(one)));
    return step.value;
  }

  exec(text: string): void {
    this.#guard(() => {
      this.#options.onStatement?.(text);
      this.raw.exec(text);
    });
  }

  /** Commits what `work` did, or nothing where it throws. It is durable after `flushed`, unless the commit is lazy. */
  transact<T>(work: () => T, commit?: CommitKind): T {
    this.exec('BEGIN');
    try {
      const result = work();
      this.exec('COMMIT');
      if (commit !== 'lazy') this.#flush.committed();
      return result;
    } catch (error) {
      // A full disk makes SQLite itself roll back.
      if (this.raw.isTransaction) this.raw.exec('ROLLBACK');
      throw error;
    }
  }

  transaction<T>(steps: () => Steps<T>, commit?: CommitKind): T {
    return this.transact(() => this.#run(steps()), commit);
  }

  /** Resolves when a power cut can lose nothing of what is committed by now. @throws StoreUnavailable */
  async flushed(): Promise<void> {
    try {
      await this.#flush.reached();
    } catch (error) {
      this.ping.noted(error);
      throw error;
    }
  }

  close(): void {
    this.#prepared.clear();
    try {
      this.#flush.close();
    } finally {
      this.raw.close();
    }
  }

  #checkpoint(): void {
    const [done] = this.all({ sql: 'PRAGMA wal_checkpoint(FULL)', values: [] });
    if (done!['busy'] !== 0) throw new Error('The checkpoint was kept from its end by another process.');
  }

  #run<T>(running: Steps<T>): T {
    let step = running.next();
    while (!step.done) step = running.next(this.all(step.value));
    return step.value;
  }

  #prepare(text: string): StatementSync {
    this.#options.onStatement?.(text);
    let statement = this.#prepared.get(text);
    if (!statement) {
      if (this.#prepared.size >= PREPARED) this.#prepared.clear();
      statement = this.raw.prepare(text.replace(/\$(\d+)/g, '?$1'));
      this.#prepared.set(text, statement);
    }
    return statement;
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const explained = explain(error, this.#options.directory);
      this.ping.noted(explained);
      throw explained;
    }
  }
}

const textFor = textsBy(({ given, text }) =>
  text(Object.fromEntries(given.map(([name], index) => [name, `$${index + 1}`])), {
    forUpdate: '',
    from: '',
    using: '',
    values: (places) => `VALUES (${places})`,
  }),
);

/** SQLite has no booleans, and would store U+0000, which PostgreSQL does not. */
function bound(values: readonly Value[]): (string | number | null)[] {
  return values.map((value) => {
    if (typeof value === 'string' && value.includes('\0')) throw nulRefused();
    return typeof value === 'boolean' ? Number(value) : value;
  });
}

const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA foreign_keys = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -32000;
  PRAGMA wal_autocheckpoint = 16000;
  PRAGMA journal_size_limit = 67108864;
`;

function openFile(directory: string): DatabaseSync {
  const path = join(directory, DATABASE_FILE);
  // The journal files inherit the mode of the database.
  writeFileSync(path, '', { flag: 'a', mode: 0o600 });
  chmodSync(path, 0o600);
  const database = new DatabaseSync(path, { timeout: 5000 });
  try {
    database.exec(PRAGMAS);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** In a larger file a check would delay the start: damage then shows when a statement meets it. */
const CHECKED_BYTES = 512 * 1024 * 1024;

export function checkHealth(connection: Connection, directory: string): void {
  const [size] = connection.all({
    sql: 'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
    values: [],
  });
  if ((size!['bytes'] as number) > CHECKED_BYTES) return;
  const [found] = connection.all({ sql: 'PRAGMA quick_check(1)', values: [] });
  if (found!['quick_check'] !== 'ok') throw new StoreUnavailable(damaged(directory), { cause: found });
}
