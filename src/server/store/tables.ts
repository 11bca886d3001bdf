import { API_KEYS, SESSIONS, IDEMPOTENCY } from './schema/credentials.ts';
import { CONFIGS, SETTINGS, RELEASED_FILES, USERS } from './schema/workspace.ts';
import { BUDDIES, EGGS, BUDDY_MOVES, COUNTERS } from './schema/buddies.ts';
import { EVENTS, ERASED_EVENTS, LEDGER, PURCHASES } from './schema/events.ts';
import { OPERATIONS, IMAGES, PICTURE_USES, ASSETS } from './schema/pictures.ts';
import { ENDPOINTS, DELIVERIES, WEBHOOK_COUNTS } from './schema/webhooks.ts';
import { SCORES, SNAPSHOTS } from './schema/leaderboards.ts';

export * from './schema/credentials.ts';
export * from './schema/workspace.ts';
export * from './schema/buddies.ts';
export * from './schema/events.ts';
export * from './schema/pictures.ts';
export * from './schema/webhooks.ts';
export * from './schema/leaderboards.ts';

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
