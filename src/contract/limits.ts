import { MOST_WORN } from './buddy/outfits.ts';

/** Every limit of the wire, in one place. */
export const LIMITS = {
  bodyBytes: 1024 * 1024,
  /** Of a batch: 500 events with the largest properties. */
  batchBytes: 10 * 1024 * 1024,
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
  propertiesBytes: 16 * 1024,
  propertiesDepth: 16,
  batchEvents: 500,
  /** Events from browsers that wait for one buddy to hatch. */
  waitingEvents: 5_000,
  /** How far ahead of the server's clock an event may have occurred. */
  clock_skew_ms: 5 * 60_000,
  page: 100,
  defaultPage: 20,
  /** Events that one call for the log looks at, whatever it filters by. */
  eventsLookedAt: 10_000,
  wait_ms: 30_000,
  sessionTtlSeconds: 3600,
  embedTtlSeconds: 24 * 3600,
  idempotencyKey: 255,
  idempotencyTtlMs: 24 * 3600_000,
  skills: 8,
  stages: 5,
  /** Placements of one item, by species and stage. */
  places: 50,
  /** Languages of one text. */
  languages: 20,
  equippedItems: MOST_WORN,
  /** Items put on or taken off in one call. */
  equipmentChanges: 50,
  rules: 200,
  configEntries: 200,
  whenTests: 10,
  conditionDepth: 8,
  api_keys: 50,
  webhook_endpoints: 200,
  /** Deliveries that one call replays. */
  replays: 10_000,
  explanationRules: 500,
  /** Deliveries that one event's page shows. */
  deliveriesOfEvent: 500,
  assetBytes: 512 * 1024,
  assetPixels: 2048,
  /** Of a PNG. */
  pictureWidth: 1024,
} as const;

/** Money-like amounts are integers from 0 to here. */
export const MAX_AMOUNT = Number.MAX_SAFE_INTEGER;

/** Built-in currency. Token keys may not take this name. */
export const COIN = 'coin';

export const DEFAULT_AUDIENCE = 'default';
