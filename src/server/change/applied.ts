import type { Notice, WebhookEventName } from '../../contract/webhooks.ts';
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
import { causesOwed, deliveriesOwed, type Origin } from './deliveries.ts';
import { orderDrawing } from './operations.ts';
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
  /** A job caused it, not a call: a streak that burns at midnight. */
  isSwept?: boolean | undefined;
  /** The buddy had another configuration before. */
  hasNewRules?: true;
  /** What the engine cannot know of a notice: the id of a purchase. */
  details?: Partial<Record<WebhookEventName, Record<string, unknown>>>;
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
    isSwept: occasion.isSwept,
    now,
  };
  const settled = settledRow(parts, before, { ...before, state: decision.state }, config, occasion);
  return {
    ...settled,
    ledger,
    counters: [...keptCounters(decision.counters, now), ...causes.counters],
    scores: scoresOf(before, step, occasion.hasNewRules === true),
    deliveries: [
      ...deliveriesOwed(parts, snapshot.endpoints, noticesOf(decision, ledger, occasion), origin),
      ...causesOwed(parts, causes.reached, origin),
    ],
  };
}

/**
 * Events of past days are being sent, and more are likely to come: a wake now would report the loss of a streak that the
 * next event continues. A loss that is superseded meanwhile is reported with the event that does so.
 */
const HISTORY_MS: Millis = 30_000;
const wakeAt = (due: Millis | null, now: Millis): Millis | null =>
  due !== null && due <= now ? now + HISTORY_MS : due;

/** The row as it is left behind: when to look after it next, and whether its picture has to be drawn again. */
function settledRow(
  parts: Pick<Parts, 'ids'>,
  before: BuddyRow,
  after: BuddyRow,
  config: CompiledConfig,
  occasion: Pick<Occasion, 'now' | 'request_id' | 'hasNewRules'>,
): { buddy: BuddyRow; operations: OperationRow[] } {
  const { now } = occasion;
  const buddy = {
    ...after,
    badge_ready: readyBadges(after.state, config).length > 0,
    wake_at: wakeAt(nextWakeAt(after.state, config, now), now),
    updated_at: now,
  };
  const order = drawingNeeded(before, buddy, moodAt(after.state, config, now), occasion.hasNewRules === true);
  if (!order) return { buddy, operations: [] };
  const drawing = orderDrawing(parts, buddy, order, occasion);
  return { buddy: drawing.buddy, operations: [drawing.operation] };
}

function ledgerRows(
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

/** Notices of money name the row of the ledger behind them. */
function noticesOf({ notices }: Decision, ledger: readonly LedgerRow[], { details }: Occasion): Notice[] {
  return notices.map(({ event, data, ledger: line }) => {
    const row = line && ledger.find(({ currency, seq }) => currency === line.currency && seq === line.seq);
    const named = row && { ledger_id: row.ledger_id, reason: row.reason };
    return { event, data: { ...data, ...named, ...details?.[event] } };
  });
}

/**
 * More than a year, so that the caps of each day also hold for events of last year that are sent late. Counted from the last
 * event that was paid in the window, so that they hold for history that is sent in one go as well.
 */
const KEPT_MS: Millis = 400 * 24 * 3600_000;

/** Says of the counters of a day or a week how long late events have to find them. Total limits are kept for ever. */
function keptCounters(changes: readonly CounterChange[], now: Millis): CounterWrite[] {
  return changes.map(({ window_end, ...counter }) =>
    window_end === undefined ? counter : { ...counter, kept_until: Math.max(window_end, now) + KEPT_MS },
  );
}
