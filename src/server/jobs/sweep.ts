import { LIMITS } from '../../contract/limits.ts';
import type { Millis } from '../../engine/index.ts';
import type { Parts } from '../parts.ts';

/** Tokens of a session are refused by their own date; its row stays a while for whoever looks. */
const KEEP_SESSIONS_MS = 24 * 3600_000;

/** Forgets idempotency keys and sessions whose time is over. Answers how many rows went. */
export async function sweep(parts: Pick<Parts, 'store' | 'clock'>, now: Millis = parts.clock()): Promise<number> {
  const keys = await parts.store.idempotency.deleteBefore(now - LIMITS.idempotency_ttl_ms);
  const sessions = await parts.store.sessions.deleteExpired(now - KEEP_SESSIONS_MS);
  return keys + sessions;
}
