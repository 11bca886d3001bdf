import { ID_PREFIX } from '../../contract/ids.ts';
import { invalidFields, Refusal } from '../../contract/errors.ts';
import {
  choicesOf,
  firstName,
  initialState,
  moveZone,
  nextWakeAt,
  type CompiledConfig,
  type Millis,
} from '../../engine/index.ts';
import type { Parts as AllParts } from '../context.ts';
import type { BuddyRow, EggRow, UserRow, World } from '../store/rows.ts';
import type { Change, Snapshot } from '../store/command.ts';
import { answerIn, existingRow, type BuddyCall } from '../change/alive.ts';
import { changeBuddy, loadedConfig } from '../change/changing.ts';
import { orderDrawing } from '../change/operations.ts';
import { countersOfCauses, scoresOf } from '../change/scores.ts';
import { existingEgg, noSuchEgg } from './eggs.ts';
import { replay } from './replay.ts';
import { moveBuddyToZone } from '../buddies/zone.ts';

type Parts = Pick<AllParts, 'store' | 'configs' | 'ids'>;

interface Hatched {
  operation_id: string;
}

interface HatchCall {
  request_id: string;
  /** Of the egg's choices; without it the egg's own. */
  species?: string | undefined;
  /** Without it the buddy is called what others of its species are. */
  name?: string | undefined;
}

/**
 * The buddy lives from this commit on, with everything that its user did before it hatched; the picture follows.
 * However often it is called, an egg hatches once, through one operation.
 */
export async function hatch(parts: Parts, world: World, egg_id: string, call: HatchCall): Promise<Hatched> {
  const egg = await existingEgg(parts, world, egg_id);
  const user = await parts.store.users.get(world, egg.user_id);
  const outcome = await changeBuddy<Hatched>(parts, {
    world,
    target: { seat: { user_id: egg.user_id, audience: egg.audience }, new_buddy_id: parts.ids('buddy') },
    load_egg: egg_id,
    load_unclaimed_events: true,
    counters: () => countersOfCauses(loadedConfig(parts, egg.config_version_id)),
    decide: (snapshot) => decide(parts, snapshot, egg_id, { user, ...call }),
  });
  if (outcome.kind === 'changed') await catchUpZone(parts, world, user, outcome.buddy, call.request_id);
  return answerIn(outcome);
}

/** Hatches the egg that lies in a seat. */
export async function hatchOwn(
  parts: Parts,
  own: BuddyCall,
  chosen: Pick<HatchCall, 'species' | 'name'>,
): Promise<Hatched> {
  const { egg_id } = await existingRow(parts, own);
  if (egg_id === null) throw new Refusal('conflict', 'There is no egg here. Your server lays one with POST /eggs.');
  return hatch(parts, own.world, egg_id, { ...chosen, request_id: own.request_id });
}

/** An egg's operation carries the egg's own suffix, so that a retry finds it. */
const operationOf = (egg_id: string): string => ID_PREFIX.operation + egg_id.slice(ID_PREFIX.egg.length);

function decide(
  parts: Parts,
  snapshot: Snapshot,
  egg_id: string,
  { user, request_id, species, name }: HatchCall & { user: UserRow | null },
): Change<Hatched> {
  const { egg, now } = snapshot;
  if (!egg) throw noSuchEgg(egg_id);
  const operation_id = operationOf(egg_id);
  if (egg.status === 'hatching' || egg.status === 'hatched') return { answer: { operation_id } };
  if (egg.status !== 'ready') throw notReady(egg);
  const config = loadedConfig(parts, egg.config_version_id);
  const chosen = { ...egg, species: chosenSpecies(config, egg, species) };
  const born = newborn(snapshot.buddy, chosen, config, user, now, name);
  const life = replay(parts, { ...snapshot, buddy: born }, config, { now, request_id });
  const { state } = life;
  const grown = { ...born, state, wake_at: nextWakeAt(state, config, now) };
  const order = { type: 'hatch' as const, input: { egg_id }, operation_id };
  const { buddy, operation } = orderDrawing(parts, grown, order, { request_id, now });
  const standing = scoresOf(buddy, { before: state, after: state, config, at: now, now }, true);
  return {
    ...life.rows,
    buddy,
    // Who has nothing yet is on no leaderboard.
    scores: [...life.rows.scores, ...standing.filter(({ value }) => value !== 0)],
    egg: { ...chosen, status: 'hatching', buddy_id: buddy.buddy_id, updated_at: now },
    operations: [operation],
    answer: { operation_id },
  };
}

function chosenSpecies({ config }: CompiledConfig, egg: EggRow, wanted: string | undefined): string {
  if (wanted === undefined || wanted === egg.species) return egg.species;
  const choices = choicesOf(config, egg.species);
  if (choices.includes(wanted)) return wanted;
  const message = choices.length > 0 ? `must be one of ${choices.join(', ')}` : 'cannot be chosen: leave it out';
  throw invalidFields([{ path: 'species', message }]);
}

function newborn(
  row: BuddyRow,
  egg: EggRow,
  config: CompiledConfig,
  user: UserRow | null,
  now: Millis,
  name: string | undefined,
): BuddyRow {
  const state = initialState();
  return {
    ...row,
    status: 'alive',
    name: name ?? firstName(config.config, egg.species),
    species: egg.species,
    config_version_id: egg.config_version_id,
    egg_id: egg.egg_id,
    state: user ? moveZone({ state, config, now: user.updated_at, zone: user.time_zone }).state : state,
    created_at: now,
    updated_at: now,
  };
}

function notReady({ status }: EggRow): Refusal {
  return new Refusal(
    'conflict',
    status === 'cancelled'
      ? 'The egg was cancelled. Create another for this user.'
      : `The egg is ${status}. Set its status to "ready" before it hatches.`,
  );
}

/** The user may have moved between the look at the time zone and the commit. */
async function catchUpZone(
  parts: Parts,
  world: World,
  before: UserRow | null,
  buddy: BuddyRow,
  request_id: string,
): Promise<void> {
  const user = await parts.store.users.get(world, buddy.user_id);
  if (user && user.time_zone !== before?.time_zone)
    await moveBuddyToZone(parts, world, buddy.buddy_id, user, request_id);
}
