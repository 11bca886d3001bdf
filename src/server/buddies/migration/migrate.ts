import type { z } from 'zod';
import type { migrateAnswer, migrateInput } from '../../../contract/configuration/configuration.ts';
import { invalidFields, Refusal } from '../../../contract/errors.ts';
import type { acceptedOperation } from '../../../contract/buddy/operations.ts';
import { migrate as decideMigration } from '../../../engine/index.ts';
import type { Parts as AllParts } from '../../context.ts';
import type { BuddyRow, World } from '../../store/rows.ts';
import { applied } from '../../change/applied.ts';
import { existingBuddy } from '../../change/alive.ts';
import { changeBuddy, loadedConfig, rulesOf } from '../../change/changing.ts';
import { countersOfCauses } from '../../change/scores.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'ids'>;
type MigrateInput = z.output<typeof migrateInput>;
type MigrateAnswer = z.output<typeof migrateAnswer>;
type AcceptedOperation = z.output<typeof acceptedOperation>;

/** Gives buddies another configuration and keeps their state: one at once, an audience or all by an operation. */
export async function migrate(
  parts: Parts & Pick<AllParts, 'clock'>,
  world: World,
  input: MigrateInput,
  request_id: string,
): Promise<MigrateAnswer | AcceptedOperation> {
  requireOneChoice(input);
  const { buddy_id, audience, to } = input;
  await requirePublished(parts, world, to);
  if (buddy_id !== undefined) return migrateOne(parts, await existingBuddy(parts, world, buddy_id), to, request_id);
  if (audience !== undefined) await requireAudience(parts, world, audience);
  return parts.store.buddyMoves.insert({
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
  });
}

function requireOneChoice({ buddy_id, audience, all }: MigrateInput): void {
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

/** Migrates none where the buddy has that version already, or was archived meanwhile. */
export async function migrateOne(parts: Parts, row: BuddyRow, to: string, request_id: string): Promise<MigrateAnswer> {
  const [none, one] = [0, 1].map((migrated) => ({ migrated, config_version_id: to })) as [MigrateAnswer, MigrateAnswer];
  try {
    const outcome = await changeBuddy<MigrateAnswer>(parts, {
      world: { customer_id: row.customer_id, mode: row.mode },
      target: { buddy_id: row.buddy_id },
      counters: () => countersOfCauses(loadedConfig(parts, to)),
      decide(snapshot) {
        const { buddy, now } = snapshot;
        if (!rulesOf(parts, buddy) || buddy.config_version_id === to) return { answer: none };
        const config = loadedConfig(parts, to);
        const decision = decideMigration({ state: buddy.state, to: config, now });
        const moved = { ...buddy, config_version_id: to };
        const rows = applied(parts, { ...snapshot, buddy: moved }, config, decision, {
          request_id,
          now,
          hasNewRules: true,
        });
        return { ...rows, answer: one };
      },
    });
    return outcome.kind === 'duplicate' ? none : outcome.answer;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'resource_not_found') return none;
    throw error;
  }
}
