import type { FastifyRequest } from 'fastify';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { LIMITS } from '../../../../src/contract/limits.ts';
import { createIdempotent, keyOfCall } from '../../../../src/server/gate/idempotency/idempotency.ts';
import type { Idempotency } from '../../../../src/server/gate/idempotency/queries.ts';
import type { Answer } from '../../../../src/server/http/route.ts';
import type { Secrets } from '../../../../src/server/secrets.ts';
import type { IdempotencyRow } from '../../../../src/server/store/rows.ts';
import { StoreUnavailable } from '../../../../src/server/store/store.ts';
import { openUnit } from '../../../../src/server/store/unit/unit.ts';
import { TestClock } from '../../../support/clock.ts';
import { publishable, secret, session } from '../support/callers.ts';

const NOW = Date.UTC(2026, 3, 15, 12);
const of = { scope: 'cus_1:test:secret', key: 'k' };
const DONE: Answer = { status: 201, body: { id: 1 }, headers: { etag: '1' } };
const REPLAYED = { ...DONE, headers: { etag: '1', 'idempotency-replayed': 'true' } };

/** Readable, and telling what was done to a text. */
const secrets = {
  seal: (text: string) => `sealed ${text}`,
  open: (sealed: string) => (sealed.startsWith('sealed ') ? sealed.slice(7) : null),
  digest: (text: string) => `digest ${text}`,
  isDigest: (digest: string, text: string) => digest === `digest ${text}`,
} as Secrets;
const request = (more: object = {}) =>
  ({
    method: 'POST',
    url: '/eggs',
    body: { user_id: 'ada' },
    caller: secret,
    headers: {},
    ...more,
  }) as unknown as FastifyRequest;
const FINGERPRINT = 'digest POST /eggs\n{"user_id":"ada"}';

const held: IdempotencyRow = {
  ...of,
  fingerprint: FINGERPRINT,
  subject: null,
  answer: null,
  response: null,
  leased_until: NOW + 1,
  created_at: NOW,
};

let clock: TestClock;
const begin = vi.fn<Idempotency['begin']>();
const finish = vi.fn<Idempotency['finish']>();
const release = vi.fn<Idempotency['release']>();
const forget = vi.fn<Idempotency['forget']>();
const act = vi.fn<() => Promise<Answer | void>>();
beforeEach(() => {
  clock = new TestClock(NOW);
  for (const call of [begin, finish, release, forget, act]) call.mockReset();
  begin.mockResolvedValue(null);
  for (const call of [finish, release, forget]) call.mockResolvedValue(undefined);
  act.mockResolvedValue(DONE);
});
function run(more: object = {}, answerTo?: (result: unknown) => Answer) {
  const store = { begin, finish, release, forget, deleteBefore: async () => 0 } as Idempotency;
  return createIdempotent({ store, secrets, clock: clock.now, timers: clock }).run(request(more), of, {
    act,
    answerTo,
  });
}

describe('whose key it is', () => {
  const keyOf = (key: unknown, by = secret) => keyOfCall(request({ headers: { 'idempotency-key': key } }), by);

  test('is the world’s, a publishable key’s or a seat’s', () => {
    expect(keyOf(undefined)).toBeUndefined();
    expect(keyOf('k')).toEqual(of);
    expect(keyOf('k', publishable)?.scope).toBe('cus_1:test:key_2');
    expect(keyOf('k', session)?.scope).toBe('cus_1:test:buddy_1');
  });

  test('and it is printable, and of a length', () => {
    for (const key of [' ', '~', 'x'.repeat(LIMITS.idempotencyKey)]) expect(keyOf(key)?.key).toBe(key);
    for (const key of ['', '\x1f', '\x7f', 'a\n', 'x'.repeat(LIMITS.idempotencyKey + 1), ['a', 'b']]) {
      expect(() => keyOf(key), String(key)).toThrow(expect.objectContaining({ code: 'bad_request' }));
    }
  });
});

