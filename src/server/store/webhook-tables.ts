import type { DeliveryRow, EndpointRow, WebhookCountRow } from './rows.ts';
import { table, world } from './table.ts';

export const ENDPOINTS = table<EndpointRow>('webhook_endpoints', ['endpoint_id'], {
  endpoint_id: 'text',
  ...world,
  url: 'text',
  events: 'json',
  format: 'text',
  description: 'text',
  active: 'boolean',
  retry: 'text',
  recover: 'boolean',
  secrets: 'json',
  disabled: 'json',
  silent_since: 'time',
  failures: 'integer',
  clock_skew_ms: 'integer',
  created_at: 'time',
});

export const DELIVERIES = table<DeliveryRow>('deliveries', ['delivery_id'], {
  delivery_id: 'text',
  ...world,
  endpoint_id: 'text',
  buddy_id: 'text',
  event: 'text',
  event_id: 'text',
  evt_id: 'text',
  payload: 'json',
  status: 'text',
  next_attempt_at: 'time',
  priority: 'integer',
  tries: 'integer',
  ended_at: 'time',
  attempts: 'json',
  request_id: 'text',
  created_at: 'time',
});

export const WEBHOOK_COUNTS = table<WebhookCountRow>('webhook_counts', ['endpoint_id', 'hour', 'name'], {
  endpoint_id: 'text',
  hour: 'integer',
  name: 'text',
  value: 'integer',
});
