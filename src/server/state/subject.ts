import type { z } from 'zod';
import { invalidFields, Refusal } from '../../contract/errors.ts';
import type { subjectQuery } from '../../contract/widget.ts';
import { resolveAudience } from '../workspace/configuration/audiences.ts';
import { noSuchBuddy } from '../change/alive.ts';
import type { Reader } from './present.ts';
import type { Parts } from '../context.ts';
import type { Allowed, PublishableCaller, TokenCaller } from '../gate/caller.ts';

/** Who may read what a page shows of a buddy. */
export const READERS = { publishable: 'read:buddies', session: 'read', embed: true } as const satisfies Allowed;

type ReadingCaller = PublishableCaller | TokenCaller;
type Query = z.output<typeof subjectQuery>;

/** The buddy that a reading call is about: the token's own, or the one that a publishable key names. */
export function subjectOf(
  parts: Pick<Parts, 'store' | 'configs'>,
  caller: ReadingCaller,
  query: Query,
): string | Promise<string> {
  if (caller.kind === 'publishable') return namedBy(parts, caller, query);
  const isAnother =
    (query.buddy_id !== undefined && query.buddy_id !== caller.buddy_id) ||
    (query.user_id !== undefined && query.user_id !== caller.user_id);
  if (isAnother) throw noSuchBuddy(query.buddy_id ?? `of the user "${query.user_id}"`);
  return caller.buddy_id;
}

function namedBy(
  parts: Pick<Parts, 'store' | 'configs'>,
  caller: PublishableCaller,
  query: Query,
): string | Promise<string> {
  const { buddy_id, user_id } = query;
  if (buddy_id === undefined) return ofSeat(parts, caller, query);
  return user_id === undefined ? buddy_id : ofUser(parts, caller, buddy_id, user_id);
}

async function ofUser(
  { store }: Pick<Parts, 'store'>,
  { world }: PublishableCaller,
  buddy_id: string,
  user_id: string,
): Promise<string> {
  const buddy = await store.buddies.byId(world, buddy_id);
  if (buddy?.user_id !== user_id) throw noSuchBuddy(`${buddy_id} of the user "${user_id}"`);
  return buddy_id;
}

async function ofSeat(
  parts: Pick<Parts, 'store' | 'configs'>,
  caller: PublishableCaller,
  query: Query,
): Promise<string> {
  if (query.user_id === undefined) {
    throw invalidFields([{ path: 'buddy_id', message: 'is required with a publishable key, or else user_id' }]);
  }
  const audience = await resolveAudience(parts, caller.world, query.user_id, query.audience);
  const buddy = await parts.store.buddies.bySeat(caller.world, { user_id: query.user_id, audience });
  if (buddy) return buddy.buddy_id;
  throw new Refusal('resource_not_found', `The user "${query.user_id}" has no buddy in the audience "${audience}".`);
}

export function readerOf(caller: ReadingCaller, base_url: string): Reader {
  return { scopes: caller.kind === 'publishable' ? ['read'] : caller.scopes, base_url };
}
