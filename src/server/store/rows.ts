/** What the tables hold, as the code sees it: JSON parsed, times in milliseconds. Each follows from its table's columns. */
export type { Seat, World } from './schema/table.ts';
export type { IdempotencyRow, KeyOfCall, KeyRow, SessionRow } from './schema/credentials.ts';
export type { ConfigRow, UserRow } from './schema/workspace.ts';
export type { BuddyMoveRow, BuddyRow, EggRow, ReplayUnderWay } from './schema/buddies.ts';
export type { EventRow, LedgerRow, PurchaseRow, StoredExplanation } from './schema/events.ts';
export type { AssetRow, ImageRow, OperationRow, PictureUseRow } from './schema/pictures.ts';
export type { DeliveryAttempt, DeliveryRow, EndpointRow, WebhookCountRow } from './schema/webhooks.ts';
export type { ScoreRow, SnapshotRow } from './schema/leaderboards.ts';
