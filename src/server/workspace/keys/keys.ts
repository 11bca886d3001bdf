import type { z } from 'zod';
import type { List } from '../../../contract/common.ts';
import {
  ANY_ORIGIN,
  PUBLISHABLE_SCOPES,
  type apiKey,
  type apiKeyInput,
  type newApiKey,
  type rotateKeyInput,
} from '../../../contract/credentials.ts';
import { invalidFields, Refusal, type FieldError } from '../../../contract/errors.ts';
import { LIMITS } from '../../../contract/limits.ts';
import type { Millis } from '../../../engine/types.ts';
import { newKey } from '../../gate/keys.ts';
import { originsOf } from '../../gate/origins.ts';
import type { Parts as AllParts } from '../../context.ts';
import type { KeyRow, World } from '../../store/rows.ts';
import { listPage, type PageQuery } from '../../http/lists.ts';
import { rfc3339, rfc3339OrNull } from '../../http/times.ts';

type Parts = Pick<AllParts, 'store' | 'clock' | 'ids' | 'random'>;
type KeyView = z.output<typeof apiKey>;
type NewKeyView = z.output<typeof newApiKey>;
type KeyFields = Pick<KeyRow, 'kind' | 'label' | 'scopes' | 'allowed_origins'>;

/** Makes a key. It is in the answer, and nowhere else. */
export async function createKey(parts: Parts, world: World, input: z.output<typeof apiKeyInput>): Promise<NewKeyView> {
  if (input.kind === 'secret') refuseOnSecretKeys(input);
  else requireChoices(input);
  const now = parts.clock();
  if ((await countValid(parts, world, now)) >= LIMITS.api_keys) {
    throw new Refusal('conflict', `There are ${LIMITS.api_keys} keys, which is the most. Delete one that is not used.`);
  }
  const { row, answer } = newRow(parts, world, {
    kind: input.kind,
    label: input.label,
    scopes: input.scopes ?? null,
    allowed_origins: input.allowed_origins ? originsOf(input.allowed_origins) : null,
  });
  return parts.store.keys.insert(row, answer);
}

export function listKeys(parts: Parts, world: World, query: PageQuery): Promise<List<KeyView>> {
  return listPage(
    query,
    (page) => parts.store.keys.list(world, page),
    (row) => row.key_id,
    view,
  );
}

/** Makes the successor of a key. The old one works until the grace has passed. */
export async function rotateKey(
  parts: Parts,
  world: World,
  key_id: string,
  input: z.output<typeof rotateKeyInput>,
): Promise<NewKeyView> {
  const end = parts.clock() + (input.grace_seconds ?? 0) * 1000;
  const { row, answer } = newRow(parts, world, await existing(parts, world, key_id));
  if (!(await parts.store.keys.replace(world, key_id, row, end, answer))) {
    throw new Refusal('conflict', 'This key was rotated or deleted before. Rotate the key that took its place.');
  }
  await parts.store.announceRevocation(key_id);
  return answer;
}

/** Ends a key at once. The last secret key stays: without it nobody could make another. */
export async function deleteKey(parts: Parts, world: World, key_id: string): Promise<void> {
  const now = parts.clock();
  const row = await existing(parts, world, key_id);
  const ended = await parts.store.keys.expire(world, key_id, now, now, row.kind === 'secret');
  if (!ended) throw new Refusal('conflict', 'This is the last secret key. Make another before you delete it.');
  await parts.store.announceRevocation(key_id);
}

function newRow(parts: Parts, world: World, wanted: KeyFields): { row: KeyRow; answer: NewKeyView } {
  const { key, hash, masked_key } = newKey(wanted.kind, world.mode, parts.random);
  const row: KeyRow = {
    customer_id: world.customer_id,
    mode: world.mode,
    key_id: parts.ids('key'),
    kind: wanted.kind,
    label: wanted.label,
    hash,
    masked_key,
    scopes: wanted.scopes,
    allowed_origins: wanted.allowed_origins,
    created_at: parts.clock(),
    expires_at: null,
    last_used_at: null,
  };
  return { row, answer: { ...view(row), key } };
}

async function existing(parts: Parts, world: World, key_id: string): Promise<KeyRow> {
  const row = await parts.store.keys.byId(world, key_id);
  if (row && (row.expires_at === null || row.expires_at > parts.clock())) return row;
  throw new Refusal('resource_not_found', `There is no key ${key_id}, or it has ended.`);
}

async function countValid(parts: Parts, world: World, now: Millis): Promise<number> {
  let valid = 0;
  for (let after: string | undefined; ;) {
    const rows = await parts.store.keys.list(world, { limit: LIMITS.page, after });
    valid += rows.filter((row) => row.expires_at === null || row.expires_at > now).length;
    if (rows.length < LIMITS.page || valid >= LIMITS.api_keys) return valid;
    after = rows.at(-1)!.key_id;
  }
}

/** Everybody who sees the page can read a publishable key: scopes and origins have no default. */
function requireChoices({ scopes, allowed_origins }: z.output<typeof apiKeyInput>): void {
  const missing: FieldError[] = [];
  if (!scopes) {
    const message = `is required of a publishable key: name what it may do, of ${PUBLISHABLE_SCOPES.join(', ')}`;
    missing.push({ path: 'scopes', message });
  }
  if (!allowed_origins) {
    const message = 'is required of a publishable key: name the origins of your pages, or ["*"] for any';
    missing.push({ path: 'allowed_origins', message });
  }
  if (missing.length > 0) throw invalidFields(missing);
}

function refuseOnSecretKeys(input: z.output<typeof apiKeyInput>): void {
  const message = 'is for publishable keys; a secret key may do everything and never comes from a browser';
  const fields = (['scopes', 'allowed_origins'] as const).filter((name) => input[name] !== undefined);
  if (fields.length > 0) throw invalidFields(fields.map((path) => ({ path, message })));
}

function view(row: KeyRow): KeyView {
  return {
    key_id: row.key_id,
    kind: row.kind,
    label: row.label,
    masked_key: row.masked_key,
    scopes: row.scopes,
    allowed_origins: row.allowed_origins ?? (row.kind === 'publishable' ? [ANY_ORIGIN] : null),
    created_at: rfc3339(row.created_at),
    expires_at: rfc3339OrNull(row.expires_at),
    last_used_at: rfc3339OrNull(row.last_used_at),
  };
}
