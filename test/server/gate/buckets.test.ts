import type { FastifyReply } from 'fastify';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Refusal } from '../../../src/contract/errors.ts';
import type { Caller } from '../../../src/server/gate/caller.ts';
import { createMemoryLimiter, HOUR_MS, type Limiter } from '../../../src/server/gate/limiter.ts';
import { rateLimitsOf, type KeptCall, type RateLimits } from '../../../src/server/gate/limits.ts';
import { RATES } from '../../../src/server/gate/rates.ts';
import type { Settings } from '../../../src/server/settings.ts';
import { TestClock } from '../../support/clock.ts';
import { embed, publishable, secret, session, world } from './support/callers.ts';

// Noon and 15 s, UTC.
const START = Date.UTC(2026, 3, 15, 12, 0, 15);
const HERE = '192.0.2.1';
const THERE = '192.0.2.2';
const settings = { rateLimit: true, secretKeyRate: 5, seatRate: 4 } as Settings;

let clock: TestClock;
let limiter: Limiter;
let limits: RateLimits;
beforeEach(() => {
  clock = new TestClock(START);
  limiter = createMemoryLimiter(clock.now);
  limits = rateLimitsOf({ settings, limiter, clock: clock.now });
});

/** The headers of a call, and the message of its refusal. */
async function answered(act: (reply: FastifyReply) => Promise<void>) {
  const headers: Record<string, unknown> = {};
  const reply = {
    header: (name: string, value: unknown) => (headers[name] = value),
    headers: (more: object) => Object.assign(headers, more),
  } as unknown as FastifyReply;
  const refused = await act(reply).then(
    () => undefined,
    (error: Refusal) => {
      expect(error.code).toBe('rate_limited');
      return error.message;
    },
  );
  const [limit, left, reset] = ['limit', 'remaining', 'reset'].map((name) => headers[`x-ratelimit-${name}`]);
  return { left: [limit, left, reset], retry: headers['retry-after'], refused };
}
const take = (caller: Caller | null, address = HERE) => answered((reply) => limits.take(caller, address, reply));
async function fill(times: number, act: (reply: FastifyReply) => Promise<void>): Promise<void> {
  for (let at = 0; at < times; at++) expect((await answered(act)).refused).toBeUndefined();
}

test('the last call that is allowed, and the first that is not', async () => {
  await fill(4, (reply) => limits.take(secret, HERE, reply));
  expect(await take(secret)).toEqual({ left: [5, 0, 45], retry: undefined, refused: undefined });
  const refused = 'Too many calls in this minute. Wait 45 s, as Retry-After says.';
  expect(await take(secret, THERE)).toEqual({ left: [5, 0, 45], retry: 45, refused });
  clock.advance(44_999);
  expect((await take(secret)).retry).toBe(1);
  clock.advance(1);
  expect(await take(secret)).toMatchObject({ left: [5, 4, 60], refused: undefined });
});

test('whom a call counts for', async () => {
  const left = async (caller: Caller | null, address = HERE) => (await take(caller, address)).left.slice(0, 2);
  expect(await left(null)).toEqual([RATES.anonymous, RATES.anonymous - 1]);
  expect(await left(null, THERE)).toEqual([RATES.anonymous, RATES.anonymous - 1]);
  expect(await left(publishable)).toEqual([RATES.browser, RATES.browser - 1]);
  expect(await left(publishable, THERE)).toEqual([RATES.browser, RATES.browser - 1]);
  expect(await left({ ...embed, mintedBy: 'key_2' })).toEqual([RATES.browser, RATES.browser - 2]);
  expect(await left(embed)).toEqual([RATES.browser, RATES.browser - 1]);
  expect(await left(embed, THERE)).toEqual([RATES.browser, RATES.browser - 1]);
  expect(await left(session)).toEqual([RATES.browser, RATES.browser - 1]);
  expect(await left(session, THERE)).toEqual([RATES.browser, RATES.browser - 2]);
});

test('of two limits the one that is nearer is told', async () => {
  await limiter.count('tokens:cus_1:test:192.0.2.1', RATES.tokens - RATES.browser - 50);
  await fill(RATES.browser - 1, (reply) => limits.take(session, HERE, reply));
  expect((await take(session)).left.slice(0, 2)).toEqual([RATES.browser, 0]);
  expect((await take(session)).refused).toMatch(/Too many/);
  clock.advance(45_000);
  for (let at = 0; at < RATES.tokens - 1; at++) await take({ ...session, id: `ses_${at + 2}` });
  expect((await take(session)).left.slice(0, 2)).toEqual([RATES.tokens, 0]);
  expect((await take(embed)).refused).toMatch(/Too many/);
  const live = { ...world, mode: 'live' } as const;
  const others = { ...world, customer_id: 'cus_2' };
  for (const elsewhere of [take(session, THERE), take({ ...embed, world: live }), take({ ...embed, world: others })]) {
    expect((await elsewhere).left[0]).toBe(RATES.browser);
  }
});

