import type { z } from 'zod';
import type { List } from '../../contract/common.ts';
import type { egg, eggInput, eggPatch, eggQuery } from '../../contract/eggs.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Millis } from '../../engine/types.ts';
import type { Parts as AllParts } from '../context.ts';
import type { EggRow, KeyOfCall, Seat, World } from '../store/rows.ts';
import { resolveAudience } from '../workspace/configuration/audiences.ts';
import type { CatalogPictures } from '../pictures/catalog.ts';
import { refuseUnwieldy } from '../events/json.ts';
import { listPage } from '../http/lists.ts';
import { svgUrl } from '../pictures/pictures.ts';
import { speciesFor } from './species.ts';
import { rfc3339 } from '../http/times.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'clock' | 'ids'>;
type EggAnswer = z.output<typeof egg>;
type EggInput = z.output<typeof eggInput>;

/**
 * Lays an egg, pinned to the published configuration. Where the user has an active egg or a buddy already, `ensure`
 * answers with that egg; without it the call is refused with `active_egg_limit`.
 */
export async function createEgg(
  parts: Parts,
  world: World,
  input: EggInput,
  idempotency?: KeyOfCall,
): Promise<{ row: EggRow; is_new: boolean }> {
  refuseUnwieldy('metadata', input.metadata ?? {});
  // The egg keeps its version for good: one that another process has just replaced will not do.
  const published = await parts.configs.latest(world);
  if (!published) {
    throw new Refusal('no_published_config', 'Publish a configuration first: an egg lives by its rules.');
  }
  const { config_version_id, document } = published.row;
  const audience = await resolveAudience(parts, world, input.user_id, input.audience);
  const now = parts.clock();
  const row: EggRow = {
    customer_id: world.customer_id,
    mode: world.mode,
    egg_id: parts.ids('egg'),
    user_id: input.user_id,
    audience,
    status: 'waiting',
    species: speciesFor(document, input.user_id),
    buddy_id: null,
    config_version_id,
    metadata: input.metadata ?? {},
    created_at: now,
    updated_at: now,
  };
  const laid = await parts.store.eggs.insert(row, idempotency);
  if (laid) return { row: laid, is_new: true };
  const there = input.ensure ? await eggOf(parts, world, row) : null;
  if (there) return { row: there, is_new: false };
  throw new Refusal(
    'active_egg_limit',
    'The user has an egg or a buddy in this audience already. Send "ensure": true to get that egg.',
  );
}

/** The egg that waits, else the one that the living buddy came out of. */
async function eggOf({ store }: Parts, world: World, seat: Seat): Promise<EggRow | null> {
  const active = await store.eggs.active(world, seat);
  if (active) return active;
  const buddy = await store.buddies.bySeat(world, seat);
  return buddy?.egg_id ? store.eggs.byId(world, buddy.egg_id) : null;
}

export async function existingEgg(parts: Pick<Parts, 'store'>, world: World, egg_id: string): Promise<EggRow> {
  const row = await parts.store.eggs.byId(world, egg_id);
  if (!row) throw noSuchEgg(egg_id);
  return row;
}

export function noSuchEgg(egg_id: string): Refusal {
  return new Refusal('resource_not_found', `There is no egg ${egg_id}. Check the id and the key you use.`);
}

/** Says that the egg may hatch, or that it never will. Saying it again changes nothing. */
export async function updateEgg(
  parts: Parts,
  world: World,
  egg_id: string,
  { status }: z.output<typeof eggPatch>,
): Promise<EggRow> {
  const from: EggRow['status'][] = status === 'ready' ? ['waiting'] : ['waiting', 'ready'];
  const isSet = await parts.store.eggs.setStatus(world, egg_id, status, from, parts.clock());
  const row = await existingEgg(parts, world, egg_id);
  if (isSet || row.status === status) return row;
  throw new Refusal(
    'conflict',
    `The egg is ${row.status}. Only an egg that is ${from.join(' or ')} can become ${status}.`,
  );
}

export async function listEggs(
  parts: Parts,
  pictures: CatalogPictures,
  world: World,
  query: z.output<typeof eggQuery>,
  base_url: string,
): Promise<List<EggAnswer>> {
  const { data, next_cursor } = await listPage(
    query,
    (page) => parts.store.eggs.list(world, query, page),
    (row) => row.egg_id,
    (row) => presentEgg(pictures, row, base_url),
  );
  return { data: await Promise.all(data), next_cursor };
}

export async function presentEgg(pictures: CatalogPictures, row: EggRow, base_url: string): Promise<EggAnswer> {
  return {
    egg_id: row.egg_id,
    user_id: row.user_id,
    audience: row.audience,
    status: row.status,
    buddy_id: row.buddy_id,
    config_version_id: row.config_version_id,
    metadata: row.metadata,
    image_url: svgUrl(base_url, await pictures.egg(row.species, row.status)),
    created_at: rfc3339(row.created_at),
  };
}

/** Ends a hatching: from here on the egg holds no seat any more. */
export function hatchedEgg(egg: EggRow | null, now: Millis): { egg?: EggRow } {
  return egg?.status === 'hatching' ? { egg: { ...egg, status: 'hatched', updated_at: now } } : {};
}
