import type { BuddyCall } from '../change/alive.ts';
import type { Caller, TokenCaller } from '../gate/caller.ts';
import type { Call } from '../http/route.ts';

type Common = Pick<Call, 'request_id' | 'idempotency'>;

/** A call on the buddy that its path names. */
export function buddyCall(call: Common & { caller: Caller; params: { buddy_id: string } }): BuddyCall {
  return { ...common(call), world: call.caller.world, buddy_id: call.params.buddy_id };
}

/** A call on the buddy that the caller's token names. */
export function ownBuddyCall(call: Common & { caller: TokenCaller }): BuddyCall {
  return { ...common(call), world: call.caller.world, buddy_id: call.caller.buddy_id };
}

const common = ({ request_id, idempotency }: Common) => ({ request_id, ...(idempotency && { idempotency }) });
