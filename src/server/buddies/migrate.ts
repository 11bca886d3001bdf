import type { z } from 'zod';
import type { migrateAnswer, migrateInput } from '../../contract/configuration.ts';
import { invalidFields, Refusal } from '../../contract/errors.ts';
import { LIMITS } from '../../contract/limits.ts';
import { migrate as decideMigration } from '../../engine/index.ts';
import type { Parts as AllParts } from '../context.ts';
import type { BuddyRow, World } from '../store/rows.ts';
import { applied } from '../change/applied.ts';
import { existingBuddy } from '../change/alive.ts';
import { changeBuddy, loadedConfig, rulesOf } from '../change/changing.ts';
import { countersOfCauses } from '../change/scores.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'ids'>;

/** Swaps the rules that buddies live by and keeps their state: of one, of an audience, or of all. */
export async function migrateBuddies(
  parts: Parts,
  world: World,
  input: z.output<typeof migrateInput>,
  request_id: string,
): Promise<z.output<typeof migrateAnswer>> {
  const chosen = [input.buddy_id, input.audience, input.all].filter((choice) => choice !== undefined);
  if (chosen.length !== 1) {
    throw invalidFields([{ path: '', message: 'Name exactly one of buddy_id, audience and all' }]);
  }
  await requirePublished(parts, world, input.to);
  let migrated = 0;
  // A page at a time, together: they share a commit.
  for await (const rows of pagesOf(parts, world, input)) {
    const moved = await Promise.all(rows.map((row) => migrateOne(parts, row, input.to, request_id)));
    migrated += moved.filter(Boolean).length;
  }
  return { migrated, config_version_id: input.to };
}

async function requirePublished(parts: Parts, world: World, id: string): Promise<void> {
  const row = await parts.store.configs.byId(id);
  if (!row || row.customer_id !== world.customer_id || row.mode !== world.mode) {
    throw new Refusal('resource_not_found', `There is no configuration version ${id}.`);
  }
  if (row.status === 'draft') throw new Refusal('conflict', 'A draft changes. Publish it before buddies live by it.');
  await parts.configs.get(id);
}

async function* pagesOf(
  { store }: Parts,
  world: World,
  { buddy_id, audience }: z.output<typeof migrateInput>,
): AsyncGenerator<BuddyRow[]> {
  if (buddy_id !== undefined) {
    yield [await existingBuddy({ store }, world, buddy_id)];
    return;
  }
  for (let after: string | undefined; ;) {
    const rows = await store.buddies.list(world, { audience }, { limit: LIMITS.page, after });
    yield rows;
    if (rows.length < LIMITS.page) return;
    after = rows.at(-1)!.buddy_id;
  }
}

/** False where it lives by that version already, or was archived meanwhile. */
async function migrateOne(parts: Parts, row: BuddyRow, to: string, request_id: string): Promise<boolean> {
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
