import { Refusal } from '../../contract/errors.ts';
import { DEFAULT_AUDIENCE } from '../../contract/limits.ts';
import type { Millis } from '../../engine/index.ts';
import { renameBuddy } from '../domain/buddies.ts';
import { publishDraft, putDraft } from '../domain/configuration.ts';
import { createEgg, updateEgg } from '../domain/eggs.ts';
import { equip } from '../domain/equipment.ts';
import { hatch } from '../domain/hatching.ts';
import { ingest } from '../domain/ingest.ts';
import { purchase } from '../domain/marketplace.ts';
import { performOperations } from '../operations/perform.ts';
import type { Parts } from '../parts.ts';
import type { BuddyRow, World } from '../store/rows.ts';
import { LINGUA } from './configuration.ts';
import { pastEvents } from './history.ts';

/** Who the demo page shows, and who waits with an egg that is ready to hatch. */
export const LEARNER = 'demo-pip';
export const NEWCOMER = 'mia';

const REQUEST = { request_id: 'demo-seed' };
/** After which event of the history something was bought, and worn from then on. */
const BOUGHT: Record<number, string> = { 13: 'item_scarf', 19: 'item_sunny_meadow' };

/** Settings that say how far it has come. */
const BEGUN = 'demo_begun';
const SEEDED = 'demo_seeded';

/**
 * On the first boot: the rules, a buddy with two weeks behind it, an egg. Everything happens as it would have happened,
 * through the same calls, with the clock set back. Each step may be done again: processes that start together, and one
 * that comes after a crash half way, arrive at the same. A workspace that lives by rules of its own is left alone.
 */
export async function seedDemo(parts: Parts, world: World): Promise<void> {
  const { settings, configs } = parts.store;
  if (await settings.get(SEEDED)) return;
  const hasRules = (await configs.published(world)) !== null;
  if (hasRules && !(await settings.get(BEGUN))) return;
  await settings.putIfAbsent(BEGUN, new Date(parts.clock()).toISOString());
  if (!hasRules) await publishRules(parts, world);
  await raiseLearner(parts, world, parts.clock());
  const { row } = await createEgg(parts, world, { user_id: NEWCOMER, ensure: true });
  if (row.status === 'waiting') await updateEgg(parts, world, row.egg_id, { status: 'ready' });
  await settings.putIfAbsent(SEEDED, new Date(parts.clock()).toISOString());
}

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

async function raiseLearner(parts: Parts, world: World, now: Millis): Promise<void> {
  const events = pastEvents(now);
  const { buddy_id } = await hatchAt(setBack(parts, events[0]!.at), world, LEARNER);
  await renameBuddy(setBack(parts, events[0]!.at), { world, buddy_id, ...REQUEST }, { name: 'Pip' });
  for (const [index, { event_id, type, properties, at }] of events.entries()) {
    const then = setBack(parts, at);
    const occurred_at = new Date(at).toISOString();
    await ingest(then, world, { event_id, user_id: LEARNER, type, properties, occurred_at }, REQUEST);
    const item = BOUGHT[index];
    if (item) await buyAndWear(then, world, buddy_id, item);
  }
  await performOperations(parts, world, buddy_id);
}

async function buyAndWear(parts: Parts, world: World, buddy_id: string, item: string): Promise<void> {
  await purchase(parts, { world, buddy_id, ...REQUEST }, item).catch(unlessOwned);
  await equip(parts, { world, buddy_id, ...REQUEST }, { equip: [item] });
}

function unlessOwned(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'already_owned')) throw error;
}

/** The user's buddy, hatched out of a new egg or the one that waits. */
export async function hatchAt(parts: Parts, world: World, user_id: string): Promise<BuddyRow> {
  const there = await buddyOf(parts, world, user_id);
  if (there) return there;
  const { row } = await createEgg(parts, world, { user_id, ensure: true });
  if (row.status === 'waiting') await updateEgg(parts, world, row.egg_id, { status: 'ready' });
  await hatch(parts, world, row.egg_id, REQUEST);
  const buddy = await buddyOf(parts, world, user_id);
  if (!buddy) throw new Error(`The egg of ${user_id} did not hatch.`);
  return buddy;
}

const buddyOf = ({ store }: Parts, world: World, user_id: string): Promise<BuddyRow | null> =>
  store.buddies.bySeat(world, { user_id, audience: DEFAULT_AUDIENCE });

const setBack = (parts: Parts, at: Millis): Parts => ({ ...parts, clock: () => at });
