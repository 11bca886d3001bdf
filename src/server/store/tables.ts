import type {
  AssetRow,
  BuddyMoveRow,
  BuddyRow,
  ConfigRow,
  EggRow,
  EventRow,
  IdempotencyRow,
  ImageRow,
  KeyRow,
  LedgerRow,
  OperationRow,
  PictureUseRow,
  PurchaseRow,
  ScoreRow,
  SessionRow,
  SnapshotRow,
  UserRow,
  World,
} from './rows.ts';
import type { Millis } from '../../engine/types.ts';
import { seat, table, world } from './table.ts';
import { DELIVERIES, ENDPOINTS, WEBHOOK_COUNTS } from './webhook-tables.ts';

export { DELIVERIES, ENDPOINTS, WEBHOOK_COUNTS };

export interface CounterRow {
  /** A buddy's id, or customer and mode. */
  scope: string;
  key: string;
  value: number;
  /** Null: for ever. */
  kept_until: Millis | null;
}

/** What is left of an erased user's event, so that it never counts again. */
export interface ErasedEventRow extends World {
  event_hash: string;
}

export interface SettingRow {
  name: string;
  value: string;
}

export const API_KEYS = table<KeyRow>('api_keys', ['key_id'], {
  key_id: 'text',
  ...world,
  kind: 'text',
  label: 'text',
  hash: 'text',
  masked_key: 'text',
  scopes: 'json',
  allowed_origins: 'json',
  created_at: 'time',
  expires_at: 'time',
  last_used_at: 'time',
});

export const SESSIONS = table<SessionRow>('widget_sessions', ['session_id'], {
  session_id: 'text',
  ...world,
  buddy_id: 'text',
  user_id: 'text',
  audience: 'text',
  scopes: 'json',
  event_types: 'json',
  created_at: 'time',
  expires_at: 'time',
  revoked_at: 'time',
});

export const CONFIGS = table<ConfigRow>('config_versions', ['config_version_id'], {
  config_version_id: 'text',
  ...world,
  status: 'text',
  document: 'json',
  comment: 'text',
  cause_secrets: 'json',
  created_at: 'time',
  published_at: 'time',
});

export const BUDDIES = table<BuddyRow>('buddies', ['buddy_id'], {
  buddy_id: 'text',
  ...world,
  ...seat,
  status: 'text',
  name: 'text',
  species: 'text',
  version: 'integer',
  config_version_id: 'text',
  egg_id: 'text',
  state: 'json',
  picture_hash: 'text',
  picture_parts: 'text',
  picture_alt: 'text',
  picture_mood: 'text',
  appearance_status: 'text',
  appearance_error: 'text',
  badge_ready: 'boolean',
  wake_at: 'time',
  created_at: 'time',
  updated_at: 'time',
});

export const EVENTS = table<EventRow>('events', ['event_id', 'customer_id', 'mode'], {
  ...world,
  event_id: 'text',
  evt_id: 'text',
  ...seat,
  type: 'text',
  properties: 'json',
  occurred_at: 'time',
  received_at: 'time',
  buddy_id: 'text',
  effects: 'json',
  config_version_id: 'text',
  explanation: 'json',
  request_id: 'text',
});

export const ERASED_EVENTS = table<ErasedEventRow>('erased_events', ['customer_id', 'mode', 'event_hash'], {
  ...world,
  event_hash: 'text',
});

export const LEDGER = table<LedgerRow>('ledger', ['buddy_id', 'currency', 'seq'], {
  buddy_id: 'text',
  currency: 'text',
  seq: 'integer',
  ledger_id: 'text',
  amount: 'integer',
  balance_after: 'integer',
  reason: 'text',
  source: 'json',
  reference_id: 'text',
  request_id: 'text',
  config_version_id: 'text',
  created_at: 'time',
});

export const COUNTERS = table<CounterRow>('counters', ['scope', 'key'], {
  scope: 'text',
  key: 'text',
  value: 'integer',
  kept_until: 'time',
});

