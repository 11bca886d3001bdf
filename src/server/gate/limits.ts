import type { FastifyReply } from 'fastify';
import { isIPv6 } from 'node:net';
import { Refusal } from '../../contract/errors.ts';
import type { Millis } from '../../engine/types.ts';
import { hashOf } from './keys.ts';
import type { Parts } from '../context.ts';
import type { Caller } from './caller.ts';
import { RATES } from './rates.ts';
import { secondsLeft, type Limiter } from './limiter.ts';

export interface RateLimits {
  /** Counts the call of a caller, or of nobody; a Refusal (429) when it is one too many. */
  take(caller: Caller | null, address: string, reply: FastifyReply): Promise<void>;
  /** Counts the call of a token that was good once; as `take`. */
  takeEnded(token: string, reply: FastifyReply): Promise<void>;
  /** Counts a PNG that has to be drawn; as `take`. */
  takeDrawing(address: string, reply: FastifyReply): Promise<void>;
  /** Refuses to look up any more unknown credentials from this address. */
  beforeLookUp(address: string, reply: FastifyReply): Promise<void>;
  countFailure(address: string): Promise<void>;
}

export function rateLimitsOf({ settings, limiter, clock }: Pick<Parts, 'settings' | 'limiter' | 'clock'>): RateLimits {
  return settings.rate_limit ? createRateLimits(limiter, clock, settings.secret_key_rate) : unlimited;
}

function createRateLimits(limiter: Limiter, clock: () => Millis, secretRate: number): RateLimits {
  function judge(count: number, limit: number, reply: FastifyReply): void {
    const reset = secondsLeft(clock());
    reply.headers({
      'x-ratelimit-limit': limit,
      'x-ratelimit-remaining': Math.max(0, limit - count),
      'x-ratelimit-reset': reset,
    });
    if (count > limit) throw tooMany(reset, reply);
  }

  return {
    async take(caller, address, reply) {
      const [bucket, limit] = bucketOf(caller, address, secretRate);
      judge(await limiter.count(bucket), limit, reply);
    },
    async takeEnded(token, reply) {
      judge(await limiter.count(`ended:${hashOf(token)}`), RATES.browser, reply);
    },
    async takeDrawing(address, reply) {
      judge(await limiter.count(`drawn:${networkOf(address)}`), RATES.drawn, reply);
    },
    async beforeLookUp(address, reply) {
      const failures = await limiter.peek(`failed:${networkOf(address)}`);
      if (failures >= RATES.failed) judge(failures + 1, RATES.failed, reply);
    },
    async countFailure(address) {
      await limiter.count(`failed:${networkOf(address)}`);
    },
  };
}

const unlimited: RateLimits = {
  take: () => Promise.resolve(),
  takeEnded: () => Promise.resolve(),
  takeDrawing: () => Promise.resolve(),
  beforeLookUp: () => Promise.resolve(),
  countFailure: () => Promise.resolve(),
};

function tooMany(seconds: number, reply: FastifyReply): Refusal {
  reply.header('retry-after', seconds);
  return new Refusal('rate_limited', `Too many calls in this minute. Wait ${seconds} s, as Retry-After says.`);
}

function bucketOf(caller: Caller | null, address: string, secretRate: number): [bucket: string, limit: number] {
  if (!caller) return [`anonymous:${networkOf(address)}`, RATES.anonymous];
  if (caller.kind === 'secret') return [caller.id, secretRate];
  if (caller.kind === 'session') return [caller.id, RATES.browser];
  return [`${caller.id}:${networkOf(address)}`, RATES.browser];
}

/** One subscriber holds a whole /64 of IPv6 addresses. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  const [head = '', tail] = address.split('::') as [string, string?];
  const groups = head.split(':').filter(Boolean);
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  return [...groups, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':');
}
