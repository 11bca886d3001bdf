import type { Caller, TokenCaller } from '../../../../src/server/gate/caller.ts';

/* Whoever may call: one of each kind, all of one world. */

export const world = { customer_id: 'cus_1', mode: 'test' } as const;

export const secret: Caller = { kind: 'secret', id: 'key_1', world };
export const publishable: Caller = {
  kind: 'publishable',
  id: 'key_2',
  world,
  scopes: ['read:buddies'],
  expires_at: null,
};
export const session: TokenCaller = {
  kind: 'session',
  id: 'ses_1',
  world,
  buddy_id: 'buddy_1',
  user_id: 'ada',
  audience: null,
  event_types: null,
  scopes: ['read'],
  mintedBy: null,
  expires_at: 0,
};
export const embed: TokenCaller = { ...session, kind: 'embed', id: 'emb_1' };
