import type { Species } from '../../contract/art.ts';
import type { Mode, Price } from '../../contract/common.ts';
import type { Configuration } from '../../contract/configuration.ts';
import type { PublishableScope, SessionScope } from '../../contract/credentials.ts';
import type { EggStatus } from '../../contract/eggs.ts';
import type { Effects, Explanation } from '../../contract/events.ts';
import type { OperationStatus, OperationType } from '../../contract/operations.ts';
import type { MediaType } from '../../contract/assets.ts';
import type { Mood } from '../../contract/art.ts';
import type { Curve, DeliveryError, DisabledReason, Format, Trigger, WebhookEvent } from '../../contract/webhooks.ts';
import type { BuddyState, LedgerLine, Millis } from '../../engine/types.ts';

/** What the tables hold, as the code sees it: JSON parsed, times in milliseconds. */

/** A customer's live and test data are two worlds that never see each other. */
export interface World {
  customer_id: string;
  mode: Mode;
}

/** The place of a buddy: one user in one audience has at most one that is not archived. */
export interface Seat {
  user_id: string;
  audience: string;
}

export interface KeyRow extends World {
  key_id: string;
  kind: 'secret' | 'publishable';
  label: string;
  /** SHA-256 of the key, hex. The key itself is nowhere. */
  hash: string;
  masked_key: string;
  scopes: PublishableScope[] | null;
  allowed_origins: string[] | null;
  created_at: Millis;
  expires_at: Millis | null;
  last_used_at: Millis | null;
}

export interface SessionRow extends World {
  session_id: string;
  /** Of a seat's session: the row that the seat had when it was opened. */
  buddy_id: string;
  user_id: string;
  /** Of a seat's session alone; null: it is for the one buddy. */
  audience: string | null;
  scopes: SessionScope[];
  /** What it may track; null: any type. */
  event_types: string[] | null;
  created_at: Millis;
  expires_at: Millis;
  revoked_at: Millis | null;
}

export interface ConfigRow extends World {
  config_version_id: string;
  status: 'draft' | 'published' | 'archived';
  /** Without the secrets of causes. */
  document: Configuration;
  /** Why it was published. */
  comment: string | null;
  /** By the cause's key, sealed. */
  cause_secrets: Record<string, string>;
  created_at: Millis;
  published_at: Millis | null;
}

/** `unhatched`: events have been seen (or an egg waits) for a seat that has no buddy yet. */
export type BuddyStatus = 'unhatched' | 'alive' | 'archived';

export interface BuddyRow extends World, Seat {
  buddy_id: string;
  status: BuddyStatus;
  name: string;
  species: string;
  /** Grows by one with every change; 0 before the first. */
  version: number;
  config_version_id: string | null;
  /** What it hatched from; of an unhatched seat, the egg that lies in it. */
  egg_id: string | null;
  state: BuddyState;
  picture_hash: string | null;
  /** The hash of each of its parts, as JSON; null where it was drawn before there were parts. */
  picture_parts: string | null;
  picture_alt: string;
  picture_mood: Mood;
  appearance_status: 'ready' | 'pending' | 'failed';
  appearance_error: string | null;
  /** A badge of its rules awaits somebody's review. */
  badge_ready: boolean;
  /** When something happens to the buddy by itself (a streak burns, the mood changes); null: nothing will. */
  wake_at: Millis | null;
  created_at: Millis;
  updated_at: Millis;
}

export interface EventRow extends World, Seat {
  /** The caller's id; unique in its world. */
  event_id: string;
  /** Ours (`evt_…`): sortable, and safe to keep when a user is erased. */
  evt_id: string;
  type: string;
  properties: Record<string, unknown>;
  occurred_at: Millis;
  received_at: Millis;
  buddy_id: string | null;
  effects: Effects;
  /** The version that it was judged by; null: it waits for a hatching. */
  config_version_id: string | null;
  /** What each rule made of it; null where nothing judged it. */
  explanation: StoredExplanation[] | null;
  request_id: string;
}

/** An `Explanation`, without its names: there are as many as there are rules, in every event. */
export type StoredExplanation = [
  rule: string,
  kind: Explanation['kind'],
  fired: 0 | 1,
  reason: string,
  amount?: number | undefined,
];

export interface LedgerRow extends LedgerLine {
  ledger_id: string;
  buddy_id: string;
  reference_id: string | null;
  request_id: string;
  config_version_id: string | null;
  created_at: Millis;
}

export interface EggRow extends World, Seat {
  egg_id: string;
  status: EggStatus;
  species: Species | string;
  buddy_id: string | null;
  config_version_id: string;
  /** How many events have warmed it. */
  warmth: number;
  metadata: Record<string, unknown>;
  created_at: Millis;
  updated_at: Millis;
}

