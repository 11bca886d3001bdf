import { invalidFields, Refusal } from '../../contract/errors.ts';
import type { Effects, EventAnswer, EventInput, Explanation } from '../../contract/events.ts';
import { DEFAULT_AUDIENCE, LIMITS } from '../../contract/limits.ts';
import { countersOfEvent, decideEvent, emptyEffects, type EngineEvent, type Millis } from '../../engine/index.ts';
import type { Parts as AllParts } from '../context.ts';
import type { BuddyRow, EventRow, Seat, World } from '../store/rows.ts';
import type { Change, Command, Outcome, Snapshot } from '../store/command.ts';
import { resolveAudience } from '../workspace/configuration/audiences.ts';
import { applied } from '../change/applied.ts';
import { changeBuddy, loadedConfig, rulesOf } from '../change/changing.ts';
import { countersOfCauses } from '../change/scores.ts';
import { warmed } from '../eggs/eggs.ts';
import { storedExplanation } from './explanations.ts';
import { hintsFor } from './hints.ts';
import { browserEventId, senderEventId } from './ids.ts';
import { refuseUnwieldy } from './json.ts';
import { oneMoreWaits, WAITING } from './waiting.ts';

export type IngestParts = Pick<AllParts, 'store' | 'configs' | 'ids' | 'metrics'>;

export interface IngestOptions {
  request_id: string;
  explain?: boolean | undefined;
  dry_run?: boolean | undefined;
}

interface ArrivalOptions extends IngestOptions {
  isFromBrowser?: true;
}

/** An event whose fields are checked and whose target is known. */
interface Arrival {
  event_id: string;
  /** Set where the sender named no `event_id`: then our id serves as both. */
  evt_id?: string;
  type: string;
  properties: Record<string, unknown>;
  /** Null: the time of arrival. */
  occurred_at: Millis | null;
}

interface Ingested {
  evt_id: string;
  buddy_id: string | null;
  effects: Effects;
  /** The configuration version that judged the event; null: none yet. */
  judged_by: string | null;
  explanation?: Explanation[];
}

/** An event of a user, from a customer's server. Where the user has no buddy yet, the event waits for one. */
export async function ingest(
  parts: IngestParts,
  world: World,
  input: EventInput,
  options: IngestOptions,
): Promise<EventAnswer> {
  const seatIn = (audience: string) => ({
    seat: { user_id: input.user_id, audience },
    newBuddyId: parts.ids('buddy'),
  });
  try {
    const arrival =
      input.event_id === undefined ? unnamed(parts, input) : arrivalOf({ ...input, event_id: input.event_id });
    const target = seatIn(await resolveAudience(parts, world, input.user_id, input.audience));
    return await answerOf(parts, world, arrival, options, await apply(parts, { world, target }, arrival, options));
  } catch (error) {
    const { event_id } = input;
    if (!(error instanceof Refusal) || event_id === undefined) throw error;
    return repeatOf(parts, { world, target: seatIn(DEFAULT_AUDIENCE) }, event_id, options, error);
  }
}

/** A repeat with other content is still a repeat, even where the other content would be refused. */
async function repeatOf(
  parts: IngestParts,
  to: Pick<Command<unknown>, 'world' | 'target'>,
  event_id: string,
  options: IngestOptions,
  refusal: Refusal,
): Promise<EventAnswer> {
  const refuse = (): never => {
    throw refusal;
  };
  const outcome = await parts.store.change<Ingested>({ ...to, event_id, dry_run: true, decide: refuse });
  // The type only serves hints, which a repeat has none of.
  return answerOf(parts, to.world, { event_id, type: '' }, options, outcome);
}

/** An event of one buddy, from the browser. */
export async function track(
  parts: IngestParts,
  world: World,
  buddy_id: string,
  input: Pick<EventInput, 'type' | 'properties'> & { event_id: string },
  options: IngestOptions,
): Promise<{ answer: EventAnswer; buddy: BuddyRow | null }> {
  const arrival = { ...arrivalOf(input), event_id: browserEventId(buddy_id, input.event_id) };
  const outcome = await apply(parts, { world, target: { buddy_id } }, arrival, { ...options, isFromBrowser: true });
  const answer = await answerOf(parts, world, input, options, outcome);
  return { answer, buddy: outcome.kind === 'changed' ? outcome.buddy : null };
}

function unnamed(parts: Pick<AllParts, 'ids'>, input: EventInput): Arrival {
  const evt_id = parts.ids('event');
  return { ...arrivalOf({ ...input, event_id: evt_id }), evt_id };
}

function arrivalOf(input: Omit<EventInput, 'user_id' | 'audience' | 'event_id'> & { event_id: string }): Arrival {
  const properties = input.properties ?? {};
  const occurred_at = input.occurred_at === undefined ? null : Date.parse(input.occurred_at);
  refuseUnwieldy('properties', properties);
  return { event_id: input.event_id, type: input.type, properties, occurred_at };
}

function refuseFuture(occurred_at: Millis, now: Millis): void {
  if (occurred_at > now + LIMITS.clock_skew_ms) {
    throw invalidFields([
      {
        path: 'occurred_at',
        message: 'is more than 5 minutes ahead of the server’s clock: send events after they occurred',
      },
    ]);
  }
}

