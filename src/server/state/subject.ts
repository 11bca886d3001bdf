import type { z } from 'zod';
import { invalidFields, Refusal } from '../../contract/errors.ts';
import type { subjectQuery } from '../../contract/widget.ts';
import { noSuchBuddy, ownBuddyCall, type BuddyCall } from '../change/alive.ts';
import type { BuddyRow, World } from '../store/rows.ts';
import { knownSeat, openSeat } from '../workspace/users/seats.ts';
import { stateOf } from './of.ts';
import type { SeatState } from '../../contract/buddy/state.ts';
import { refuseErased, type Subject } from './cache.ts';
import type { Viewer } from './present.ts';
import type { Parts } from '../context.ts';
import type { Allowed, PublishableCaller, TokenCaller } from '../gate/caller.ts';

/** Who may read what a page shows of a buddy. */
export const VIEWERS = { publishable: 'read:buddies', session: 'read', embed: true } as const satisfies Allowed;

type ViewingCaller = PublishableCaller | TokenCaller;
type SubjectQuery = z.output<typeof subjectQuery>;
type SubjectParts = Pick<Parts, 'store' | 'configs'>;

/** Whom a reading call is about: the token's own buddy or seat, or the one that a publishable key names. */
export async function subjectOf(parts: SubjectParts, caller: ViewingCaller, query: SubjectQuery): Promise<Subject> {
  if (caller.kind === 'publishable') return namedBy(parts, caller, query);
  const isAnother =
    (query.buddy_id !== undefined && query.buddy_id !== caller.buddy_id) ||
    (query.user_id !== undefined && query.user_id !== caller.user_id);
  if (isAnother) throw noSuchBuddy(query.buddy_id ?? `of the user "${query.user_id}"`);
  return ownSubject(caller);
}

export function ownSubject({ buddy_id, user_id, audience }: TokenCaller): Subject {
  return { buddy_id, seat: audience === null ? null : { user_id, audience }, user_id };
}

async function namedBy(
  parts: SubjectParts,
  { world }: PublishableCaller,
  { buddy_id, user_id, audience }: SubjectQuery,
): Promise<Subject> {
  if (buddy_id !== undefined) {
    return user_id === undefined ? { buddy_id, seat: null, user_id: null } : ofUser(parts, world, buddy_id, user_id);
  }
  if (user_id !== undefined) return ofSeat(parts, world, { user_id, audience });
  throw invalidFields([{ path: 'buddy_id', message: 'is required with a publishable key, or else user_id' }]);
}

async function ofUser({ store }: SubjectParts, world: World, buddy_id: string, user_id: string): Promise<Subject> {
  const buddy = await store.buddies.byId(world, buddy_id);
  if (buddy?.user_id !== user_id) throw noSuchBuddy(`${buddy_id} of the user "${user_id}"`);
  return { buddy_id, seat: null, user_id: null };
}

async function ofSeat(
  parts: SubjectParts,
  world: World,
  named: { user_id: string; audience: string | undefined },
): Promise<Subject> {
  const { buddy_id, user_id, audience } = await knownSeat(parts, world, named);
  return { buddy_id, seat: { user_id, audience }, user_id };
}

/** The living buddy of a subject; `no_buddy` where its egg has yet to hatch. */
export async function buddyOf(parts: SubjectParts, world: World, subject: Subject): Promise<BuddyRow> {
  const row = await seatedRow(parts, world, subject);
  if (row?.status === 'alive') return row;
  throw subject.seat ? noBuddyYet() : noSuchBuddy(subject.buddy_id);
}

/** The row of the subject, or what is in its seat now; null where nothing is since that one was archived. */
async function seatedRow(
  parts: SubjectParts,
  world: World,
  { buddy_id, seat, user_id }: Subject,
): Promise<BuddyRow | null> {
  const row = await parts.store.buddies.rowById(world, buddy_id);
  if (row || seat) refuseErased(row, user_id);
  return row?.status === 'archived' && seat ? parts.store.buddies.inSeat(world, seat) : row;
}

interface OwnCall {
  caller: TokenCaller;
  request_id: string;
}

/**
 * Does something to the buddy that the caller's token is about; `no_buddy` where it has yet to hatch. A seat's token
 * means what is in the seat now: that is looked up only where the row that the token names turns out to be gone.
 */
export function onOwnBuddy<A>(parts: SubjectParts, call: OwnCall, work: (own: BuddyCall) => Promise<A>): Promise<A> {
  return onOwn(parts, call, work, async (row) => {
    if (row?.status === 'alive') return row;
    throw noBuddyYet();
  });
}

/** The same for what a seat without a buddy can do, too. */
export function onOwnSeat<A>(
  parts: SubjectParts & Pick<Parts, 'clock' | 'ids'>,
  call: OwnCall,
  work: (own: BuddyCall) => Promise<A>,
): Promise<A> {
  const { world, user_id, audience } = call.caller;
  return onOwn(
    parts,
    call,
    work,
    async (row) => row ?? openSeat(parts, world, { user_id, audience: audience ?? undefined }),
  );
}

async function onOwn<A>(
  parts: SubjectParts,
  call: OwnCall,
  work: (own: BuddyCall) => Promise<A>,
  fit: (row: BuddyRow | null) => Promise<BuddyRow>,
): Promise<A> {
  const own = ownBuddyCall(call);
  const subject = ownSubject(call.caller);
  try {
    return await work(own);
  } catch (error) {
    if (!subject.seat || !(error instanceof Refusal && error.code === 'resource_not_found')) throw error;
    const { buddy_id } = await fit(await seatedRow(parts, own.world, subject));
    if (buddy_id === own.buddy_id) throw error;
    return work({ ...own, buddy_id });
  }
}

function noBuddyYet(): Refusal {
  return new Refusal('no_buddy', 'The buddy has yet to hatch. Show its egg, and come back when it has.');
}

export function viewerOf({ caller, baseUrl, languages }: Omit<Viewer, 'scopes'> & { caller: ViewingCaller }): Viewer {
  return { scopes: caller.kind === 'publishable' ? ['read'] : caller.scopes, baseUrl, languages };
}

/** The state in the answer of an acting call: only for who may read it. */
export async function stateFor(
  parts: Parameters<typeof stateOf>[0],
  row: BuddyRow,
  viewer: Viewer,
): Promise<{ state?: SeatState }> {
  return viewer.scopes.includes('read') ? { state: await stateOf(parts, row, viewer) } : {};
}
