import { Refusal } from '../../src/contract/errors.ts';
import type { EventInput } from '../../src/contract/events.ts';
import { createEgg, updateEgg } from '../../src/server/eggs/eggs.ts';
import { hatch } from '../../src/server/eggs/hatch.ts';
import { ingest } from '../../src/server/events/ingest.ts';
import { waitForOperation } from '../../src/server/pictures/operations.ts';
import { eraseUser, putUser } from '../../src/server/workspace/users/users.ts';
import type { Parts } from '../../src/server/context.ts';
import type { BuddyRow, EggRow, World } from '../../src/server/store/rows.ts';
import { homeAt, zoneFor, type Clock } from './clock.ts';
import { LEARNERS } from './learners.ts';
import { buddyOf, hatched, raised } from './raise.ts';
import { hasDemo } from './seed.ts';

/** What Lingua's own backend does for a signed-in learner, through the same use cases as the API. */
export interface Visitor {
  world: World;
  user_id: string;
  request_id: string;
}

/** Where the learner stands: with a buddy, or still with an egg. */
export type Standing = { buddy: BuddyRow } | { egg: EggRow; warmth: number };

/** So many things done make the egg ready. */
export const WARM_AFTER = 3;
const HATCHING_TAKES_AT_MOST_MS = 10_000;

/** Looks the buddy up. A newcomer finds an egg; whoever has a history is given it on the first visit. */
export async function visit(parts: Parts, visitor: Visitor): Promise<Standing> {
  const { world, user_id } = visitor;
  const learner = LEARNERS.find((one) => one.user_id === user_id);
  if (learner)
    return { buddy: await ((await hasDemo(parts)) ? raised(parts, world, learner) : hatched(parts, world, user_id)) };
  const egg = await eggOf(parts, visitor);
  if (egg.status === 'hatched') return { buddy: (await buddyOf(parts, world, user_id))! };
  // Nobody has a buddy yet: what was done so far is in the event log.
  const done = await parts.store.events.list(world, { user_id }, { limit: WARM_AFTER });
  const isWarm = egg.status === 'waiting' && done.length === WARM_AFTER;
  return { egg: isWarm ? await updateEgg(parts, world, egg.egg_id, { status: 'ready' }) : egg, warmth: done.length };
}

/** The event counts whether there is a buddy or not: one that hatches later starts with it. */
export async function record(
  parts: Parts,
  visitor: Visitor,
  event: Pick<EventInput, 'event_id' | 'type' | 'properties'>,
): Promise<Standing> {
  const { world, user_id, request_id } = visitor;
  await visit(parts, visitor);
  await ingest(parts, world, { ...event, user_id }, { request_id });
  return visit(parts, visitor);
}

/** Ends when the picture is there, too. Asking again joins the hatching that goes on. */
export async function hatchEgg(parts: Parts, visitor: Visitor, signal: AbortSignal): Promise<void> {
  const { world, request_id } = visitor;
  const egg = await eggOf(parts, visitor);
  const { operation_id } = await hatch(parts, world, egg.egg_id, { request_id });
  await waitForOperation(parts, world, operation_id, { wait_ms: HATCHING_TAKES_AT_MOST_MS, signal });
}

/** Everything held about the learner goes; then it is a first visit again. */
export async function startOver(parts: Parts, visitor: Visitor): Promise<Standing> {
  await eraseUser(parts, visitor.world, visitor.user_id).catch(unlessUnknown);
  return visit(parts, visitor);
}

/** Moves the learner to where it is that time of day. */
export async function setClock(parts: Parts, visitor: Visitor, clock: Clock): Promise<Standing> {
  const { world, user_id, request_id } = visitor;
  const standing = await visit(parts, visitor);
  const time_zone = zoneFor(clock, parts.clock(), await timeZoneOf(parts, visitor));
  await putUser(parts, world, user_id, { time_zone }, request_id);
  return standing;
}

export async function timeZoneOf({ store }: Parts, { world, user_id }: Visitor): Promise<string> {
  return (await store.users.get(world, user_id))?.time_zone ?? 'UTC';
}

/** The egg that waits, a new one, or the one that the buddy came out of. */
async function eggOf(parts: Parts, { world, user_id, request_id }: Visitor): Promise<EggRow> {
  const { row, is_new } = await createEgg(parts, world, { user_id, ensure: true });
  if (is_new) await putUser(parts, world, user_id, { time_zone: homeAt(parts.clock()).time_zone }, request_id);
  return row;
}

function unlessUnknown(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'resource_not_found')) throw error;
}