async function apply(
  parts: IngestParts,
  to: Pick<Command<unknown>, 'world' | 'target'>,
  arrival: Arrival,
  options: ArrivalOptions,
): Promise<Outcome<Ingested>> {
  const outcome = await changeBuddy<Ingested>(parts, {
    ...to,
    event_id: arrival.event_id,
    dry_run: options.dry_run === true,
    loadEgg: 'waiting',
    counters(buddy, now) {
      const config = rulesOf(parts, buddy);
      if (!config) return options.isFromBrowser ? [WAITING] : [];
      return [...countersOfEvent(config, forEngine(arrival, buddy, now)), ...countersOfCauses(config)];
    },
    decide: (snapshot) => decide(parts, snapshot, arrival, options),
  });
  if (!options.dry_run) parts.metrics.event(outcome.kind === 'changed' ? 'applied' : outcome.kind);
  return outcome;
}

function decide(parts: IngestParts, snapshot: Snapshot, arrival: Arrival, options: ArrivalOptions): Change<Ingested> {
  const { buddy, now } = snapshot;
  const occurred_at = arrival.occurred_at ?? now;
  refuseFuture(occurred_at, now);
  const config = rulesOf(parts, buddy);
  const evt_id = arrival.evt_id ?? parts.ids('event');
  if (!config) {
    const effects = emptyEffects();
    const waits = { buddy_id: null, config_version_id: null, explanation: null };
    return {
      event: eventRow(buddy, arrival, { ...waits, evt_id, effects, occurred_at, received_at: now }, options),
      ...warming(parts, snapshot),
      ...(options.isFromBrowser && { counters: [oneMoreWaits(snapshot.counters)] }),
      answer: { evt_id, buddy_id: null, effects, judged_by: null, ...(options.explain && { explanation: [] }) },
    };
  }
  const decision = decideEvent({
    state: buddy.state,
    config,
    event: forEngine(arrival, buddy, now),
    counters: snapshot.counters,
    now,
    explain: true,
  });
  const { effects, explanation } = decision;
  const { buddy_id, config_version_id } = buddy;
  const occasion = {
    request_id: options.request_id,
    now,
    reference_id: evt_id,
    event_id: senderEventId(arrival.event_id),
    at: occurred_at,
  };
  return {
    ...applied(parts, snapshot, config, decision, occasion),
    event: eventRow(
      buddy,
      arrival,
      {
        evt_id,
        buddy_id,
        effects,
        config_version_id,
        explanation: storedExplanation(explanation),
        occurred_at,
        received_at: now,
      },
      options,
    ),
    answer: { evt_id, buddy_id, effects, judged_by: config_version_id, ...(options.explain && { explanation }) },
  };
}

/** An event that waits for a buddy counts towards the user's egg being ready. */
function warming(
  parts: Pick<AllParts, 'configs'>,
  { buddy, egg, now }: Snapshot,
): Pick<Change<Ingested>, 'egg' | 'buddy'> {
  if (egg?.status !== 'waiting') return {};
  const { hatching } = loadedConfig(parts, egg.config_version_id).config;
  const warmer = warmed(egg, hatching?.ready_after, 1, now);
  return warmer === egg ? {} : { egg: warmer, buddy: { ...buddy, updated_at: now } };
}

function forEngine(arrival: Arrival, buddy: BuddyRow, now: Millis): EngineEvent {
  return { ...arrival, occurred_at: arrival.occurred_at ?? now, audience: buddy.audience };
}

function eventRow(
  buddy: BuddyRow,
  arrival: Arrival,
  rest: Omit<EventRow, keyof World | keyof Seat | keyof Arrival | 'request_id'> &
    Pick<EventRow, 'evt_id' | 'occurred_at'>,
  { request_id }: IngestOptions,
): EventRow {
  const { customer_id, mode, user_id, audience } = buddy;
  return { customer_id, mode, user_id, audience, ...arrival, ...rest, request_id };
}

async function answerOf(
  parts: Pick<AllParts, 'configs'>,
  world: World,
  { event_id, evt_id, type }: Pick<Arrival, 'event_id' | 'evt_id' | 'type'>,
  options: IngestOptions,
  outcome: Outcome<Ingested>,
): Promise<EventAnswer> {
  const did = outcome.kind === 'duplicate' ? outcome : outcome.answer;
  const hints = 'judged_by' in did ? await hintsFor(parts, world, type, did.judged_by) : [];
  return {
    // A repeat of the same call is answered with the ids of the first.
    event_id: evt_id === undefined ? event_id : (did.evt_id ?? event_id),
    evt_id: options.dry_run ? null : (did.evt_id ?? null),
    buddy_id: did.buddy_id,
    duplicate: outcome.kind === 'duplicate',
    effects: did.effects,
    // A repeat is not decided again, so it has no explanation.
    ...(options.explain && { explanation: ('explanation' in did && did.explanation) || [] }),
    ...(hints.length > 0 && { hints }),
    ...(options.dry_run && { dry_run: true as const }),
  };
}
