import type { FastifyReply } from 'fastify';
import type { SessionScope } from '../../contract/credentials.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Millis } from '../../engine/types.ts';
import { hashOf } from './keys.ts';
import type { Parts } from '../context.ts';
import type { Caller } from './caller.ts';
import { RATES } from './rates.ts';
import { createMemoryLimiter, HOUR_MS, MINUTE_MS, secondsLeft, type Limiter, type WindowMs } from './limiter.ts';
import { networkOf } from './networks.ts';

type SettableRates = Pick<Parts['settings'], 'secretKeyRate' | 'seatRate'>;

/** A larger body counts once for each of these that it begins. */
const COUNTED_BYTES = 1024;

export interface RateLimits {
  /** Counts the call of a caller, or of nobody; a Refusal (429) when it is one too many. */
  take(caller: Caller | null, address: string, reply: FastifyReply): Promise<void>;
  /** Counts by the hour what a browser makes the server keep; as `take`. */
  takeKept(call: KeptCall, address: string, reply: FastifyReply): Promise<void>;
  /** Counts the call of a token that was good once; as `take`. */
  takeEnded(token: string, reply: FastifyReply): Promise<void>;
  /** Counts what anybody may ask for, outside of the API, as one or as many; as `take`. */
  takePublic(address: string, reply: FastifyReply, as?: number): Promise<void>;
  /** Counts what costs more than a call, by address; as `take`. */
  takeCostly(kind: 'drawn', address: string, reply: FastifyReply): Promise<void>;
  /** Refuses to look up any more unknown credentials from this address. */
  beforeLookUp(address: string, reply: FastifyReply): Promise<void>;
  countFailure(address: string): Promise<void>;
}

/** A mutating call that is permitted. */
export interface KeptCall {
  caller: Caller;
  /** The scope that it needs of a session. */
  scope: SessionScope | undefined;
  bytes: number;
  /** Its answer is kept, too. */
  hasKey: boolean;
}

const made = new WeakMap<Limiter, RateLimits>();

/** One object for each limiter: what is counted in this process alone is counted once. */
export function rateLimitsOf({ settings, limiter, clock }: Pick<Parts, 'settings' | 'limiter' | 'clock'>): RateLimits {
  if (!settings.rateLimit) return unlimited;
  const limits = made.get(limiter) ?? createRateLimits(limiter, clock, settings);
  made.set(limiter, limits);
  return limits;
}

function createRateLimits(limiter: Limiter, clock: () => Millis, rates: SettableRates): RateLimits {
  const local = createMemoryLimiter(clock);

  function judge(count: number, limit: number, reply: FastifyReply, window: WindowMs = MINUTE_MS): void {
    const reset = secondsLeft(clock(), window);
    reply.headers({
      'x-ratelimit-limit': limit,
      'x-ratelimit-remaining': Math.max(0, limit - count),
      'x-ratelimit-reset': reset,
    });
    if (count > limit) throw tooMany(reset, reply, window);
  }

  return {
    async take(caller, address, reply) {
      const buckets = bucketsOf(caller, networkOf(address), rates.secretKeyRate);
      const counted = await Promise.all(
        buckets.map(async ([bucket, limit]) => ({ limit, count: await limiter.count(bucket) })),
      );
      // The headers describe the limit that is nearest.
      const { count, limit } = counted.reduce((a, b) => (b.limit - b.count < a.limit - a.count ? b : a));
      judge(count, limit, reply);
    },
    async takeKept(call, address, reply) {
      const bucket = keptBucketOf(call, networkOf(address), rates.seatRate);
      if (!bucket) return;
      const [name, limit] = bucket;
      const count = await limiter.count(name, Math.ceil(call.bytes / COUNTED_BYTES) || 1, HOUR_MS);
      if (count > limit) judge(count, limit, reply, HOUR_MS);
    },
    async takeEnded(token, reply) {
      judge(await limiter.count(`ended:${hashOf(token)}`), RATES.browser, reply);
    },
    async takePublic(address, reply, as = 1) {
      // Counted in this process, which it protects: a picture is not worth a round trip to Redis.
      const count = await local.count(`public:${networkOf(address)}`, as);
      if (count > RATES.public) judge(count, RATES.public, reply);
    },
    async takeCostly(kind, address, reply) {
      judge(await limiter.count(`${kind}:${networkOf(address)}`), RATES[kind], reply);
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
  takeKept: () => Promise.resolve(),
  takeEnded: () => Promise.resolve(),
  takePublic: () => Promise.resolve(),
  takeCostly: () => Promise.resolve(),
  beforeLookUp: () => Promise.resolve(),
  countFailure: () => Promise.resolve(),
};

function tooMany(seconds: number, reply: FastifyReply, window: WindowMs): Refusal {
  reply.header('retry-after', seconds);
  const when = window === HOUR_MS ? 'hour' : 'minute';
  return new Refusal('rate_limited', `Too many calls in this ${when}. Wait ${seconds} s, as Retry-After says.`);
}

type Bucket = [name: string, limit: number];

/** Calls with tokens also count by network: making more tokens must not allow more calls. */
function bucketsOf(caller: Caller | null, network: string, secretRate: number): Bucket[] {
  if (!caller) return [[`anonymous:${network}`, RATES.anonymous]];
  switch (caller.kind) {
    case 'secret':
      return [[caller.id, secretRate]];
    case 'publishable':
      return [[`${caller.id}:${network}`, RATES.browser]];
    case 'embed':
      return caller.mintedBy === null
        ? [[`${caller.id}:${network}`, RATES.browser], ofTokens(caller, network)]
        : [[`${caller.mintedBy}:${network}`, RATES.browser]];
    case 'session':
      return [[caller.id, RATES.browser], ofTokens(caller, network)];
  }
}

/**
 * A token acts for its seat, whichever token it is, so that another one brings no more. What a secret key sends has no such
 * limit: its owner pays for the disk. By scope, so that a page that tracks too much still lets its user buy.
 */
function keptBucketOf({ caller, scope, hasKey }: KeptCall, network: string, seatRate: number): Bucket | null {
  if (caller.kind === 'session' && scope !== undefined) return [`seat:${caller.buddy_id}:${scope}`, seatRate];
  if (caller.kind === 'publishable' && hasKey) return [`kept:${caller.id}:${network}`, RATES.kept];
  return null;
}

const ofTokens = ({ world: { customer_id, mode } }: Caller, network: string): Bucket => [
  `tokens:${customer_id}:${mode}:${network}`,
  RATES.tokens,
];