export const EGGS = table<EggRow>('eggs', ['egg_id'], {
  egg_id: 'text',
  ...world,
  ...seat,
  status: 'text',
  species: 'text',
  buddy_id: 'text',
  config_version_id: 'text',
  warmth: 'integer',
  metadata: 'json',
  created_at: 'time',
  updated_at: 'time',
});

export const OPERATIONS = table<OperationRow>('operations', ['operation_id'], {
  operation_id: 'text',
  ...world,
  buddy_id: 'text',
  type: 'text',
  status: 'text',
  input: 'json',
  result: 'json',
  error: 'json',
  request_id: 'text',
  leased_until: 'time',
  created_at: 'time',
  completed_at: 'time',
});

export const BUDDY_MOVES = table<BuddyMoveRow>('buddy_moves', ['operation_id'], {
  operation_id: 'text',
  ...world,
  to_config_version_id: 'text',
  audience: 'text',
  status: 'text',
  total: 'integer',
  done: 'integer',
  failed: 'integer',
  last_buddy_id: 'text',
  request_id: 'text',
  leased_until: 'time',
  created_at: 'time',
  completed_at: 'time',
});

export const PURCHASES = table<PurchaseRow>('purchases', ['purchase_id'], {
  purchase_id: 'text',
  ...world,
  buddy_id: 'text',
  item_id: 'text',
  price: 'json',
  ledger_id: 'text',
  request_id: 'text',
  created_at: 'time',
});

export const SCORES = table<ScoreRow>('scores', ['customer_id', 'mode', 'leaderboard', 'window_start', 'buddy_id'], {
  ...world,
  leaderboard: 'text',
  window_start: 'time',
  buddy_id: 'text',
  value: 'integer',
});

export const SNAPSHOTS = table<SnapshotRow>('snapshots', ['snapshot_id'], {
  snapshot_id: 'text',
  ...world,
  leaderboard: 'text',
  window_start: 'time',
  window_end: 'time',
  entries: 'json',
  created_at: 'time',
});

export const IMAGES = table<ImageRow>('images', ['hash'], { hash: 'text', svg: 'text', created_at: 'time' });

export const PICTURE_USES = table<PictureUseRow>('picture_uses', ['buddy_id', 'hash'], {
  buddy_id: 'text',
  hash: 'text',
  replaced_at: 'time',
});

export const ASSETS = table<AssetRow>('assets', ['asset_id'], {
  asset_id: 'text',
  ...world,
  name: 'text',
  media_type: 'text',
  base64: 'text',
  bytes: 'integer',
  width: 'integer',
  height: 'integer',
  created_at: 'time',
});

export const USERS = table<UserRow>('users', ['customer_id', 'mode', 'user_id'], {
  ...world,
  user_id: 'text',
  time_zone: 'text',
  updated_at: 'time',
});

export const IDEMPOTENCY = table<IdempotencyRow>('idempotency_keys', ['scope', 'key'], {
  scope: 'text',
  key: 'text',
  fingerprint: 'text',
  subject: 'text',
  answer: 'json',
  response: 'text',
  leased_until: 'time',
  created_at: 'time',
});

/** A file that pages load. `kept_until` is null while this release serves it. */
export interface ReleasedFileRow {
  path: string;
  content: string;
  kept_until: Millis | null;
}

export const RELEASED_FILES = table<ReleasedFileRow>('released_files', ['path'], {
  path: 'text',
  content: 'text',
  kept_until: 'time',
});

export const SETTINGS = table<SettingRow>('settings', ['name'], { name: 'text', value: 'text' });

/** Every table, in an order in which rows may be inserted. */
export const TABLES = [
  SETTINGS,
  API_KEYS,
  CONFIGS,
  USERS,
  IMAGES,
  ASSETS,
  BUDDIES,
  PICTURE_USES,
  EVENTS,
  ERASED_EVENTS,
  LEDGER,
  COUNTERS,
  EGGS,
  OPERATIONS,
  BUDDY_MOVES,
  PURCHASES,
  SESSIONS,
  IDEMPOTENCY,
  ENDPOINTS,
  DELIVERIES,
  WEBHOOK_COUNTS,
  SCORES,
  SNAPSHOTS,
  RELEASED_FILES,
] as const;
