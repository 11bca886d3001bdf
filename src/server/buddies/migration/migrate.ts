import type { z } from 'zod';
import type { migrateAnswer, migrateInput } from '../../../contract/configuration/configuration.ts';
import { invalidFields, Refusal } from '../../../contract/errors.ts';
import type { acceptedOperation } from '../../../contract/buddy/operations.ts';
import { migrate as decideMigration } from '../../../engine/index.ts';
import type { Parts as AllParts } from '../../context.ts';
import type { Keep } from '../../gate/idempotency/receipts.ts';
import type { BuddyMoveRow, BuddyRow, World } from '../../store/rows.ts';
import { applied } from '../../change/applied.ts';
import { existingBuddy } from '../../change/alive.ts';
import { changeBuddy, loadedConfig, rulesOf } from '../../change/changing.ts';
import { countersOfCauses } from '../../change/scores.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'ids'>;
type AcceptedOperation = z.output<typeof acceptedOperation>;

/** Swaps the rules that one buddy lives by and keeps its state. */
export async function migrateBuddy(
  parts: Parts,
  world: World,
  { buddy_id, to }: { buddy_id: string; to: string },
  request_id: string,
): Promise<z.output<typeof migrateAnswer>> {
  await requirePublished(parts, world, to);
  const row = await existingBuddy(parts, world, buddy_id);
  return { migrated: (await migrateOne(parts, row, to, request_id)) ? 1 : 0, config_version_id: to };
}

/** Has the rules of all buddies swapped, or of those of an audience: in batches, by a worker. */
export async function migrateMany(
  parts: Parts & Pick<AllParts, 'clock'>,
  world: World,
  { audience, to }: { audience: string | undefined; to: string },
  { request_id, keep }: { request_id: string; keep: Keep<AcceptedOperation> },
): Promise<AcceptedOperation> {
  await requirePublished(parts, world, to);
  if (audience !== undefined) await requireAudience(parts, world, audience);
  const row: BuddyMoveRow = {
    customer_id: world.customer_id,
    mode: world.mode,
    operation_id: parts.ids('operation'),
    to_config_version_id: to,
    audience: audience ?? null,
    status: 'pending',
    total: await parts.store.buddyMoves.count(world, audience ?? null),
    done: 0,
    failed: 0,
    last_buddy_id: null,
    request_id,
    leased_until: null,
    created_at: parts.clock(),
    completed_at: null,
  };
  const answer = { operation_id: row.operation_id };
  await parts.store.buddyMoves.insert(row, keep(answer));
  await parts.store.database.announce([{ kind: 'operation', operation_id: row.operation_id }]);
  return answer;
}

/** @throws Refusal unless exactly one of them is named. */
export function chosenOf({ buddy_id, audience, all }: z.output<typeof migrateInput>): void {
  const chosen = [buddy_id, audience, all].filter((choice) => choice !== undefined);
  if (chosen.length === 1) return;
  throw invalidFields([{ path: '', message: 'Name exactly one of buddy_id, audience and all' }]);
}

async function requireAudience({ configs }: Parts, world: World, audience: string): Promise<void> {
  const { ever } = await configs.audiences(world);
  if (ever.includes(audience)) return;
  throw new Refusal('unknown_audience', `There is no audience "${audience}". There are: ${ever.join(', ')}.`);
}

async function requirePublished(parts: Parts, world: World, id: string): Promise<void> {
  const row = await parts.store.configs.byId(id);
  if (!row || row.customer_id !== world.customer_id || row.mode !== world.mode) {
    throw new Refusal('resource_not_found', `There is no configuration version ${id}.`);
  }
  if (row.status === 'draft') throw new Refusal('conflict', 'A draft changes. Publish it before buddies live by it.');
  await parts.configs.get(id);
}

/** False where it lives by that version already, or was archived meanwhile. */
export async function migrateOne(parts: Parts, row: BuddyRow, to: string, request_id: string): Promise<boolean> {
  try {
    const outcome = await changeBuddy<boolean>(parts, {
      world: { customer_id: row.customer_id, mode: row.mode },
      target: { buddy_id: row.buddy_id },
      counters: () => countersOfCauses(loadedConfig(parts, to)),
      decide(snapshot) {
        const { buddy, now } = snapshot;
        if (!rulesOf(parts, buddy) || buddy.config_version_id === to) return { answer: false };
        const config = loadedConfig(parts, to);
        const decision = decideMigration({ state: buddy.state, to: config, now });
        const moved = { ...buddy, config_version_id: to };
        const rows = applied(parts, { ...snapshot, buddy: moved }, config, decision, {
          request_id,
          now,
          has_new_rules: true,
        });
        return { ...rows, answer: true };
      },
    });
    return outcome.kind === 'changed' && outcome.answer;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'resource_not_found') return false;
    throw error;
  }
}
