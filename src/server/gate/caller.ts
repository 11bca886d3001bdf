import type { PublishableScope, SessionScope } from '../../contract/credentials.ts';
import type { Millis } from '../../engine/types.ts';
import type { World } from '../store/rows.ts';

/** Who is calling, as proven by the credential. */
export type Caller = SecretCaller | PublishableCaller | TokenCaller;

export interface SecretCaller {
  kind: 'secret';
  /** The key's id: names the caller in rate limits, idempotency and logs. */
  id: string;
  world: World;
}

export interface PublishableCaller {
  kind: 'publishable';
  id: string;
  world: World;
  scopes: readonly PublishableScope[];
  /** Null until it is rotated or deleted. */
  expires_at: Millis | null;
}

/** A widget session token (recorded, revocable) or an embed token (neither). */
export interface TokenCaller {
  kind: 'session' | 'embed';
  id: string;
  world: World;
  /** Of a seat's token: the row that the seat had when it was made. */
  buddy_id: string;
  user_id: string;
  /** Of a seat's token alone: it is for whichever buddy or egg is in the user's seat in this audience. */
  audience: string | null;
  /** What it may track; null: any type. */
  event_types: readonly string[] | null;
  scopes: readonly SessionScope[];
  /** The publishable key that it was made with, whose limits it shares; null: a secret key. */
  mintedBy: string | null;
  expires_at: Millis;
}

/** Which credentials may call, and the scope that each needs. An empty object: the route is public. */
export interface Allowed {
  secret?: true;
  publishable?: PublishableScope;
  session?: SessionScope;
  embed?: true;
}
