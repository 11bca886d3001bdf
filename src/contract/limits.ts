import { MOST_WORN } from './buddy/outfits.ts';

/** Every limit of the wire, in one place. */
export const LIMITS = {
  body_bytes: 1024 * 1024,
  /** Of a batch: 500 events with the largest properties. */
  batch_bytes: 10 * 1024 * 1024,
  event_id: 255,
  user_id: 255,
  event_type: 64,
  key: 64,
  label: 120,
  description: 500,
  name: 60,
  reason: 200,
  comment: 500,
  url: 2048,
  properties_bytes: 16 * 1024,
  properties_depth: 16,
  batch_events: 500,
  /** Events from browsers that wait for one buddy to hatch. */
  waiting_events: 5_000,
  /** How far ahead of the server's clock an event may have occurred. */
  clock_skew_ms: 5 * 60_000,
  page: 100,
  default_page: 20,
  /** Events that one call for the log looks at, whatever it filters by. */
  events_looked_at: 10_000,
  wait_ms: 30_000,
  session_ttl_seconds: 3600,
  embed_ttl_seconds: 24 * 3600,
  idempotency_key: 255,
  idempotency_ttl_ms: 24 * 3600_000,
  skills: 8,
  stages: 5,
  /** Placements of one item, by species and stage. */
  places: 50,
  /** Languages of one text. */
  languages: 20,
  equipped_items: MOST_WORN,
  /** Items put on or taken off in one call. */
  equipment_changes: 50,
  rules: 200,
  config_entries: 200,
  when_tests: 10,
  condition_depth: 8,
  api_keys: 50,
  webhook_endpoints: 200,
  /** Deliveries that one call replays. */
  replays: 10_000,
  explanation_rules: 500,
  /** Deliveries that one event's page shows. */
  deliveries_of_event: 500,
  asset_bytes: 512 * 1024,
  asset_pixels: 2048,
  /** Of a PNG. */
  picture_width: 1024,
} as const;

/** Money-like amounts are integers from 0 to here. */
export const MAX_AMOUNT = Number.MAX_SAFE_INTEGER;

/** Built-in currency. Token keys may not take this name. */
export const COIN = 'coin';

export const DEFAULT_AUDIENCE = 'default';
