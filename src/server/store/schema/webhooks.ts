import type {
  Curve,
  DeliveryError,
  DisabledReason,
  Format,
  Trigger,
  WebhookEventName,
} from '../../../contract/webhooks.ts';
import type { Millis } from '../../../engine/types.ts';
import { boolean, integer, json, orNull, table, text, time, world, type RowOf } from './table.ts';

export interface DeliveryAttempt {
  attempt: number;
  at: Millis;
  trigger: Trigger;
  duration_ms: number;
  response_status: number | null;
  response_body: string | null;
  error: DeliveryError | null;
}

export const ENDPOINTS = table('webhook_endpoints', ['endpoint_id'], {
  endpoint_id: text(),
  ...world,
  url: text(),
  events: json<string[]>(),
  format: text<Format>(),
  description: text(),
  /** Set by the customer. */
  active: boolean(),
  retry: text<Curve>(),
  /** Whether deliveries that failed are replayed once the endpoint answers again. */
  recover: boolean(),
  /** Encrypted, newest first. Each signs until it expires. */
  secrets: json<{ secret: string; expires_at: Millis | null }[]>(),
  /** Set once the server has stopped sending to it. */
  disabled: orNull(json<{ reason: DisabledReason; at: Millis }>()),
  /** The first failure since its last success; null: its last answer was a success. */
  silent_since: orNull(time()),
  /** How many since then. */
  failures: integer(),
  /** How far its clock is ahead of ours, by its last answer. */
  clock_skew_ms: orNull(integer()),
  created_at: time(),
});
export type EndpointRow = RowOf<typeof ENDPOINTS>;

/** Outbox, log and dead-letter queue in one. */
export const DELIVERIES = table('deliveries', ['delivery_id'], {
  delivery_id: text(),
  ...world,
  endpoint_id: text(),
  buddy_id: orNull(text()),
  event: text<WebhookEventName>(),
  /** The customer's id of the event that caused it. */
  event_id: orNull(text()),
  /** Ours. */
  evt_id: orNull(text()),
  /** Snake_case, as sent in the raw format. */
  payload: json<Record<string, unknown>>(),
  status: text<'pending' | 'succeeded' | 'failed'>(),
  /** While it is being sent: the end of the lease. */
  next_attempt_at: orNull(time()),
  /** The lowest goes first: 0 caused by a call, 1 by a sweep, 2 a replay. */
  priority: integer(),
  /** Attempts since it was first sent or last replayed. */
  tries: integer(),
  ended_at: orNull(time()),
  attempts: json<DeliveryAttempt[]>(),
  request_id: text(),
  created_at: time(),
});
export type DeliveryRow = RowOf<typeof DELIVERIES>;

/** How often something happened to the deliveries of an endpoint in an hour. */
export const WEBHOOK_COUNTS = table('webhook_counts', ['endpoint_id', 'hour', 'name'], {
  endpoint_id: text(),
  /** Hours since 1970. */
  hour: integer(),
  name: text(),
  value: integer(),
});
export type WebhookCountRow = RowOf<typeof WEBHOOK_COUNTS>;
