import { randomBytes } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { Refusal } from '../../../src/contract/errors.ts';
import { createAuthenticator } from '../../../src/server/gate/authenticator.ts';
import type { TokenCaller } from '../../../src/server/gate/caller.ts';
import { newKey } from '../../../src/server/gate/keys.ts';
import type { Commit } from '../../../src/server/store/commits.ts';
import type { KeyRow, SessionRow } from '../../../src/server/store/rows.ts';
import { TestClock } from '../../support/clock.ts';
import { keyRow, sessionRow } from '../store/support/rows.ts';
import { session as caller, world } from './support/callers.ts';

const START = Date.UTC(2026, 3, 15, 12);
const KEY = `hatch_test_${'k'.repeat(42)}`;
const OTHER = `hatch_test_${'o'.repeat(42)}`;
const TOKEN = 'header.claims.signature';

const row = keyRow(world, { key_id: 'key_1', last_used_at: START });
const session = sessionRow(world, { session_id: 'ses_1', event_types: ['lesson'] });
const bearer: TokenCaller = { ...caller, expires_at: START + 3600_000 };

/** An authenticator over a store that counts what it is asked. */
function start() {
  const clock = new TestClock(START);
  const byHash = vi.fn<() => Promise<KeyRow | null>>(async () => row);
  const touch = vi.fn<(id: string, now: number) => Promise<void>>(async () => {});
  const byId = vi.fn<() => Promise<SessionRow | null>>(async () => session);
  const verify = vi.fn<() => Promise<TokenCaller>>(async () => bearer);
  const stop = vi.fn();
  const warn = vi.fn();
  let tell: (commit: Commit) => void = () => {};
  const onCommit = (listener: (commit: Commit) => void) => {
    tell = listener;
    return stop;
  };
  const authenticator = createAuthenticator({
    store: { keys: { byHash, touch }, sessions: { byId }, onCommit } as never,
    tokens: { verify, sign: async () => '' },
    clock: clock.now,
    log: { warn, debug: warn, info: warn, error: warn },
  });
  const beforeLookUp = vi.fn(async () => {});
  const use = (credential: string) => authenticator.authenticate(credential, beforeLookUp);
  return {
    authenticator,
    clock,
    byHash,
    touch,
    byId,
    verify,
    stop,
    warn,
    beforeLookUp,
    use,
    tell: (c: Commit) => tell(c),
  };
}

const refusal = (code: string, message: RegExp = /./) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

