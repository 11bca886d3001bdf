import type { z } from 'zod';
import type { buddies, buddyQuery, ledger, ledgerEntry, ledgerQuery, buddy } from '../../contract/buddy/buddies.ts';
import type { Languages } from '../../engine/index.ts';
import type { Parts as AllParts } from '../context.ts';
import type { BuddyRow, LedgerRow, World } from '../store/rows.ts';
import { DONE, existingBuddy, noSuchBuddy, rowAfter, type BuddyCall, type Done } from '../change/alive.ts';
import { changeBuddy, rulesOf } from '../change/changing.ts';
import { hatchedEgg } from '../eggs/eggs.ts';
import { endedOperation } from '../change/operations.ts';
import { listPage } from '../http/lists.ts';
import { describePicture } from '../state/describe.ts';
import { presentBuddy } from '../state/present.ts';
import { inLanguages } from '../workspace/configuration/languages.ts';
import { rfc3339 } from '../http/times.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'clock' | 'ids'>;
type BuddyAnswer = z.output<typeof buddy>;
/** What the presentation of a buddy takes from the call. */
type Shown = { baseUrl: string; languages: Languages };

export async function listBuddies(
  parts: Parts,
  world: World,
  query: z.output<typeof buddyQuery>,
  shown: Shown,
): Promise<z.output<typeof buddies>> {
  const { data, next_cursor } = await listPage(
    query,
    (page) => parts.store.buddies.list(world, query, page),
    (row) => row.buddy_id,
    (row) => viewBuddy(parts, row, shown),
  );
  return { data: await Promise.all(data), next_cursor };
}

export async function getBuddy(parts: Parts, world: World, buddy_id: string, shown: Shown): Promise<BuddyAnswer> {
  return viewBuddy(parts, await existingBuddy(parts, world, buddy_id), shown);
}

export async function viewBuddy(parts: Parts, row: BuddyRow, { baseUrl, languages }: Shown): Promise<BuddyAnswer> {
  const config = inLanguages(await parts.configs.get(row.config_version_id!), languages);
  return presentBuddy(row, { config, now: parts.clock(), baseUrl });
}

/** Gives the buddy another name, and its picture's description with it. */
export async function renameBuddy(
  parts: Parts & Pick<AllParts, 'log'>,
  call: BuddyCall,
  { name, reason }: { name: string; reason?: string | undefined },
): Promise<BuddyRow> {
  const outcome = await changeBuddy<Done>(parts, {
    world: call.world,
    target: { buddy_id: call.buddy_id },
    decide({ now, buddy }) {
      const config = rulesOf(parts, buddy);
      if (!config) throw noSuchBuddy(call.buddy_id);
      const renamed = { ...buddy, name, updated_at: now };
      return { buddy: { ...renamed, picture_alt: describePicture(renamed, config) }, answer: DONE };
    },
  });
  // The ledger, which keeps other reasons, has no line for a name.
  if (reason !== undefined) {
    parts.log.info({ request_id: call.request_id, buddy_id: call.buddy_id, reason }, 'Buddy was renamed by hand');
  }
  return rowAfter(parts, call, outcome);
}

/** Archives the buddy: nobody can read it any more, its open operations fail, and its ledger stays. */
export async function archiveBuddy(parts: Parts, call: BuddyCall): Promise<void> {
  const row = await parts.store.buddies.byId(call.world, call.buddy_id);
  await parts.store.change<Done>({
    world: call.world,
    target: { buddy_id: call.buddy_id },
    loadOpenOperations: true,
    ...(row?.egg_id && { loadEgg: row.egg_id }),
    decide({ now, buddy, egg, openOperations }) {
      if (buddy.status !== 'alive') throw noSuchBuddy(call.buddy_id);
      const error = { code: 'resource_not_found', message: 'The buddy was archived.' };
      return {
        buddy: { ...buddy, status: 'archived', wake_at: null, updated_at: now },
        ...hatchedEgg(egg, now),
        operations: openOperations.map((operation) => endedOperation(operation, { error }, now)),
        answer: DONE,
      };
    },
  });
  await parts.store.pictures.replaced(call.buddy_id, [], parts.clock(), 0);
}

/** Newest first. */
export async function ledgerOf(
  parts: Parts,
  world: World,
  buddy_id: string,
  query: z.output<typeof ledgerQuery>,
): Promise<z.output<typeof ledger>> {
  await existingBuddy(parts, world, buddy_id);
  return listPage(
    query,
    (page) => parts.store.buddies.ledger(buddy_id, query.currency, page),
    (row) => row.ledger_id,
    viewEntry,
  );
}

export function viewEntry(row: LedgerRow): z.output<typeof ledgerEntry> {
  return {
    ledger_id: row.ledger_id,
    currency: row.currency,
    amount: row.amount,
    balance_after: row.balance_after,
    reason: row.reason,
    reference_id: row.reference_id,
    created_at: rfc3339(row.created_at),
  };
}
