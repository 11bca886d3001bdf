import { LRUCache } from 'lru-cache';
import { Refusal } from '../../contract/errors.ts';
import type { Millis } from '../../engine/types.ts';
import type { Caller, TokenCaller } from './caller.ts';
import type { Logger } from '../log.ts';
import type { KeyRow } from '../store/rows.ts';
import type { Storage } from '../storage.ts';
import type { Commit } from '../store/commits.ts';
import { hashOf, looksMistyped } from './keys.ts';
import type { TokenSigner } from './tokens.ts';

/** A revocation has to hold within a second even where its message was lost. */
const FRESH_MS = 900;
const TOUCH_EVERY_MS = 60_000;
const MOST_KNOWN = 10_000;
const LONGEST_CREDENTIAL = 4096;
/** Enough of a random text to tell credentials apart, and short enough to be hashed for every call. */
const TAIL_LENGTH = 12;

/** A credential that was good when it was last looked up. */
interface Known {
  credential: string;
  caller: Caller;
  allowed_origins: readonly string[] | null;
  expires_at: Millis;
  /** When the store was last asked; null for embed tokens, which nothing can end early. */
  checkedAt: Millis | null;
  touchedAt: Millis;
}

export interface Proof {
  caller: Caller;
  allowed_origins: readonly string[] | null;
}

export interface Authenticator {
  /**
   * Who the credential belongs to; a Refusal where it belongs to nobody, has ended or was revoked. `beforeLookUp` runs
   * before a key that has not been seen lately costs a look-up, and may refuse.
   */
  authenticate(credential: string, beforeLookUp: () => Promise<void>): Promise<Proof>;
  close(): void;
}

interface Parts {
  store: Pick<Storage, 'keys' | 'sessions' | 'onCommit'>;
  tokens: TokenSigner;
  clock: () => Millis;
  log: Logger;
}

export function createAuthenticator({ store, tokens, clock, log }: Parts): Authenticator {
  // By the end of the credential, which is compared as a whole: hashing a token of 400 characters cost more than the rest.
  const known = new LRUCache<string, Known>({ max: MOST_KNOWN });
  const pending = new Map<string, Promise<Known>>();
  // Counts the revocations heard of: a look-up that began before one must not outlive it.
  let revocations = 0;
  const stopListening = store.onCommit(heard);

  function heard(commit: Commit): void {
    if (commit.kind !== 'revoked' && commit.kind !== 'resync') return;
    revocations++;
    pending.clear();
    for (const entry of known.values()) {
      if (entry.checkedAt === null) continue;
      if (commit.kind === 'resync' || entry.caller.id === commit.id) entry.checkedAt = -Infinity;
    }
  }

  function find(credential: string): Known | undefined {
    const entry = known.get(tailOf(credential));
    return entry?.credential === credential ? entry : undefined;
  }

  async function lookUp(credential: string, before: Known | undefined): Promise<Known> {
    const seen = revocations;
    const entry = isKey(credential)
      ? knownKey(await store.keys.byHash(hashOf(credential)), credential, clock())
      : await knownToken(before?.caller as TokenCaller | undefined, credential);
    if (before) entry.touchedAt = Math.max(entry.touchedAt, before.touchedAt);
    if (seen === revocations) known.set(tailOf(credential), entry);
    return entry;
  }

  /** Calls that come together share one look-up. */
  function lookUpOnce(credential: string, before: Known | undefined): Promise<Known> {
    const running = pending.get(credential);
    if (running) return running;
    const started = lookUp(credential, before)
      .catch((error: unknown) => {
        if (error instanceof Refusal && find(credential)) known.delete(tailOf(credential));
        throw error;
      })
      .finally(() => {
        if (pending.get(credential) === started) pending.delete(credential);
      });
    pending.set(credential, started);
    return started;
  }

  async function knownToken(verified: TokenCaller | undefined, token: string): Promise<Known> {
    const now = clock();
    const caller = verified ?? (await tokens.verify(token));
    const entry: Known = {
      credential: token,
      caller,
      allowed_origins: null,
      expires_at: caller.expires_at,
      checkedAt: null,
      touchedAt: now,
    };
    if (caller.kind === 'embed') return entry;
    const session = await store.sessions.byId(caller.id);
    if (!session || session.revoked_at !== null) {
      throw new Refusal('token_revoked', 'This session was revoked. Ask your backend for a new one.');
    }
    return { ...entry, caller: { ...caller, event_types: session.event_types }, checkedAt: now };
  }

  function touch(entry: Known, now: Millis): void {
    if (now - entry.touchedAt < TOUCH_EVERY_MS) return;
    entry.touchedAt = now;
    store.keys.touch(entry.caller.id, now).catch((err: unknown) => log.warn({ err }, 'last_used_at was not written'));
  }

  const isFresh = (entry: Known, now: Millis) => entry.checkedAt === null || now - entry.checkedAt < FRESH_MS;

  /** Answers the proof of an entry that has just been looked up, or was a moment ago. */
  function proven(entry: Known, now: Millis): Proof {
    if (entry.caller.kind === 'secret' || entry.caller.kind === 'publishable') touch(entry, now);
    return entry;
  }

  return {
    async authenticate(credential, beforeLookUp) {
      refuseMalformed(credential);
      let entry = find(credential);
      if (!entry || !isFresh(entry, clock())) {
        // A token shows by its signature that it is ours; only keys can be guessed at the cost of a look-up each.
        if (!entry && isKey(credential)) await beforeLookUp();
        entry = await lookUpOnce(credential, entry);
      }
      const now = clock();
      if (entry.expires_at <= now) throw ended(entry.caller);
      return proven(entry, now);
    },
    close: stopListening,
  };
}

const isKey = (credential: string): boolean => credential.startsWith('hatch_');

const tailOf = (credential: string): string => credential.slice(-TAIL_LENGTH);

function knownKey(row: KeyRow | null, key: string, now: Millis): Known {
  if (!row) {
    throw new Refusal(
      'unauthorized',
      looksMistyped(key)
        ? 'This key looks mistyped: its last characters do not fit the rest. Copy it again, whole.'
        : 'Nobody has this key. Check that it belongs to this server and has not been deleted.',
    );
  }
  const { customer_id, mode } = row;
  const named = { id: row.key_id, world: { customer_id, mode } };
  return {
    credential: key,
    caller:
      row.kind === 'secret'
        ? { kind: 'secret', ...named }
        : { kind: 'publishable', ...named, scopes: row.scopes ?? [], expires_at: row.expires_at },
    allowed_origins: row.allowed_origins,
    expires_at: row.expires_at ?? Infinity,
    checkedAt: now,
    touchedAt: row.last_used_at ?? 0,
  };
}

function refuseMalformed(credential: string): void {
  if (credential.length <= LONGEST_CREDENTIAL && /^(hatch_|[\w-]+\.[\w-]+\.[\w-]+$)/.test(credential)) return;
  throw new Refusal(
    'unauthorized',
    'This is neither a key (hatch_live_…, hatch_test_…, hatch_pk_…) nor a token. Check that it was copied whole.',
  );
}

function ended(caller: Caller): Refusal {
  return caller.kind === 'session' || caller.kind === 'embed'
    ? new Refusal('token_expired', 'This token has expired. Ask your backend for a new one.')
    : new Refusal('unauthorized', 'This key has ended: it was rotated or deleted. Use its successor.');
}
