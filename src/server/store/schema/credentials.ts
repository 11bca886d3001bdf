import type { PublishableScope, SessionScope } from '../../../contract/credentials.ts';
import { json, orNull, table, text, time, world, type RowOf } from './table.ts';

/** A call's Idempotency-Key, and who called: customer, mode and credential. */
export interface KeyOfCall {
  scope: string;
  key: string;
}

export const API_KEYS = table('api_keys', ['key_id'], {
  key_id: text(),
  ...world,
  kind: text<'secret' | 'publishable'>(),
  label: text(),
  /** SHA-256 of the key, hex. The key itself is not stored. */
  hash: text(),
  masked_key: text(),
  scopes: orNull(json<PublishableScope[]>()),
  allowed_origins: orNull(json<string[]>()),
  created_at: time(),
  expires_at: orNull(time()),
  last_used_at: orNull(time()),
});
export type KeyRow = RowOf<typeof API_KEYS>;

export const SESSIONS = table('widget_sessions', ['session_id'], {
  session_id: text(),
  ...world,
  /** Of a seat's session: the row that the seat had when it was opened. */
  buddy_id: text(),
  user_id: text(),
  /** Of a seat's session alone; null: it is for the one buddy. */
  audience: orNull(text()),
  scopes: json<SessionScope[]>(),
  /** What it may track; null: any type. */
  event_types: orNull(json<string[]>()),
  created_at: time(),
  expires_at: time(),
  revoked_at: orNull(time()),
});
export type SessionRow = RowOf<typeof SESSIONS>;

export const IDEMPOTENCY = table('idempotency_keys', ['scope', 'key'], {
  scope: text(),
  key: text(),
  /** Hash of method, path and body. */
  fingerprint: text(),
  /** Whom the answer is about (`store/subjects.ts`); null: nobody. */
  subject: orNull(text()),
  /** What the change answered, written in the same transaction; null until then, or where no buddy was changed. */
  answer: orNull(json<unknown>()),
  /** The whole 2xx answer, encrypted; `ERASED`; null while the first call is still running. */
  response: orNull(text()),
  leased_until: time(),
  created_at: time(),
});
export type IdempotencyRow = RowOf<typeof IDEMPOTENCY>;
