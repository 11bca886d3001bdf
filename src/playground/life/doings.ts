import { DEFAULT_AUDIENCE } from '../../contract/limits.ts';
import { invalidFields, Refusal } from '../../contract/errors.ts';
import type { EggStatus } from '../../contract/buddy/eggs.ts';
import type { EventAnswer } from '../../contract/events.ts';
import {
  choicesOf,
  decideEvent,
  emptyEffects,
  type EngineEvent,
  firstName,
  hintOfType,
  initialState,
  moveZone,
  speciesOf,
  warmer,
} from '../../engine/index.ts';
import { newId } from '../ids.ts';
import type { Life } from './life.ts';
import type { BuddyRecord } from './seat.ts';

/* What happens to a seat, whoever asks for it: a page through its calls, or whoever holds the playground. */

interface Doing {
  event_id: string;
  type: string;
  properties?: Record<string, unknown> | undefined;
  /** Now, where nothing is said. */
  occurred_at?: number;
}

/** The event counts once. Without a buddy it waits for one, and warms the egg. */
export function happen(life: Life, { event_id, type, properties = {}, occurred_at }: Doing): EventAnswer {
  const { seat, config } = life;
  const known = seat.events.get(event_id);
  if (known)
    return { event_id, evt_id: known.evt_id, buddy_id: known.buddy_id, duplicate: true, effects: known.effects };
  const at = occurred_at ?? life.clock.now();
  const event: EngineEvent = { event_id, type, properties, audience: seat.audience, occurred_at: at };
  const { buddy, egg } = seat;
  const evt_id = newId('event');
  // As the test world has it.
  const hint = hintOfType(config, type);
  const hints = hint === null ? {} : { hints: [hint] };
  if (!buddy) {
    const effects = emptyEffects();
    seat.events.set(event_id, { evt_id, event, buddy_id: null, effects });
    const change = egg && warmer(egg, config.config.hatching?.ready_after, 1);
    if (egg && change) seat.egg = { ...egg, ...change };
    life.changed();
    return { event_id, evt_id, buddy_id: null, duplicate: false, effects, ...hints };
  }
  const decision = decideEvent({ state: buddy.state, config, event, counters: life.counters, now: life.clock.now() });
  const { effects } = decision;
  seat.events.set(event_id, { evt_id, event, buddy_id: buddy.buddy_id, effects });
  life.apply(buddy, decision, at);
  return { event_id, evt_id, buddy_id: buddy.buddy_id, duplicate: false, effects, ...hints };
}

export function layEgg(life: Life, species = speciesOf(life.config.config)[0]!, status: EggStatus = 'waiting'): void {
  const warmth = status === 'ready' ? (life.config.config.hatching?.ready_after ?? 0) : 0;
  life.seat.egg = { egg_id: newId('egg'), species, status, warmth };
  life.changed();
}

/** The egg's buddy lives from now on, with everything that its user did before; the picture follows. */
export function hatch(life: Life, chosen: { species?: string | undefined; name?: string | undefined }): string {
  const { seat, config } = life;
  const { egg } = seat;
  const under = [...seat.operations.values()].find(({ type }) => type === 'hatch');
  if (!egg) throw new Refusal('conflict', 'There is no egg here. Your server creates one with POST /eggs.');
  if (under && egg.status !== 'ready') return under.operation_id;
  if (egg.status !== 'ready') {
    throw new Refusal('conflict', `The egg is ${egg.status}. Set its status to "ready" before it hatches.`);
  }
  const species = speciesFor(life, egg.species, chosen.species);
  const buddy = newborn(life, species, chosen.name);
  seat.egg = { ...egg, species, status: 'hatching' };
  seat.buddy = buddy;
  for (const happened of seat.events.values()) {
    const { event } = happened;
    const decision = decideEvent({ state: buddy.state, config, event, counters: life.counters, now: life.clock.now() });
    happened.effects = decision.effects;
    happened.buddy_id = buddy.buddy_id;
    life.absorb(buddy, decision, event.occurred_at);
  }
  const operation_id = life.draw(buddy, 'hatch');
  life.changed();
  return operation_id;
}

function speciesFor(life: Life, own: string, wanted: string | undefined): string {
  if (wanted === undefined || wanted === own) return own;
  const choices = choicesOf(life.config.config, own);
  if (choices.includes(wanted)) return wanted;
  const message = choices.length > 0 ? `must be one of ${choices.join(', ')}` : 'cannot be chosen: leave it out';
  throw invalidFields([{ path: 'species', message }]);
}

export function newborn(life: Life, species: string, name?: string): BuddyRecord {
  const { seat, config, clock } = life;
  const state = initialState();
  return {
    buddy_id: newId('buddy'),
    user_id: seat.user_id,
    audience: seat.audience || DEFAULT_AUDIENCE,
    name: name ?? firstName(config.config, species),
    species,
    config_version_id: newId('config'),
    state: moveZone({ state, config, now: clock.now(), zone: seat.time_zone }).state,
    image: null,
    picture_mood: 'calm',
    appearance_status: 'pending',
    appearance_error: null,
  };
}
