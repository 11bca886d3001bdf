/** Where ids of deliveries are kept. Each call is one atomic step, whichever process makes it. */
export interface DedupeStore {
  /** True for the first who takes the id within `seconds`. */
  take(deliveryId: string, seconds: number): Promise<boolean>;
  release(deliveryId: string): Promise<void>;
}

export interface DedupeOptions {
  /** How long an id is kept. The server's last try comes up to a day and a half after the first. */
  seconds?: number | undefined;
}

export interface Dedupe {
  /**
   * Runs the work for the first delivery of this id, and not again. Where the work fails, the id is given back and the
   * error thrown on: answer with a 500, and the server's next try does it.
   */
  run<T>(
    deliveryId: string,
    work: () => T | Promise<T>,
  ): Promise<{ duplicate: false; result: T } | { duplicate: true }>;
  /** Takes the id; false: it is taken already. For code that releases it itself. */
  take(deliveryId: string): Promise<boolean>;
  release(deliveryId: string): Promise<void>;
}

const THREE_DAYS = 3 * 24 * 3600;

/** Every delivery may come more than once: its id is taken before anything else is done. */
export function dedupe(store: DedupeStore, { seconds = THREE_DAYS }: DedupeOptions = {}): Dedupe {
  const take = (deliveryId: string) => store.take(deliveryId, seconds);
  return {
    take,
    release: (deliveryId) => store.release(deliveryId),
    async run(deliveryId, work) {
      if (!(await take(deliveryId))) return { duplicate: true };
      try {
        return { duplicate: false, result: await work() };
      } catch (error) {
        await store.release(deliveryId);
        throw error;
      }
    },
  };
}

/** What is used of ioredis. */
interface IoRedis {
  call(command: string, ...args: string[]): Promise<unknown>;
}
/** What is used of node-redis. */
interface NodeRedis {
  sendCommand(args: string[]): Promise<unknown>;
}

/** `SET key 1 NX EX seconds`, over ioredis or node-redis (the package `redis`). */
export function redisStore(redis: IoRedis | NodeRedis, { prefix = 'hatched:delivery:' } = {}): DedupeStore {
  const send = (...args: [string, ...string[]]): Promise<unknown> =>
    'call' in redis ? redis.call(...args) : redis.sendCommand(args);
  return {
    take: async (id, seconds) => (await send('SET', prefix + id, '1', 'NX', 'EX', String(seconds))) !== null,
    release: async (id) => void (await send('DEL', prefix + id)),
  };
}

/** Runs one statement with `$1`, `$2` … and answers how many rows it has changed. */
export type Execute = (sql: string, values: (string | number)[]) => Promise<number> | number;

export interface TableOptions {
  table?: string | undefined;
  now?: (() => number) | undefined;
}

/**
 * A table of PostgreSQL or SQLite: `CREATE TABLE hatched_deliveries (delivery_id text PRIMARY KEY, taken_until bigint NOT NULL)`.
 * Rows whose `taken_until` (milliseconds since 1970) has passed may be deleted.
 */
export function tableStore(
  execute: Execute,
  { table = 'hatched_deliveries', now = Date.now }: TableOptions = {},
): DedupeStore {
  if (!/^[A-Za-z_][\w.]*$/.test(table)) throw new TypeError(`${table} is not the name of a table.`);
  const insert = `INSERT INTO ${table} AS taken (delivery_id, taken_until) VALUES ($1, $2)
    ON CONFLICT (delivery_id) DO UPDATE SET taken_until = $2 WHERE taken.taken_until <= $3`;
  return {
    take: async (id, seconds) => (await execute(insert, [id, now() + seconds * 1000, now()])) === 1,
    release: async (id) => void (await execute(`DELETE FROM ${table} WHERE delivery_id = $1`, [id])),
  };
}
