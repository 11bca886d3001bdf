import { putDraft, publishDraft } from '../../src/server/workspace/configuration/configuration.ts';
import type { Parts } from '../../src/server/context.ts';
import type { World } from '../../src/server/store/rows.ts';
import { LINGUA } from './configuration.ts';
import { LEARNERS } from './learners.ts';
import { raised } from './raise.ts';

/** Settings that say how far it has come. */
const BEGUN = 'demo_begun';
const SEEDED = 'demo_seeded';

/**
 * On the first boot: the rules, and the learner whom the page opens with. The others are raised when they are first
 * visited, so that the start stays quick. Processes that start together, and one that comes after a crash half way,
 * arrive at the same. A workspace that lives by rules of its own is left alone.
 */
export async function seedDemo(parts: Parts, world: World): Promise<void> {
  const { settings, configs } = parts.store;
  if (await settings.get(SEEDED)) return;
  const hasRules = (await configs.published(world)) !== null;
  if (hasRules && !(await hasDemo(parts))) return;
  await settings.putIfAbsent(BEGUN, new Date(parts.clock()).toISOString());
  if (!hasRules) await publishRules(parts, world);
  await raised(parts, world, LEARNERS[0]!);
  await settings.putIfAbsent(SEEDED, new Date(parts.clock()).toISOString());
}

/** Whether the workspace began with the demo's rules. */
export const hasDemo = async ({ store }: Parts): Promise<boolean> => (await store.settings.get(BEGUN)) !== null;

async function publishRules(parts: Parts, world: World): Promise<void> {
  await putDraft(parts, world, LINGUA);
  try {
    await publishDraft(parts, world);
  } catch (error) {
    const published = await parts.store.configs.published(world);
    // Another process that starts at the same time has just published the same.
    if (!published) throw error;
    parts.configs.setPublished(published);
  }
}