export interface OperationRow extends World {
  operation_id: string;
  buddy_id: string;
  type: OperationType;
  status: OperationStatus;
  /** What the operation is to do besides drawing: `{egg_id}`, `{from_stage, to_stage}`. */
  input: Record<string, unknown>;
  result: { stage: number; picture_hash: string } | null;
  error: { code: string; message: string } | null;
  request_id: string;
  /** A worker that holds it has until here; then another may take it. */
  leased_until: Millis | null;
  created_at: Millis;
  completed_at: Millis | null;
}

/** Many buddies on their way to another version. */
export interface BuddyMoveRow extends World {
  operation_id: string;
  to_config_version_id: string;
  /** Null: all. */
  audience: string | null;
  status: OperationStatus;
  total: number;
  done: number;
  /** Of those that are done: that could not be moved. */
  failed: number;
  /** Where a worker goes on: the last that was looked at. */
  last_buddy_id: string | null;
  request_id: string;
  leased_until: Millis | null;
  created_at: Millis;
  completed_at: Millis | null;
}

export interface PurchaseRow extends World {
  purchase_id: string;
  buddy_id: string;
  item_id: string;
  price: Price;
  ledger_id: string | null;
  request_id: string;
  created_at: Millis;
}

export interface EndpointRow extends World {
  endpoint_id: string;
  url: string;
  events: string[];
  format: Format;
  description: string;
  /** The operator's. */
  active: boolean;
  retry: Curve;
  /** When it answers again, replay what failed meanwhile. */
  recover: boolean;
  /** Newest first; each signs until it expires. Encrypted. */
  secrets: { secret: string; expires_at: Millis | null }[];
  /** The server sends it nothing any more. */
  disabled: { reason: DisabledReason; at: Millis } | null;
  /** The first failure since it last answered well; null: it did the last time. */
  silent_since: Millis | null;
  /** How many since then. */
  failures: number;
  /** How far its clock is ahead of ours, by its last answer. */
  clock_skew_ms: Millis | null;
  created_at: Millis;
}

/** Outbox, log and dead-letter box in one. */
export interface DeliveryRow extends World {
  delivery_id: string;
  endpoint_id: string;
  buddy_id: string | null;
  event: WebhookEvent;
  /** The customer's id of the event that caused it. */
  event_id: string | null;
  /** Ours. */
  evt_id: string | null;
  /** Snake_case, as sent in the raw format. */
  payload: Record<string, unknown>;
  status: 'pending' | 'succeeded' | 'failed';
  /** Of one that is being sent: the end of the lease. */
  next_attempt_at: Millis | null;
  /** What goes first: 0 what a call caused, 1 what a sweep caused, 2 replays. */
  priority: number;
  /** Attempts since it was first sent or last replayed. */
  tries: number;
  ended_at: Millis | null;
  attempts: DeliveryAttempt[];
  request_id: string;
  created_at: Millis;
}

export interface DeliveryAttempt {
  attempt: number;
  at: Millis;
  trigger: Trigger;
  duration_ms: number;
  response_status: number | null;
  response_body: string | null;
  error: DeliveryError | null;
}

/** How often something happened to the deliveries of an endpoint in an hour. */
export interface WebhookCountRow {
  endpoint_id: string;
  /** Hours since 1970. */
  hour: number;
  name: string;
  value: number;
}

/** A buddy's value on a leaderboard in one window; `window_start` is 0 for all time. */
export interface ScoreRow extends World {
  leaderboard: string;
  window_start: Millis;
  buddy_id: string;
  value: number;
}

export interface SnapshotRow extends World {
  snapshot_id: string;
  leaderboard: string;
  window_start: Millis;
  window_end: Millis;
  entries: { rank: number; buddy_id: string; name: string; value: number }[];
  created_at: Millis;
}

/** A buddy shows the picture, or did until then. */
export interface PictureUseRow {
  buddy_id: string;
  hash: string;
  /** Null: it is shown. */
  replaced_at: Millis | null;
}

export interface ImageRow {
  /** Hash of the bytes; the address under `/images/`. */
  hash: string;
  svg: string;
  created_at: Millis;
}

export interface AssetRow extends World {
  asset_id: string;
  name: string;
  media_type: MediaType;
  base64: string;
  bytes: number;
  width: number;
  height: number;
  created_at: Millis;
}

export interface UserRow extends World {
  user_id: string;
  time_zone: string;
  updated_at: Millis;
}

/** A call's Idempotency-Key, and who called: customer, mode and credential. */
export interface KeyOfCall {
  scope: string;
  key: string;
}

/** The whole 2xx answer of a call, encrypted: kept together with what the call writes. */
export interface Receipt extends KeyOfCall {
  response: string;
}

export interface IdempotencyRow extends KeyOfCall {
  /** Hash of method, path and body. */
  fingerprint: string;
  /** Whom the answer is about (`store/subjects.ts`); null: nobody. */
  subject: string | null;
  /** What the change answered, written in its own transaction; null until then or where no buddy was changed. */
  answer: unknown;
  /** The whole 2xx answer, encrypted; `ERASED`; null while the first call is still running. */
  response: string | null;
  leased_until: Millis;
  created_at: Millis;
}
