import { z } from 'zod';
import { description, jsonObject, listOf, pageOf, text, time } from './common.ts';
import { idSchema } from './ids.ts';
import { LIMITS } from './limits.ts';

export const WEBHOOK_EVENTS = [
  'buddy.hatched',
  'buddy.evolved',
  'coin.earned',
  'coin.spent',
  'token.earned',
  'token.spent',
  'skill.leveled',
  'badge.ready',
  'badge.awarded',
  'streak.ticked',
  'streak.milestone',
  'streak.burned',
  'marketplace.purchased',
  'marketplace.equipped',
  'evolution.ready',
  'leaderboard.snapshot.ready',
  'cause.threshold_reached',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What the engine has to say to the outside: an event and its data, without the ids that the writer adds. */
export interface Notice {
  event: WebhookEvent;
  data: Record<string, unknown>;
  /** The ledger line it tells of, so that the writer can add that line's id. Never sent as such. */
  ledger?: { currency: string; seq: number };
}

export const DELIVERY_STATUSES = ['pending', 'succeeded', 'failed'] as const;
export const FORMATS = ['raw', 'envelope'] as const;

const url = text(LIMITS.url).min(1);
const events = z
  .array(z.enum([...WEBHOOK_EVENTS, '*']))
  .min(1)
  .max(WEBHOOK_EVENTS.length);
export const endpointInput = z.strictObject({
  url,
  events,
  format: z.enum(FORMATS).optional(),
  description: description.optional(),
  active: z.boolean().optional(),
});
export const endpointPatch = endpointInput.partial();
export const endpoint = z.object({
  endpoint_id: idSchema('endpoint'),
  url: z.string(),
  events: z.array(z.string()),
  format: z.enum(FORMATS),
  description: z.string(),
  active: z.boolean(),
  created_at: time,
});
/** Only creation and rotation show the secret. */
export const newEndpoint = endpoint.extend({ secret: z.string() });
export const endpoints = listOf(endpoint);
export const rotateSecretInput = z.strictObject({
  grace_seconds: z
    .int()
    .min(0)
    .max(7 * 24 * 3600)
    .optional(),
});
export const eventCatalogue = z.object({ events: z.array(z.enum(WEBHOOK_EVENTS)) });

export const deliveryQuery = pageOf('delivery').extend({
  status: z.enum(DELIVERY_STATUSES).optional(),
  event: z.enum(WEBHOOK_EVENTS).optional(),
  from: time.optional(),
  to: time.optional(),
});
export const delivery = z.object({
  delivery_id: idSchema('delivery'),
  event: z.enum(WEBHOOK_EVENTS),
  status: z.enum(DELIVERY_STATUSES),
  url: z.string(),
  payload: jsonObject,
  next_attempt_at: time.nullable(),
  attempts: z.array(
    z.object({
      attempt: z.int(),
      at: time,
      duration_ms: z.int(),
      response_status: z.int().nullable(),
      response_body: z.string().nullable(),
      error: z.string().nullable(),
    }),
  ),
  created_at: time,
});
export const deliveries = listOf(delivery);