describe('what is kept counts by the hour', () => {
  const call: KeptCall = { caller: session, scope: 'events:track', bytes: 0, hasKey: false };
  const keep = (more: Partial<KeptCall> = {}, address = HERE) =>
    answered((reply) => limits.takeKept({ ...call, ...more }, address, reply));

  test('until the hour is over; what is allowed says nothing', async () => {
    for (let at = 0; at < 4; at++) expect((await keep()).left).toEqual([undefined, undefined, undefined]);
    const refused = 'Too many calls in this hour. Wait 3585 s, as Retry-After says.';
    expect(await keep()).toEqual({ left: [4, 0, 3585], retry: 3585, refused });
    clock.advance(60_000);
    expect((await keep()).retry).toBe(3525);
    clock.advance(HOUR_MS - 75_000);
    expect((await keep()).refused).toBeUndefined();
  });

  test.each([
    [0, 1],
    [1, 1],
    [1024, 1],
    [1025, 2],
    [2049, 3],
  ])('a body of %i bytes as %i', async (bytes, as) => {
    await keep({ bytes });
    await fill(4 - as, (reply) => limits.takeKept(call, HERE, reply));
    expect((await keep()).refused).toBeDefined();
  });

  test('of a seat, whichever token it is and from wherever; by scope', async () => {
    await keep({ bytes: 4096 });
    expect((await keep({ caller: { ...session, id: 'ses_2' } }, THERE)).refused).toBeDefined();
    expect((await keep({ scope: 'buddy:rename' })).refused).toBeUndefined();
    expect((await keep({ caller: { ...session, buddy_id: 'buddy_2' } })).refused).toBeUndefined();
  });

  test('of a publishable key what is kept under a key, by address', async () => {
    const most = RATES.kept * 1024;
    const keyed = { caller: publishable, scope: undefined, hasKey: true };
    expect((await keep({ ...keyed, bytes: most })).refused).toBeUndefined();
    expect((await keep(keyed)).left.slice(0, 2)).toEqual([RATES.kept, 0]);
    expect((await keep(keyed, THERE)).refused).toBeUndefined();
    expect((await keep({ ...keyed, hasKey: false, bytes: most + 1 })).refused).toBeUndefined();
    expect((await keep({ ...keyed, caller: { ...publishable, id: 'key_3' } })).refused).toBeUndefined();
  });

  test('of nobody else', async () => {
    const bytes = 1024 ** 3;
    for (const caller of [secret, embed]) expect((await keep({ caller, bytes, hasKey: true })).refused).toBeUndefined();
    expect((await keep({ scope: undefined, bytes })).refused).toBeUndefined();
  });
});

test('a token that has ended counts for itself', async () => {
  await fill(RATES.browser, (reply) => limits.takeEnded('one', reply));
  expect((await answered((reply) => limits.takeEnded('one', reply))).refused).toBeDefined();
  expect((await answered((reply) => limits.takeEnded('other', reply))).left[1]).toBe(RATES.browser - 1);
});

test('what anybody may ask for counts as often as it is said to, and says nothing while it is allowed', async () => {
  const ask = (as?: number, address = HERE) => answered((reply) => limits.takePublic(address, reply, as));
  expect((await ask(RATES.public - 1)).left[0]).toBeUndefined();
  expect((await ask()).left[0]).toBeUndefined();
  expect(await ask()).toMatchObject({ left: [RATES.public, 0, 45], retry: 45 });
  expect((await ask(1, THERE)).refused).toBeUndefined();
  // In this process alone: another of its objects knows of it, another process with the same Redis does not.
  limits = rateLimitsOf({ settings, limiter, clock: clock.now });
  expect((await ask()).refused).toBeDefined();
});

test('what is drawn counts by address', async () => {
  const draw = (address = HERE) => answered((reply) => limits.takeCostly('drawn', address, reply));
  await fill(RATES.drawn, (reply) => limits.takeCostly('drawn', HERE, reply));
  expect(await draw()).toMatchObject({ left: [RATES.drawn, 0, 45], retry: 45 });
  expect((await draw(THERE)).left).toEqual([RATES.drawn, RATES.drawn - 1, 45]);
});

test('guesses are refused after so many failures; looking is none', async () => {
  const look = (address = HERE) => answered((reply) => limits.beforeLookUp(address, reply));
  for (let at = 0; at < RATES.failed; at++) {
    expect(await look()).toEqual({ left: [undefined, undefined, undefined], retry: undefined, refused: undefined });
    await limits.countFailure(HERE);
  }
  expect(await look()).toMatchObject({ left: [RATES.failed, 0, 45], retry: 45 });
  expect((await look(THERE)).refused).toBeUndefined();
  clock.advance(45_000);
  expect((await look()).refused).toBeUndefined();
});

test('without limits nothing is counted', async () => {
  limits = rateLimitsOf({ settings: { ...settings, rateLimit: false }, limiter, clock: clock.now });
  for (let at = 0; at < 6; at++) expect((await take(secret)).left[0]).toBeUndefined();
  expect(await limiter.count(secret.id)).toBe(1);
});

test('of too many callers only the one that came first is forgotten', async () => {
  const MOST = 200_000;
  for (let at = 0; at < MOST; at++) await limiter.count(`caller ${at}`);
  expect(await limiter.count('caller 0')).toBe(2);
  await limiter.count('one more');
  expect([await limiter.peek('caller 0'), await limiter.peek('caller 1')]).toEqual([0, 1]);
});

test('a limiter answers whoever asks whether it is there, and ends', async () => {
  await expect(limiter.ping()).resolves.toBeUndefined();
  await expect(limiter.close()).resolves.toBeUndefined();
  expect(await limiter.peek('nobody')).toBe(0);
});
