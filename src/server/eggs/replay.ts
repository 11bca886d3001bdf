import {
  countersOfEvent,
  decideEvent,
  type BuddyState,
  type CompiledConfig,
  type CounterKey,
  type Counters,
  type Millis,
} from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import { applied, type Applied } from '../change/applied.ts';
import { countersOfCauses } from '../change/scores.ts';
import { storedExplanation } from '../events/explanations.ts';
import { senderEventId } from '../events/ids.ts';
import type { Change, Snapshot } from '../store/command.ts';
import type { EventRow } from '../store/rows.ts';

interface Replayed {
  state: BuddyState;
  rows: Pick<Applied, 'ledger' | 'counters' | 'deliveries' | 'scores'> &
    Required<Pick<Change<unknown>, 'claimedEvents'>>;
}

/** The counters that `replay` will read. */
export function countersOfReplay(config: CompiledConfig, events: readonly EventRow[]): CounterKey[] {
  return [...events.flatMap((row) => countersOfEvent(config, forEngine(row))), ...countersOfCauses(config)];
}

/** Replays the events that waited, in the order in which they occurred, and stores with each what it did. */
export function replay(
  parts: Pick<Parts, 'ids'>,
  snapshot: Snapshot,
  config: CompiledConfig,
  at: { now: Millis; request_id: string },
): Replayed {
  const rows: Replayed['rows'] = { ledger: [], counters: [], deliveries: [], scores: [], claimedEvents: [] };
  const used = new Map<string, number>();
  const counters: Counters = ({ scope, key }) => used.get(`${scope} ${key}`) ?? snapshot.counters({ scope, key });
  let { buddy } = snapshot;
  for (const row of snapshot.unclaimedEvents) {
    const event = forEngine(row);
    const decision = decideEvent({ state: buddy.state, config, event, counters, now: at.now, explain: true });
    const occasion = { ...at, reference_id: row.evt_id, event_id: senderEventId(row.event_id), at: row.occurred_at };
    const step = applied(parts, { ...snapshot, buddy, counters }, config, decision, occasion);
    for (const { scope, key, value } of step.counters) used.set(`${scope} ${key}`, value);
    rows.ledger.push(...step.ledger);
    rows.counters.push(...step.counters);
    rows.deliveries.push(...step.deliveries);
    rows.scores.push(...step.scores);
    rows.claimedEvents.push({
      ...row,
      buddy_id: buddy.buddy_id,
      effects: decision.effects,
      config_version_id: buddy.config_version_id,
      explanation: storedExplanation(decision.explanation),
    });
    buddy = { ...buddy, state: decision.state };
  }
  return { state: buddy.state, rows };
}

function forEngine({ event_id, type, audience, properties, occurred_at }: EventRow) {
  return { event_id, type, audience, properties, occurred_at };
}
