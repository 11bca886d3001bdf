import { invalidFields, Refusal } from '../../contract/errors.ts';
import { choicesOf, firstName, initialState, moveZone, type CompiledConfig } from '../../engine/index.ts';
import type { BuddyRow, EggRow, UserRow, World } from '../store/rows.ts';
import type { Snapshot } from '../store/command.ts';
import { existingRow, type BuddyCall } from '../change/alive.ts';
import { loadedConfig } from '../change/changing.ts';
import { existingEgg } from './eggs.ts';
import { continueHatching, runHatchStep, type HatchParts } from './hatching.ts';
import type { Begun } from './step.ts';

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

/** So many steps a call waits for; a job finishes what is left. */
const STEPS_OF_A_CALL = 50;

/**
 * Hatches the egg: replays the events that its user sent before, then the buddy is alive; its picture follows. However often
 * it is called, an egg hatches once, through one operation. Where one transaction cannot replay all events, several steps
 * do, and the buddy is alive with the last of them.
 */
export async function hatch(parts: HatchParts, world: World, egg_id: string, call: HatchCall): Promise<Hatched> {
  const egg = await existingEgg(parts, world, egg_id);
  const user = await parts.store.users.get(world, egg.user_id);
  const begun = await runHatchStep(parts, egg, (snapshot) => begin(parts, snapshot, { user, ...call }));
  let steps = 1;
  await continueHatching(parts, egg, { ...begun, request_id: call.request_id }, () => ++steps > STEPS_OF_A_CALL);
  return { operation_id: begun.operation_id };
}

/** Hatches the egg of a seat. */
export async function hatchOwn(
  parts: HatchParts,
  own: BuddyCall,
  chosen: Pick<HatchCall, 'species' | 'name'>,
): Promise<Hatched> {
  const { egg_id } = await existingRow(parts, own);
  if (egg_id === null) throw new Refusal('conflict', 'There is no egg here. Your server creates one with POST /eggs.');
  return hatch(parts, own.world, egg_id, { ...chosen, request_id: own.request_id });
}

function begin(
  parts: Pick<HatchParts, 'configs'>,
  { egg, buddy }: Snapshot & { egg: EggRow },
  { user, species, name, request_id }: HatchCall & { user: UserRow | null },
): Begun | null {
  if (egg.status === 'hatching' || egg.status === 'hatched') return null;
  if (egg.status !== 'ready') throw notReady(egg);
  const config = loadedConfig(parts, egg.config_version_id);
  const chosen = { ...egg, species: chosenSpecies(config, egg, species) };
  return { egg: chosen, buddy: newBuddy(buddy, chosen, config, user, name), request_id };
}

function chosenSpecies({ config }: CompiledConfig, egg: EggRow, wanted: string | undefined): string {
  if (wanted === undefined || wanted === egg.species) return egg.species;
  const choices = choicesOf(config, egg.species);
  if (choices.includes(wanted)) return wanted;
  const message = choices.length > 0 ? `must be one of ${choices.join(', ')}` : 'cannot be chosen: leave it out';
  throw invalidFields([{ path: 'species', message }]);
}

function newBuddy(
  row: BuddyRow,
  egg: EggRow,
  config: CompiledConfig,
  user: UserRow | null,
  name: string | undefined,
): BuddyRow {
  const state = initialState();
  return {
    ...row,
    name: name ?? firstName(config.config, egg.species),
    species: egg.species,
    config_version_id: egg.config_version_id,
    egg_id: egg.egg_id,
    state: user ? moveZone({ state, config, now: user.updated_at, zone: user.time_zone }).state : state,
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
