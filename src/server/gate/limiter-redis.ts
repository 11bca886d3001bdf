import { Redis } from 'ioredis';
import type { Millis } from '../../engine/types.ts';
import type { Logger } from '../log.ts';
import { createMemoryLimiter, WINDOW_MS, windowOf, type Limiter } from './limiter.ts';

const ANSWER_LIMIT_MS = 500;

/**
 * Counts in Redis, so that every process sees the same; in this process alone while Redis cannot be reached. Answers
 * once the first attempt to connect has ended, whichever way.
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
  redis.on('error', lost);
  await new Promise<void>((resolve) => redis.once('ready', resolve).once('close', resolve));

  function lost(err: unknown): void {
    const now = windowOf(clock());
    if (warnedIn !== now) log.warn({ err }, 'Redis cannot be reached: rate limits count in this process alone');
    warnedIn = now;
  }

  const nameOf = (bucket: string) => `hatched:rate:${windowOf(clock())}:${bucket}`;

  return {
    async count(bucket) {
      try {
        const name = nameOf(bucket);
        const counted = await redis.incr(name);
        if (counted === 1) await redis.pexpire(name, 2 * WINDOW_MS);
        return counted;
      } catch (error) {
        lost(error);
        return local.count(bucket);
      }
    },
    async peek(bucket) {
      try {
        return Number((await redis.get(nameOf(bucket))) ?? 0);
      } catch (error) {
        lost(error);
        return local.peek(bucket);
      }
    },
    async ping() {
      await redis.ping();
    },
    async close() {
      redis.disconnect();
      await local.close();
    },
  };
}
