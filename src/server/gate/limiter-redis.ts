import { Redis } from 'ioredis';
import type { Millis } from '../../engine/types.ts';
import type { Logger } from '../log.ts';
import { createMemoryLimiter, HOUR_MS, MINUTE_MS, windowOf, type Limiter, type WindowMs } from './limiter.ts';

const ANSWER_LIMIT_MS = 500;
/** A Redis that has not answered is left alone for that long; then one call tries it, and the others do not wait. */
const LEFT_ALONE_MS = 5_000;

/**
 * Counts in Redis, so that every process sees the same; in this process alone while Redis cannot be reached or hangs.
 * Answers once the first attempt to connect has ended, whichever way.
 */
export async function openRedisLimiter(url: string, clock: () => Millis, log: Logger): Promise<Limiter> {
  const redis = new Redis(url, {
    commandTimeout: ANSWER_LIMIT_MS,
    connectTimeout: ANSWER_LIMIT_MS * 4,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  });
  const local = createMemoryLimiter(clock);
  let warnedIn = 0;
  /** Null: Redis answers. Else the time at which one call may try Redis again; the others count in this process meanwhile. */
  let askAgainAt: Millis | null = null;
  redis.on('error', warn);
  await new Promise<void>((resolve) => redis.once('ready', resolve).once('close', resolve));

  function warn(err: unknown): void {
    const now = windowOf(clock());
    if (warnedIn !== now) log.warn({ err }, 'Redis cannot be reached: rate limits count in this process alone');
    warnedIn = now;
  }

  async function either<T>(inRedis: () => Promise<T>, here: () => Promise<T>): Promise<T> {
    if (askAgainAt !== null && clock() < askAgainAt) return here();
    if (askAgainAt !== null) askAgainAt = clock() + LEFT_ALONE_MS;
    try {
      const answer = await inRedis();
      askAgainAt = null;
      return answer;
    } catch (error) {
      askAgainAt = clock() + LEFT_ALONE_MS;
      warn(error);
      return here();
    }
  }

  const nameOf = (bucket: string, window: WindowMs = MINUTE_MS) =>
    `hatched:rate:${window === HOUR_MS ? 'h' : ''}${windowOf(clock(), window)}:${bucket}`;

  async function countInRedis(bucket: string, by: number, window: WindowMs): Promise<number> {
    const name = nameOf(bucket, window);
    const counted = await redis.incrby(name, by);
    if (counted === by) await redis.pexpire(name, 2 * window);
    return counted;
  }

  return {
    count: (bucket, by = 1, window = MINUTE_MS) =>
      either(
        () => countInRedis(bucket, by, window),
        () => local.count(bucket, by, window),
      ),
    peek: (bucket) =>
      either(
        async () => Number((await redis.get(nameOf(bucket))) ?? 0),
        () => local.peek(bucket),
      ),
    async ping() {
      await redis.ping();
    },
    async close() {
      redis.disconnect();
      await local.close();
    },
  };
}