describe('a key', () => {
  test('is who its row says', async () => {
    const { use, byHash } = start();
    expect(await use(KEY)).toMatchObject({ caller: { kind: 'secret', id: 'key_1', world }, allowed_origins: null });
    byHash.mockResolvedValue({
      ...row,
      kind: 'publishable',
      scopes: ['read:buddies'],
      allowed_origins: ['https://a.example'],
      expires_at: START + 1,
    });
    expect(await use(OTHER)).toMatchObject({
      caller: { kind: 'publishable', id: 'key_1', world, scopes: ['read:buddies'], expires_at: START + 1 },
      allowed_origins: ['https://a.example'],
    });
  });

  test('is looked up again when what is known of it is 0.9 s old, and counts as a guess only once', async () => {
    const { use, clock, byHash, beforeLookUp } = start();
    await use(KEY);
    clock.advance(899);
    await use(KEY);
    expect(byHash).toHaveBeenCalledTimes(1);
    clock.advance(1);
    await use(KEY);
    expect(byHash).toHaveBeenCalledTimes(2);
    await use(OTHER);
    expect(beforeLookUp).toHaveBeenCalledTimes(2);
  });

  test('that nobody has says so, and whether it was copied wrongly', async () => {
    const { use, byHash } = start();
    byHash.mockResolvedValue(null);
    await expect(use(KEY)).rejects.toEqual(refusal('unauthorized', /mistyped/));
    const { key } = newKey('secret', 'test', randomBytes);
    await expect(use(key)).rejects.toEqual(refusal('unauthorized', /Nobody has this key/));
  });

  test('that ends as a known one does is another key', async () => {
    const { use, byHash } = start();
    await use(KEY);
    byHash.mockResolvedValue(null);
    await expect(use(KEY.replace('test', 'live'))).rejects.toEqual(refusal('unauthorized'));
  });

  test('is not looked up where the look-up is refused', async () => {
    const { use, byHash, beforeLookUp } = start();
    beforeLookUp.mockRejectedValueOnce(new Refusal('rate_limited', 'Too many.'));
    await expect(use(KEY)).rejects.toEqual(refusal('rate_limited'));
    expect(byHash).not.toHaveBeenCalled();
  });

  test('of calls that come together is looked up once, and again after that has failed', async () => {
    const { use, byHash } = start();
    byHash.mockRejectedValueOnce(new Error('away'));
    const both = await Promise.allSettled([use(KEY), use(KEY)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(byHash).toHaveBeenCalledTimes(1);
    await use(KEY);
    expect(byHash).toHaveBeenCalledTimes(2);
  });

  test('is a guess again once it is gone, but not while the store is away', async () => {
    const { use, clock, byHash, beforeLookUp } = start();
    await use(KEY);
    clock.advance(900);
    byHash.mockRejectedValueOnce(new Error('away'));
    await expect(use(KEY)).rejects.toThrow('away');
    byHash.mockResolvedValue(null);
    await expect(use(KEY)).rejects.toEqual(refusal('unauthorized'));
    expect(beforeLookUp).toHaveBeenCalledTimes(1);
    await expect(use(KEY)).rejects.toEqual(refusal('unauthorized'));
    expect(beforeLookUp).toHaveBeenCalledTimes(2);
  });

  test('ends when it says, though it is known', async () => {
    const { use, clock, byHash } = start();
    byHash.mockResolvedValue({ ...row, expires_at: START + 500 });
    await use(KEY);
    clock.advance(499);
    await use(KEY);
    clock.advance(1);
    await expect(use(KEY)).rejects.toEqual(refusal('unauthorized', /rotated or deleted/));
  });

  test('that was revoked is looked up at once; others are not', async () => {
    const { use, tell, byHash } = start();
    await use(KEY);
    tell({ kind: 'revoked', id: 'key_2' });
    tell({ kind: 'operation', operation_id: 'key_1' });
    await use(KEY);
    expect(byHash).toHaveBeenCalledTimes(1);
    tell({ kind: 'revoked', id: 'key_1' });
    await use(KEY);
    expect(byHash).toHaveBeenCalledTimes(2);
    tell({ kind: 'resync' });
    await use(KEY);
    expect(byHash).toHaveBeenCalledTimes(3);
  });

  test('that is revoked while it is looked up is not known from then on, and nobody shares that look-up', async () => {
    const { use, tell, byHash } = start();
    const slow = Promise.withResolvers<KeyRow>();
    byHash.mockReturnValueOnce(slow.promise);
    const first = use(KEY);
    await vi.waitFor(() => expect(byHash).toHaveBeenCalledTimes(1));
    tell({ kind: 'revoked', id: 'key_1' });
    byHash.mockResolvedValueOnce(null);
    await expect(use(KEY)).rejects.toEqual(refusal('unauthorized'));
    slow.resolve(row);
    await first;
    byHash.mockResolvedValueOnce(null);
    await expect(use(KEY)).rejects.toEqual(refusal('unauthorized'));
  });

  test('is noted as used once a minute, which may fail', async () => {
    const { use, clock, byHash, touch, warn } = start();
    await use(KEY);
    clock.advance(59_999);
    await use(KEY);
    expect(touch).not.toHaveBeenCalled();
    clock.advance(1);
    touch.mockRejectedValueOnce(new Error('away'));
    await use(KEY);
    expect(touch.mock.calls).toEqual([['key_1', START + 60_000]]);
    await vi.waitFor(() =>
      expect(warn).toHaveBeenCalledWith({ err: new Error('away') }, expect.stringMatching(/last_used_at/)),
    );
    // Looked up before that has been written.
    clock.advance(1000);
    await use(KEY);
    expect(touch).toHaveBeenCalledTimes(1);
    byHash.mockResolvedValue({ ...row, kind: 'publishable', last_used_at: null });
    await use(OTHER);
    expect(touch).toHaveBeenCalledTimes(2);
  });
});

describe('a token', () => {
  test('of a session is verified once, and its row read again after 0.9 s', async () => {
    const { use, clock, byId, verify, beforeLookUp, touch } = start();
    expect(await use(TOKEN)).toMatchObject({ caller: { ...bearer, event_types: ['lesson'] }, allowed_origins: null });
    clock.advance(900);
    await use(TOKEN);
    clock.advance(60_000);
    await use(TOKEN);
    expect([verify.mock.calls.length, byId.mock.calls.length]).toEqual([1, 3]);
    expect(beforeLookUp).not.toHaveBeenCalled();
    expect(touch).not.toHaveBeenCalled();
  });

  test('of a session that was revoked, or is not there, is refused', async () => {
    const { use, byId, tell } = start();
    byId.mockResolvedValueOnce(null);
    await expect(use(TOKEN)).rejects.toEqual(refusal('token_revoked'));
    await use(TOKEN);
    tell({ kind: 'revoked', id: 'ses_1' });
    byId.mockResolvedValueOnce({ ...session, revoked_at: START });
    await expect(use(TOKEN)).rejects.toEqual(refusal('token_revoked'));
  });

  test('of an embed is never looked up, and ends', async () => {
    const { use, clock, byId, verify, tell, touch } = start();
    verify.mockResolvedValue({ ...bearer, kind: 'embed' });
    await use(TOKEN);
    tell({ kind: 'resync' });
    clock.advance(3600_000 - 1);
    await use(TOKEN);
    expect([verify.mock.calls.length, byId.mock.calls.length, touch.mock.calls.length]).toEqual([1, 0, 0]);
    clock.advance(1);
    await expect(use(TOKEN)).rejects.toEqual(refusal('token_expired'));
  });

  test('of a session ends, too', async () => {
    const { use, clock } = start();
    clock.advance(3600_000);
    await expect(use(TOKEN)).rejects.toEqual(refusal('token_expired'));
  });
});

test('what is neither is not looked up', async () => {
  const { use, byHash, verify } = start();
  const wrong = ['', 'key', 'a.b', 'a.b.c.d', 'a..c', 'a.b.c ', ' hatch_test_a', `hatch_${'a'.repeat(4091)}`];
  for (const credential of wrong)
    await expect(use(credential)).rejects.toEqual(refusal('unauthorized', /neither a key/));
  expect([byHash.mock.calls.length, verify.mock.calls.length]).toEqual([0, 0]);
  await use(`hatch_${'a'.repeat(4090)}`);
  await use('aB-_1.cD-_2.eF-_3');
});

test('one that is closed listens no more', () => {
  const { authenticator, stop } = start();
  authenticator.close();
  expect(stop).toHaveBeenCalledOnce();
});
