import type { z } from 'zod';
import type { List } from '../../contract/common.ts';
import type { egg, eggInput, eggPatch, eggQuery } from '../../contract/buddy/eggs.ts';
import { Refusal } from '../../contract/errors.ts';
import { warmer, type Millis } from '../../engine/index.ts';
import type { Parts as AllParts } from '../context.ts';
import type { EggRow, World } from '../store/rows.ts';
import { answerIn, DONE, type Done } from '../change/alive.ts';
import { changeBuddy } from '../change/changing.ts';
import { resolveAudience } from '../workspace/configuration/audiences.ts';
import type { CatalogPictures } from '../pictures/catalog-pictures.ts';
import { refuseUnwieldy } from '../events/json.ts';
import { listPage } from '../http/lists.ts';
import { svgUrl } from '../pictures/pictures.ts';
import { speciesFor } from './species.ts';
import { rfc3339 } from '../http/times.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'clock' | 'ids'>;
type EggAnswer = z.output<typeof egg>;
type EggInput = z.output<typeof eggInput>;

/**
 * Creates an egg that keeps the published configuration version. Where the user has an egg or a buddy already, `ensure`
 * answers that egg, or the one that the buddy hatched from; without it the call is refused with `active_egg_limit`.
 */
export async function createEgg(
  parts: Parts,
  world: World,
  input: EggInput,
): Promise<{ row: EggRow; is_new: boolean }> {
  refuseUnwieldy('metadata', input.metadata ?? {});
  // Not from the cache: the egg keeps its version for good, and another process may have just published a newer one.
  const published = await parts.configs.latest(world);
  if (!published) {
    throw new Refusal('no_published_config', 'Publish a configuration first: an egg follows its rules.', {
      call: 'POST /api/v1/config/publish',
    });
  }
  const { config_version_id, document } = published.row;
  const audience = await resolveAudience(parts, world, input.user_id, input.audience);
  const { ready_after } = document.hatching ?? {};
  /** The egg of the last decision. It is not in the decision's answer, which is stored for a repeat: metadata may be large. */
  let written: EggRow | undefined;
  const outcome = await changeBuddy<EggCreation>(parts, {
    world,
    target: { seat: { user_id: input.user_id, audience }, newBuddyId: parts.ids('buddy') },
    loadEgg: 'own',
    // Events that its user sent before the egg was created count, too.
    ...(ready_after !== undefined && { loadUnclaimedEvents: ready_after }),
    decide({ buddy, egg, unclaimedEvents, now }) {
      written = undefined;
      if (egg || buddy.status === 'alive') {
        if (egg && input.ensure) return { answer: { egg_id: egg.egg_id, is_new: false } };
        throw eggLimit(egg);
      }
      const laid: EggRow = {
        customer_id: world.customer_id,
        mode: world.mode,
        egg_id: parts.ids('egg'),
        user_id: buddy.user_id,
        audience: buddy.audience,
        status: 'waiting',
        species: speciesFor(document, buddy.user_id),
        buddy_id: null,
        config_version_id,
        warmth: 0,
        metadata: input.metadata ?? {},
        replay: null,
        created_at: now,
        updated_at: now,
      };
      written = warmed(laid, ready_after, unclaimedEvents.length, now);
      return {
        egg: written,
        buddy: { ...buddy, egg_id: laid.egg_id, updated_at: now },
        answer: { egg_id: laid.egg_id, is_new: true },
      };
    },
  });
  const { egg_id, is_new } = answerIn(outcome);
  const row = outcome.kind === 'changed' ? written : undefined;
  return { row: row ?? (await existingEgg(parts, world, egg_id)), is_new };
}

interface EggCreation {
  egg_id: string;
  is_new: boolean;
}

function eggLimit(egg: EggRow | null): Refusal {
  return new Refusal(
    'active_egg_limit',
    'The user has an egg or a buddy in this audience already. Send "ensure": true to get that egg.',
    { active: egg ? [{ egg_id: egg.egg_id, status: egg.status }] : [] },
  );
}

/** The egg after so many more events of its user. With `ready_after` of them it becomes ready. */
export function warmed(egg: EggRow, ready_after: number | undefined, events: number, now: Millis): EggRow {
  const change = warmer(egg, ready_after, events);
  return change ? { ...egg, ...change, updated_at: now } : egg;
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
  const { user_id, audience } = await existingEgg(parts, world, egg_id);
  /** As in `createEgg`. */
  let left: EggRow | undefined;
  const outcome = await changeBuddy<Done>(parts, {
    world,
    target: { seat: { user_id, audience }, newBuddyId: parts.ids('buddy') },
    loadEgg: egg_id,
    decide({ buddy, egg, now }) {
      if (!egg) throw noSuchEgg(egg_id);
      left = egg;
      if (egg.status === status) return { answer: DONE };
      const from: EggRow['status'][] = status === 'ready' ? ['waiting'] : ['waiting', 'ready'];
      if (!from.includes(egg.status)) {
        throw new Refusal(
          'conflict',
          `The egg is ${egg.status}. Only an egg that is ${from.join(' or ')} can become ${status}.`,
        );
      }
      left = { ...egg, status, updated_at: now };
      return {
        egg: left,
        // Written so that listeners of the seat are told of the change of its egg.
        buddy: { ...buddy, egg_id: status === 'cancelled' ? null : egg_id, updated_at: now },
        answer: DONE,
      };
    },
  });
  const row = outcome.kind === 'changed' ? left : undefined;
  return row ?? existingEgg(parts, world, egg_id);
}

export async function listEggs(
  parts: Parts,
  pictures: CatalogPictures,
  world: World,
  query: z.output<typeof eggQuery>,
  baseUrl: string,
): Promise<List<EggAnswer>> {
  const { data, next_cursor } = await listPage(
    query,
    (page) => parts.store.eggs.list(world, query, page),
    (row) => row.egg_id,
    (row) => presentEgg(pictures, row, baseUrl),
  );
  return { data: await Promise.all(data), next_cursor };
}

export async function presentEgg(pictures: CatalogPictures, row: EggRow, baseUrl: string): Promise<EggAnswer> {
  return {
    egg_id: row.egg_id,
    user_id: row.user_id,
    audience: row.audience,
    status: row.status,
    buddy_id: row.buddy_id,
    config_version_id: row.config_version_id,
    metadata: row.metadata,
    image_url: svgUrl(baseUrl, await pictures.egg(row.species, row.status)),
    created_at: rfc3339(row.created_at),
  };
}

/** Marks the egg as hatched: it is `hatching` until the buddy's first picture is drawn, or cannot be. */
export function hatchedEgg(egg: EggRow | null, now: Millis): { egg?: EggRow } {
  return egg?.status === 'hatching' ? { egg: { ...egg, status: 'hatched', updated_at: now } } : {};
}
