import type { z } from 'zod';
import type { embedAnswer, embedInput, sessionAnswer, sessionInput } from '../../../contract/credentials.ts';
import { invalidFields, Refusal } from '../../../contract/errors.ts';
import { LIMITS } from '../../../contract/limits.ts';
import type { Millis } from '../../../engine/types.ts';
import type { Parts as AllParts } from '../../context.ts';
import type { BuddyRow, World } from '../../store/rows.ts';
import { resolveAudience } from '../configuration/audiences.ts';
import { keepNothing, type Keep } from '../../gate/idempotency/receipts.ts';
import { rfc3339 } from '../../http/times.ts';

type Parts = Pick<AllParts, 'store' | 'clock' | 'ids' | 'tokens' | 'configs'>;
type SessionAnswer = z.output<typeof sessionAnswer>;

/** Opens a widget session: recorded, so that it can be revoked. */
export async function createSession(
  parts: Parts,
  world: World,
  input: z.output<typeof sessionInput>,
  keep: Keep<SessionAnswer> = keepNothing,
): Promise<SessionAnswer> {
  const { buddy_id, user_id } = input;
  const session_id = parts.ids('session');
  const scopes = [...new Set(input.scopes)];
  const { created_at, expires_at } = lifeOf(parts.clock(), input.ttl_seconds ?? LIMITS.session_ttl_seconds);
  const named = { buddy_id, user_id, scopes, expires_at };
  const token = await parts.tokens.sign({ kind: 'session', id: session_id, world, ...named });
  const answer = { session_id, token, buddy_id, scopes, expires_at: rfc3339(expires_at) };
  const row = { session_id, ...world, ...named, created_at, revoked_at: null };
  if (await parts.store.sessions.insert(row, keep(answer))) return answer;
  throw new Refusal('resource_not_found', `There is no buddy ${buddy_id} of the user "${user_id}".`);
}

/** Ends a session: its token stops working in every process. */
export async function revokeSession(parts: Parts, world: World, session_id: string): Promise<void> {
  if (!(await parts.store.sessions.revoke(world, session_id, parts.clock()))) {
    throw new Refusal('resource_not_found', `There is no session ${session_id}.`);
  }
  await parts.store.announceRevocation(session_id);
}

/** Signs a token that reads one buddy. Nothing is recorded. */
export async function createEmbedToken(
  parts: Parts,
  world: World,
  input: z.output<typeof embedInput>,
): Promise<z.output<typeof embedAnswer>> {
  const buddy = await buddyToEmbed(parts, world, input);
  const { expires_at } = lifeOf(parts.clock(), input.ttl_seconds ?? LIMITS.embed_ttl_seconds);
  const token = await parts.tokens.sign({
    kind: 'embed',
    id: parts.ids('session'),
    world,
    buddy_id: buddy.buddy_id,
    user_id: buddy.user_id,
    scopes: ['read'],
    expires_at,
  });
  return { token, buddy_id: buddy.buddy_id, expires_at: rfc3339(expires_at) };
}

async function buddyToEmbed(parts: Parts, world: World, input: z.output<typeof embedInput>): Promise<BuddyRow> {
  const { buddy_id, user_id } = input;
  if (buddy_id !== undefined) {
    if (input.audience !== undefined) {
      throw invalidFields([{ path: 'audience', message: 'goes with user_id; a buddy_id needs none' }]);
    }
    const buddy = await parts.store.buddies.byId(world, buddy_id);
    if (buddy && (user_id === undefined || user_id === buddy.user_id)) return buddy;
    throw new Refusal(
      'resource_not_found',
      `There is no buddy ${buddy_id}${user_id ? ` of the user "${user_id}"` : ''}.`,
    );
  }
  if (user_id === undefined) throw invalidFields([{ path: 'buddy_id', message: 'is required, or else user_id' }]);
  const audience = await resolveAudience(parts, world, user_id, input.audience);
  const buddy = await parts.store.buddies.bySeat(world, { user_id, audience });
  if (buddy) return buddy;
  throw new Refusal('resource_not_found', `The user "${user_id}" has no buddy in the audience "${audience}".`);
}

/** Tokens count in whole seconds. */
function lifeOf(now: Millis, seconds: number): { created_at: Millis; expires_at: Millis } {
  return { created_at: now, expires_at: (Math.floor(now / 1000) + seconds) * 1000 };
}
