import type { Price } from '../../../contract/common.ts';
import type { Effects, Explanation } from '../../../contract/events.ts';
import type { LedgerLine } from '../../../engine/types.ts';
import { integer, json, orNull, seat, table, text, time, world, type RowOf } from './table.ts';

/** An `Explanation` as a tuple: without field names it is much shorter, and every event has one for each rule. */
export type StoredExplanation = [
  rule: string,
  kind: Explanation['kind'],
  fired: 0 | 1,
  reason: string,
  amount?: number | undefined,
];

export const EVENTS = table('events', ['event_id', 'customer_id', 'mode'], {
  ...world,
  /** The caller's id; unique in its world. */
  event_id: text(),
  /** Ours (`evt_…`): sortable, and safe to keep when a user is erased. */
  evt_id: text(),
  ...seat,
  type: text(),
  properties: json<Record<string, unknown>>(),
  occurred_at: time(),
  received_at: time(),
  buddy_id: orNull(text()),
  effects: json<Effects>(),
  /** The configuration version that judged it; null: it waits for the user's egg to hatch. */
  config_version_id: orNull(text()),
  /** What each rule decided; null where no configuration judged the event. */
  explanation: orNull(json<StoredExplanation[]>()),
  request_id: text(),
});
export type EventRow = RowOf<typeof EVENTS>;

/** What is kept of an erased user's event, so that it is not counted again. */
export const ERASED_EVENTS = table('erased_events', ['customer_id', 'mode', 'event_hash'], {
  ...world,
  event_hash: text(),
});

export const LEDGER = table('ledger', ['buddy_id', 'currency', 'seq'], {
  buddy_id: text(),
  currency: text<LedgerLine['currency']>(),
  seq: integer(),
  ledger_id: text(),
  amount: integer(),
  balance_after: integer(),
  reason: text(),
  source: json<LedgerLine['source']>(),
  reference_id: orNull(text()),
  request_id: text(),
  config_version_id: orNull(text()),
  created_at: time(),
});
export type LedgerRow = RowOf<typeof LEDGER>;

export const PURCHASES = table('purchases', ['purchase_id'], {
  purchase_id: text(),
  ...world,
  buddy_id: text(),
  item_id: text(),
  price: json<Price>(),
  ledger_id: orNull(text()),
  request_id: text(),
  created_at: time(),
});
export type PurchaseRow = RowOf<typeof PURCHASES>;
