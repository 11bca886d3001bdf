import type { WebhookEvent } from '../../contract/webhooks.ts';
import {
  drawingNeeded,
  moodAt,
  nextWakeAt,
  readyBadges,
  type CompiledConfig,
  type CounterChange,
  type Decision,
  type Millis,
} from '../../engine/index.ts';
import type { Parts } from '../context.ts';
import type { BuddyRow, DeliveryRow, LedgerRow, OperationRow, ScoreRow } from '../store/rows.ts';
import type { CounterWrite, Snapshot } from '../store/command.ts';
import { causesOwed, deliveriesOwed, withLedgerIds, type Origin } from './deliveries.ts';
import { orderDrawing } from './look.ts';
import { causesOf, scoresOf } from './scores.ts';

/** Where a decision comes from, and what the rows that it makes have to say about that. */
export interface Occasion {
  request_id: string;
  now: Millis;
  /** Our id of what caused it (`evt_…`, `pur_…`, `op_…`): the ledger keeps it. Never the customer's. */
  reference_id?: string | undefined;
  /** The customer's id of the event behind it: deliveries name it. */
  event_id?: string | undefined;
  /** When it happened, where that is not now: decides the window of a leaderboard. */
  at?: Millis;
  /** Nobody asked for it: a streak that burns at midnight. */
  is_swept?: boolean | undefined;
  /** The buddy has not lived by this configuration before. */
  has_new_rules?: true;
  /** What the engine cannot know of a notice: the id of a purchase. */
  details?: Partial<Record<WebhookEvent, Record<string, unknown>>>;
}

export interface Applied {
  buddy: BuddyRow;
  ledger: LedgerRow[];
  counters: CounterWrite[];
  scores: ScoreRow[];
  deliveries: DeliveryRow[];
  operations: OperationRow[];
}

/** Turns what the engine decided into the rows that have to be written together. */
export function applied(
  parts: Pick<Parts, 'ids'>,
  snapshot: Pick<Snapshot, 'buddy' | 'counters' | 'endpoints'>,
  config: CompiledConfig,
  decision: Decision,
  occasion: Occasion,
): Applied {
  const before = snapshot.buddy;
  const { now } = occasion;
  const ledger = ledgerRows(parts, before, decision, occasion);
  const step = { before: before.state, after: decision.state, config, at: occasion.at ?? now, now };
  const causes = causesOf(snapshot.counters, step);
  const origin: Origin = {
    world: before,
    buddy_id: before.buddy_id,
    request_id: occasion.request_id,
    event_id: occasion.event_id,
    evt_id: occasion.event_id === undefined ? undefined : occasion.reference_id,
    sequence: before.version + 1,
    is_swept: occasion.is_swept,
    now,
  };
  const settled = rowAfter(parts, before, { ...before, state: decision.state }, config, occasion);
  return {
    ...settled,
    ledger,
    counters: [...keptCounters(decision.counters, now), ...causes.counters],
    scores: scoresOf(before, step, occasion.has_new_rules === true),
    deliveries: [
      ...deliveriesOwed(parts, snapshot.endpoints, noticesOf(decision, ledger, occasion), origin),
      ...causesOwed(parts, causes.reached, origin),
    ],
  };
}

/**
 * Somebody tells of days that have passed: more of them are likely to come, and a wake now would tell of the loss of a
 * streak that the next event goes on with. A loss that is superseded meanwhile is told with the event that does so.
 */
const HISTORY_MS: Millis = 30_000;
const wakeAt = (due: Millis | null, now: Millis): Millis | null =>
  due !== null && due <= now ? now + HISTORY_MS : due;

/** The row as it is left behind: when to look after it next, and whether its picture has to be drawn again. */
export function rowAfter(
  parts: Pick<Parts, 'ids'>,
  before: BuddyRow,
  after: BuddyRow,
  config: CompiledConfig,
  occasion: Pick<Occasion, 'now' | 'request_id' | 'has_new_rules'>,
): { buddy: BuddyRow; operations: OperationRow[] } {
  const { now } = occasion;
  const buddy = {
    ...after,
    badge_ready: readyBadges(after.state, config).length > 0,
    wake_at: wakeAt(nextWakeAt(after.state, config, now), now),
    updated_at: now,
  };
  const order = drawingNeeded(before, buddy, moodAt(after.state, config, now), occasion.has_new_rules === true);
  if (!order) return { buddy, operations: [] };
  const drawing = orderDrawing(parts, buddy, order, occasion);
  return { buddy: drawing.buddy, operations: [drawing.operation] };
}

export function ledgerRows(
  parts: Pick<Parts, 'ids'>,
  buddy: BuddyRow,
  decision: Pick<Decision, 'ledger'>,
  occasion: Occasion,
): LedgerRow[] {
  return decision.ledger.map((line) => ({
    ...line,
    ledger_id: parts.ids('ledger'),
    buddy_id: buddy.buddy_id,
    reference_id: occasion.reference_id ?? null,
    request_id: occasion.request_id,
    config_version_id: buddy.config_version_id,
    created_at: occasion.now,
  }));
}

function noticesOf(decision: Decision, ledger: LedgerRow[], { details }: Occasion): Decision['notices'] {
  const notices = withLedgerIds(decision.notices, ledger);
  if (!details) return notices;
  return notices.map(({ event, data }) => ({ event, data: { ...data, ...details[event] } }));
}

/**
 * More than a year: who catches up on last year's events still meets the caps of each day. Counted from the last event
 * that was paid for in the window, so that history which is sent in one go is held to them as well.
 */
const KEPT_MS: Millis = 400 * 24 * 3600_000;

/** Says of the counters of a day or a week how long late events have to find them. Total limits are kept for ever. */
function keptCounters(changes: readonly CounterChange[], now: Millis): CounterWrite[] {
  return changes.map(({ window_end, ...counter }) =>
    window_end === undefined ? counter : { ...counter, kept_until: Math.max(window_end, now) + KEPT_MS },
  );
}
