import { Refusal } from '../../src/contract/errors.ts';
import { DEFAULT_AUDIENCE } from '../../src/contract/limits.ts';
import type { Millis } from '../../src/engine/index.ts';
import { renameBuddy } from '../../src/server/buddies/buddies.ts';
import { createEgg, updateEgg } from '../../src/server/eggs/eggs.ts';
import { equip } from '../../src/server/shop/equip.ts';
import { hatch } from '../../src/server/eggs/hatch.ts';
import { ingest } from '../../src/server/events/ingest.ts';
import { purchase } from '../../src/server/shop/purchase.ts';
import { putUser } from '../../src/server/workspace/users/users.ts';
import { performOperations } from '../../src/server/pictures/perform.ts';
import type { Parts } from '../../src/server/context.ts';
import type { BuddyRow, World } from '../../src/server/store/rows.ts';
import { homeAt } from './clock.ts';
import { pastDays, type PastDay } from './history.ts';
import type { Learner } from './learners.ts';

const REQUEST = { request_id: 'demo-seed' };

/** The setting that says that the buddy out of this egg has all of its history. */
const raisedFrom = (egg_id: string): string => `demo_raised:${egg_id}`;

/**
 * The learner's buddy, with its history behind it. Everything happens as it would have happened, through the same calls,
 * with the clock set back. Each step may be done again: whoever raises it at the same time, and whoever comes after a
 * crash half way, arrives at the same.
 */
export async function raised(parts: Parts, world: World, learner: Learner): Promise<BuddyRow> {
  const { settings } = parts.store;
  const there = await buddyOf(parts, world, learner.user_id);
  if (there?.egg_id && (await settings.get(raisedFrom(there.egg_id)))) return there;
  const now = parts.clock();
  const { time_zone, midnight } = homeAt(now);
  const days = pastDays(learner, midnight);
  const beginning = setBack(parts, days[0]!.events[0]!.at);
  await putUser(beginning, world, learner.user_id, { time_zone }, REQUEST.request_id);
  const { buddy_id, egg_id } = await hatched(beginning, world, learner.user_id);
  await renameBuddy(beginning, { world, buddy_id, ...REQUEST }, { name: learner.buddy });
  // Named after the egg: a learner who starts over has a history of its own again.
  const history = { world, user_id: learner.user_id, buddy_id, name: `history-${egg_id}` };
  for (const day of days) await live(parts, history, day);
  await performOperations(parts, world, buddy_id);
  await settings.putIfAbsent(raisedFrom(egg_id!), new Date(now).toISOString());
  return (await buddyOf(parts, world, learner.user_id))!;
}

interface History {
  world: World;
  user_id: string;
  buddy_id: string;
  name: string;
}

async function live(parts: Parts, history: History, { events, bought, ends_at }: PastDay): Promise<void> {
  const { world, user_id, buddy_id } = history;
  const arrivals = events.map(({ name, type, properties, at }) => {
    const event = { event_id: `${history.name}-${name}`, user_id, type, properties };
    return ingest(setBack(parts, at), world, { ...event, occurred_at: new Date(at).toISOString() }, REQUEST);
  });
  await Promise.all(arrivals);
  if (bought) await buyAndWear(setBack(parts, ends_at), { world, buddy_id, ...REQUEST }, bought);
}

/** What it has already, and what the rules of today no longer sell, is no matter. */
async function buyAndWear(parts: Parts, call: Parameters<typeof purchase>[1], item: string): Promise<void> {
  await purchase(parts, call, item).catch(unlessRefused);
  await equip(parts, call, { equip: [item] }).catch(unlessRefused);
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

/** The user's buddy, hatched out of a new egg or the one that waits. */
export async function hatched(parts: Parts, world: World, user_id: string): Promise<BuddyRow> {
  const there = await buddyOf(parts, world, user_id);
  if (there) return there;
  const { row } = await createEgg(parts, world, { user_id, ensure: true });
  if (row.status === 'waiting') await updateEgg(parts, world, row.egg_id, { status: 'ready' });
  await hatch(parts, world, row.egg_id, REQUEST);
  const buddy = await buddyOf(parts, world, user_id);
  if (!buddy) throw new Error(`The egg of ${user_id} did not hatch.`);
  return buddy;
}

export const buddyOf = ({ store }: Parts, world: World, user_id: string): Promise<BuddyRow | null> =>
  store.buddies.bySeat(world, { user_id, audience: DEFAULT_AUDIENCE });

/** As if it were then: for what reads the clock, and for what is decided under a lock. */
const setBack = (parts: Parts, at: Millis): Parts => ({
  ...parts,
  clock: () => at,
  store: { ...parts.store, change: (command) => parts.store.change({ ...command, now: at }) },
});