describe('a first call', () => {
  test('holds the key for a minute, and its answer is kept', async () => {
    expect(await run()).toEqual(DONE);
    expect(begin.mock.calls).toEqual([[{ ...held, subject: 'cus_1/test/ada', leased_until: NOW + 60_000 }, NOW]]);
    expect(finish.mock.calls).toEqual([[{ ...of, response: `sealed ${JSON.stringify(DONE)}` }]]);
    expect(release).not.toHaveBeenCalled();
  });

  test('without a body is another than one with', async () => {
    await run({ body: undefined });
    expect(begin.mock.calls[0]![0].fingerprint).toBe('digest POST /eggs\n');
  });

  test.each([
    ['a refusal', { status: 300 }],
    ['what may end otherwise', { status: 200, isProvisional: true }],
    ['nothing', undefined],
  ])('that answers %s gives the key back', async (_name, answer) => {
    act.mockResolvedValue(answer);
    expect(await run()).toBe(answer);
    expect([finish.mock.calls, release.mock.calls]).toEqual([[], [[of.scope, of.key]]]);
  });

  test('the last status that is kept', async () => {
    act.mockResolvedValue({ status: 299 });
    await run();
    expect(finish).toHaveBeenCalledOnce();
  });

  test('that fails gives the key back', async () => {
    act.mockRejectedValue(new Error('broken'));
    await expect(run()).rejects.toThrow('broken');
    expect(release).toHaveBeenCalledWith(of.scope, of.key);
  });

  test('tries again to give it back once the store is there, as long as it holds it', async () => {
    act.mockRejectedValue(new Error('broken'));
    release.mockRejectedValue(new StoreUnavailable('away'));
    await expect(run()).rejects.toThrow('broken');
    for (let second = 1; second < 60; second++) {
      clock.advance(1000);
      await vi.waitFor(() => expect(release).toHaveBeenCalledTimes(second + 1));
      await Promise.resolve();
    }
    clock.advance(10_000);
    expect(release).toHaveBeenCalledTimes(60);
  });

  test('tries that, too, where there is nothing to keep', async () => {
    act.mockResolvedValue(undefined);
    release.mockRejectedValueOnce(new StoreUnavailable('away'));
    await run();
    clock.advance(1000);
    expect(release).toHaveBeenCalledTimes(2);
  });

  test('does not where the store has another fault', async () => {
    release.mockRejectedValue(new Error('no such table'));
    act.mockResolvedValue(undefined);
    await expect(run()).rejects.toThrow('no such table');
  });
});

describe('an answer that is kept with the write', () => {
  const write = (result: unknown, answer: Answer | void = DONE) =>
    act.mockImplementation(async () => {
      const unit = openUnit()!;
      expect(unit.key).toEqual(of);
      unit.responseTo(result);
      unit.committed();
      return answer;
    });

  test('is not kept again', async () => {
    write({ id: 1 });
    expect(await run({}, () => DONE)).toEqual(DONE);
    expect([finish.mock.calls, release.mock.calls]).toEqual([[], []]);
  });

  test('has to be the one that is sent', async () => {
    write({ id: 1 });
    await expect(run({}, () => ({ status: 200 }))).rejects.toThrow('otherwise');
  });

  test.each([null, false])('is none where the write has resulted in %s', async (result) => {
    write(result);
    await run({}, () => ({ status: 200 }));
    expect(finish).toHaveBeenCalledOnce();
  });
});

describe('a call under a key that was used', () => {
  const before = (more: Partial<IdempotencyRow>) => begin.mockResolvedValueOnce({ ...held, ...more });
  const code = (expected: string, message = /./) =>
    expect.objectContaining({ code: expected, message: expect.stringMatching(message) });

  test('for another call is refused', async () => {
    before({ fingerprint: 'digest other' });
    await expect(run()).rejects.toEqual(code('idempotency_key_conflict', /another call/));
    expect(act).not.toHaveBeenCalled();
  });

  test('is answered as before, and says so', async () => {
    before({ response: `sealed ${JSON.stringify(DONE)}` });
    expect(await run()).toEqual(REPLAYED);
    expect(act).not.toHaveBeenCalled();
  });

  test('whose answer was erased, or cannot be read any more', async () => {
    before({ response: 'erased' });
    await expect(run()).rejects.toEqual(code('resource_not_found', /erased/));
    before({ response: 'of an earlier secret' });
    await expect(run()).rejects.toEqual(code('idempotency_key_conflict', /earlier signing secret/));
    expect(act).not.toHaveBeenCalled();
  });

  test('is done again by a change that answers for itself', async () => {
    before({ answer: { done: true } });
    expect(await run()).toEqual(REPLAYED);
    expect(finish).toHaveBeenCalledOnce();
    before({ answer: { done: true } });
    act.mockResolvedValue(undefined);
    expect(await run()).toBeUndefined();
  });

  test('waits until the lease is over', async () => {
    before({ leased_until: NOW + 1 });
    await expect(run()).rejects.toEqual(code('idempotency_in_progress', /still running/));
    expect(act).not.toHaveBeenCalled();
    before({ leased_until: NOW });
    expect(await run()).toEqual(DONE);
  });

  test('a day ago is a first call', async () => {
    before({ created_at: NOW - LIMITS.idempotencyTtlMs + 1, response: `sealed ${JSON.stringify(DONE)}` });
    expect(await run()).toEqual(REPLAYED);
    expect(forget).not.toHaveBeenCalled();
    before({ created_at: NOW - LIMITS.idempotencyTtlMs, fingerprint: 'digest other' });
    expect(await run()).toEqual(DONE);
    expect(forget.mock.calls[0]![1]).toBe(NOW - LIMITS.idempotencyTtlMs + 1);
    expect(begin).toHaveBeenCalledTimes(3);
  });
});
