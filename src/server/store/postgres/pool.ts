import pg from 'pg';
import type { Logger } from '../../log.ts';
import type { Fields, Steps } from '../database.ts';
import type { BatchSteps, RowBatch } from '../each.ts';
import { byPlace, setStatement } from './each.ts';
import { nextTurn } from '../../turns.ts';
import type { Ping } from '../ping.ts';
import { explain, isOutdated, isRetryable } from './failures.ts';

const INT8 = 20;
const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;
const LOCK_MS = 10_000;
/** Longer than the limit that the server keeps: only reached where the server does not answer at all. */
const ANSWER_MS = STATEMENT_MS + 5_000;
const IDLE_IN_TRANSACTION_MS = 30_000;
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 5;

/** A plan that was made while the tables were small must not read them whole when they have grown. */
const PLAN_FOR_GROWTH = 'SET enable_seqscan = off';
/**
 * Where every statement is prepared, its generic plan is always used: PostgreSQL would judge plans for the actual values as
 * cheaper, and plan each time.
 */
const KEEP_PLANS = `${PLAN_FOR_GROWTH}; SET plan_cache_mode = force_generic_plan`;

/** Our integers stay below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

export function clientConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'hatched-buddy',
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    types,
  };
}

interface PoolOptions {
  url: string;
  /** Connections at most. */
  max: number;
  log: Logger;
  /** Told of every failure. */
  ping?: Ping;
  /** Keep all statements prepared on the server: for few texts that are used often. Otherwise only those with `isKept`. */
  prepare: boolean;
  config?: pg.ClientConfig;
}

/** Connections that are made when needed and replaced when they break. */
export class Pool {
  readonly #pool: pg.Pool;
  readonly #prepare: boolean;
  readonly #ping: Ping | undefined;

  constructor({ url, max, log, ping, prepare, config }: PoolOptions) {
    this.#prepare = prepare;
    this.#ping = ping;
    const onConnect = (client: pg.ClientBase) => client.query(prepare ? KEEP_PLANS : PLAN_FOR_GROWTH);
    this.#pool = new pg.Pool({ ...clientConfig(url), ...config, max, onConnect });
    this.#pool.on('error', (error) => log.warn(reasonOf(error), 'An idle connection to PostgreSQL broke.'));
    // The query rejects with the reason; without a listener the event would end the process.
    this.#pool.on('connect', (client) => {
      client.on('error', (error) => log.debug(reasonOf(error), 'A connection to PostgreSQL broke.'));
    });
  }

  async query(statement: SetStatement): Promise<{ rows: Fields[]; written: number }> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { rows, rowCount } = await this.#pool.query<Fields>(this.#queryOf(statement));
        return { rows, written: rowCount ?? 0 };
      } catch (error) {
        if (!isOutdated(error) || attempt === ATTEMPTS) throw this.#explained(error);
        prepareAnew();
      }
    }
  }

  /**
   * Runs `work` in a transaction; starts again where it conflicts with another transaction, or where a statement has to be
   * prepared again.
   */
  async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(work);
      } catch (error) {
        if (attempt === ATTEMPTS || !(isRetryable(error) || isOutdated(error))) throw this.#explained(error);
        if (isOutdated(error)) prepareAnew();
        await pause(FIRST_PAUSE_MS * 2 ** attempt * Math.random());
      }
    }
  }

  async transaction<T>(steps: () => Steps<T>): Promise<T> {
    return this.transact(async (transaction) => {
      const running = steps();
      let step = running.next();
      while (!step.done) step = running.next(await transaction.all(step.value));
      return step.value;
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #once<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    const run = (statement: SetStatement | string) =>
      client.query<Fields>(typeof statement === 'string' ? statement : this.#queryOf(statement));
    const sent: Promise<unknown>[] = [];
    let broken = true;
    try {
      // On a pipelined connection the first statement does not wait for the answer to BEGIN, nor COMMIT for the last writes.
      const begun = run('BEGIN');
      const worked = work(transactionOn(run, sent));
      const [, result] = await Promise.all([begun, worked]);
      await Promise.all([...sent, run('COMMIT')]);
      broken = false;
      return result;
    } catch (error) {
      broken = !(await rolledBack(client));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  #explained(error: unknown): unknown {
    const explained = explain(error);
    this.#ping?.noted(explained);
    return explained;
  }

  #queryOf(statement: SetStatement): pg.QueryConfig {
    return this.#prepare || statement.isKept ? prepared(statement) : plain(statement);
  }
}

/** A statement whose values may be whole columns. */
export interface SetStatement {
  sql: string;
  values: readonly unknown[];
  isKept?: boolean;
}

/** A connection inside a transaction. */
export interface Transaction {
  all(statement: SetStatement): Promise<Fields[]>;
  /** Answers what was found for each row. */
  each(one: RowBatch): Promise<Fields[][]>;
  carryOut<T>(steps: BatchSteps<T>): Promise<T>;
  /** Sends it without waiting; only the commit waits for it. */
  send(one: RowBatch): void;
}

function transactionOn(
  run: (statement: SetStatement) => Promise<{ rows: Fields[] }>,
  sent: Promise<unknown>[],
): Transaction {
  const each = async (one: RowBatch) => byPlace((await run(setStatement(one))).rows, one);
  return {
    all: async (statement) => (await run(statement)).rows,
    each,
    async carryOut(steps) {
      let step = steps.next();
      while (!step.done) {
        if (step.value.length === 0) await nextTurn();
        step = steps.next(await Promise.all(step.value.map(each)));
      }
      return step.value;
    },
    send(one) {
      const done = run(setStatement(one));
      // The commit awaits it and fails with it. A rejection that nobody handles until then would end the process.
      done.catch(() => undefined);
      sent.push(done);
    },
  };
}

function plain({ sql, values }: SetStatement): pg.QueryConfig {
  return { text: sql, values: values as unknown[] };
}

/** Names under which the server keeps the statements prepared. */
const names = new Map<string, string>();
let named = 0;

function prepared(statement: SetStatement): pg.QueryConfig {
  let name = names.get(statement.sql);
  if (name === undefined) names.set(statement.sql, (name = `hatched_${named++}`));
  return { name, ...plain(statement) };
}

/** Every connection prepares its statements again, under other names. */
function prepareAnew(): void {
  names.clear();
}

/** False where the connection itself is broken: then the server rolls back, and the error at hand says why. */
async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
}

/** What may be logged of an error: pg attaches the whole connection to it. */
export function reasonOf(error: unknown): { code: unknown; reason: string } {
  return { code: (error as { code?: unknown }).code, reason: error instanceof Error ? error.message : String(error) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
