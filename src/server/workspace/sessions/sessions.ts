import type { z } from 'zod';
import type { embedAnswer, embedInput, sessionAnswer, sessionInput } from '../../../contract/credentials.ts';
import { invalidFields, Refusal } from '../../../contract/errors.ts';
import { LIMITS } from '../../../contract/limits.ts';
import type { Millis } from '../../../engine/types.ts';
import type { Parts as AllParts } from '../../context.ts';
import type { Caller } from '../../gate/caller.ts';
import { officialZone } from '../../buddies/zone.ts';
import { knownSeat, openSeat } from '../users/seats.ts';
import { putUser } from '../users/users.ts';
import type { BuddyRow, World } from '../../store/rows.ts';
import { rfc3339 } from '../../http/times.ts';

type Parts = Pick<AllParts, 'store' | 'clock' | 'ids' | 'tokens' | 'configs' | 'secrets'>;
type SessionAnswer = z.output<typeof sessionAnswer>;

/** Opens a widget session, for one buddy or for a user's seat: recorded, so that it can be revoked. */
export async function createSession(
  parts: Parts,
  world: World,
  input: z.output<typeof sessionInput>,
  request_id: string,
): Promise<SessionAnswer> {
  const { user_id, event_types = null } = input;
  // Before anything is written: a call that is refused leaves no egg behind.
  if (input.time_zone !== undefined) officialZone(input.time_zone);
  const subject = await subjectOfSession(parts, world, input);
  if (input.time_zone !== undefined) await putUser(parts, world, user_id, { time_zone: input.time_zone }, request_id);
  const session_id = parts.ids('session');
  const scopes = [...new Set(input.scopes)];
  const { created_at, expires_at } = lifeOf(parts.clock(), input.ttl_seconds ?? LIMITS.sessionTtlSeconds);
  const named = { buddy_id: subject.buddy_id, audience: subject.audience, user_id, scopes, event_types, expires_at };
  const token = await parts.tokens.sign({ kind: 'session', id: session_id, world, mintedBy: null, ...named });
  const buddy_id = subject.hasHatched ? subject.buddy_id : null;
  const answer = { session_id, token, buddy_id, scopes, expires_at: rfc3339(expires_at) };
  const row = { session_id, ...world, ...named, created_at, revoked_at: null };
  if (await parts.store.sessions.insert(row, answer)) return answer;
  throw noSuchBuddyOf(user_id, subject.buddy_id);
}

function noSuchBuddyOf(user_id: string, buddy_id: string): Refusal {
  return new Refusal('resource_not_found', `There is no buddy ${buddy_id} of the user "${user_id}".`);
}

interface SessionSubject {
  buddy_id: string;
  /** Of a seat alone. */
  audience: string | null;
  hasHatched: boolean;
}

const ofSeat = ({ buddy_id, audience, status }: BuddyRow): SessionSubject => ({
  buddy_id,
  audience,
  hasHatched: status === 'alive',
});

async function subjectOfSession(
  parts: Parts,
  world: World,
  { buddy_id, user_id, audience, ensure_egg }: z.output<typeof sessionInput>,
): Promise<SessionSubject> {
  if (buddy_id === undefined) return ofSeat(await openSeat(parts, world, { user_id, audience, ensure_egg }));
  for (const [path, value] of Object.entries({ audience, ensure_egg })) {
    if (value !== undefined)
      throw invalidFields([{ path, message: 'is for a session without a buddy_id: leave it out' }]);
  }
  // Asked again where the session is written; here so that nobody's time zone is set for nothing.
  const buddy = await parts.store.buddies.byId(world, buddy_id);
  if (buddy?.user_id !== user_id) throw noSuchBuddyOf(user_id, buddy_id);
  return { buddy_id, audience: null, hasHatched: true };
}

/** Ends a session: its token stops working in every process. */
export async function revokeSession(parts: Parts, world: World, session_id: string): Promise<void> {
  if (!(await parts.store.sessions.revoke(world, session_id, parts.clock()))) {
    throw new Refusal('resource_not_found', `There is no session ${session_id}.`);
  }
  await parts.store.announceRevocation(session_id);
}

/** Signs a token that reads one buddy, or a user's seat. Nothing is recorded. */
export async function createEmbedToken(
  parts: Parts,
  caller: Pick<Caller, 'kind' | 'world' | 'id'>,
  input: z.output<typeof embedInput>,
): Promise<z.output<typeof embedAnswer>> {
  const { world } = caller;
  const { user_id, buddy_id, audience, hasHatched } = await subjectToEmbed(parts, caller, input);
  const { expires_at } = lifeOf(parts.clock(), input.ttl_seconds ?? LIMITS.embedTtlSeconds);
  const token = await parts.tokens.sign({
    kind: 'embed',
    id: parts.ids('session'),
    world,
    buddy_id,
    user_id,
    audience,
    event_types: null,
    scopes: ['read'],
    mintedBy: caller.kind === 'publishable' ? caller.id : null,
    expires_at,
  });
  return { token, buddy_id: hasHatched ? buddy_id : null, expires_at: rfc3339(expires_at) };
}

async function subjectToEmbed(
  parts: Parts,
  { kind, world }: Pick<Caller, 'kind' | 'world'>,
  input: z.output<typeof embedInput>,
): Promise<SessionSubject & { user_id: string }> {
  const { buddy_id, user_id } = input;
  if (buddy_id !== undefined) {
    if (input.audience !== undefined) {
      throw invalidFields([{ path: 'audience', message: 'goes with user_id; a buddy_id needs none' }]);
    }
    const buddy = await parts.store.buddies.byId(world, buddy_id);
    if (buddy && (user_id === undefined || user_id === buddy.user_id)) {
      return { buddy_id, user_id: buddy.user_id, audience: null, hasHatched: true };
    }
    throw new Refusal(
      'resource_not_found',
      `There is no buddy ${buddy_id}${user_id ? ` of the user "${user_id}"` : ''}.`,
    );
  }
  if (user_id === undefined) throw invalidFields([{ path: 'buddy_id', message: 'is required, or else user_id' }]);
  const find = kind === 'secret' ? openSeat : knownSeat;
  return { user_id, ...ofSeat(await find(parts, world, { user_id, audience: input.audience })) };
}

/** Tokens count in whole seconds. */
function lifeOf(now: Millis, seconds: number): { created_at: Millis; expires_at: Millis } {
  return { created_at: now, expires_at: (Math.floor(now / 1000) + seconds) * 1000 };
}
