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
export type WebhookEventName = (typeof WEBHOOK_EVENTS)[number];

/** Goes to the address of the cause; the others go to endpoints that subscribe to them. */
const CAUSE_EVENT = 'cause.threshold_reached';
export const SUBSCRIBABLE_EVENTS = WEBHOOK_EVENTS.filter((event) => event !== CAUSE_EVENT);

/** Something that happened, as webhooks report it: an event and its data, without the ids that the writer adds. */
export interface Notice {
  event: WebhookEventName;
  data: Record<string, unknown>;
  /** The ledger line behind it, so that the writer can add that line's id. Never sent as such. */
  ledger?: { currency: string; seq: number };
}

const DELIVERY_STATUSES = ['pending', 'succeeded', 'failed'] as const;
const FORMATS = ['raw', 'envelope', 'standard'] as const;
export type Format = (typeof FORMATS)[number];
const CURVES = ['standard', 'patient'] as const;
export type Curve = (typeof CURVES)[number];
const TRIGGERS = ['first', 'retry', 'replay'] as const;
export type Trigger = (typeof TRIGGERS)[number];
/** Why an attempt failed; with a 2xx answer: why it was not read to the end. */
const DELIVERY_ERRORS = [
  'dns',
  'refused_address',
  'connect',
  'tls',
  'timeout',
  'reset',
  'response_too_large',
  'redirect',
  'http',
  'endpoint_disabled',
] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];
/** `gone`: answered 410. `silent`: a day without one success. */
const DISABLED_REASONS = ['gone', 'silent'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

const CAUSE_ID = /^cause:.{1,64}$/u;

const url = text(LIMITS.url).min(1);
const events = z
  .array(z.enum([...SUBSCRIBABLE_EVENTS, '*']))
  .min(1)
  .max(SUBSCRIBABLE_EVENTS.length);
export const endpointInput = z.strictObject({
  url,
  events,
  format: z.enum(FORMATS).optional(),
  description: description.optional(),
  active: z.boolean().optional(),
  retry: z.enum(CURVES).optional(),
  recover: z.boolean().optional(),
});
export const endpointPatch = endpointInput.partial();
export const endpoint = z.object({
  endpoint_id: idSchema('endpoint'),
  url: z.string(),
  events: z.array(z.string()),
  format: z.enum(FORMATS),
  description: z.string(),
  active: z.boolean(),
  retry: z.enum(CURVES),
  recover: z.boolean(),
  disabled: z.object({ reason: z.enum(DISABLED_REASONS), at: time }).nullable(),
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
export const eventCatalogue = z.object({
  events: z.array(z.object({ event: z.enum(WEBHOOK_EVENTS), description: z.string(), sample: jsonObject })),
});

/** A registered endpoint, or a cause: `cause:<key>`. */
export const receiverId = z.union([idSchema('endpoint'), z.string().regex(CAUSE_ID, 'is not an id like cause:<key>')]);

export const deliveryQuery = pageOf('delivery').extend({
  status: z.enum(DELIVERY_STATUSES).optional(),
  event: z.enum(WEBHOOK_EVENTS).optional(),
  from: time.optional(),
  to: time.optional(),
  /** Whether it took more than one attempt. */
  retried: z.boolean().optional(),
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
      trigger: z.enum(TRIGGERS),
      duration_ms: z.int(),
      response_status: z.int().nullable(),
      response_body: z.string().nullable(),
      error: z.enum(DELIVERY_ERRORS).nullable(),
    }),
  ),
  created_at: time,
});
export const deliveries = listOf(delivery);
/** One that an event caused. */
export const eventDelivery = delivery.omit({ url: true }).extend({ endpoint_id: receiverId });

export const testInput = z.strictObject({
  event: z.enum(SUBSCRIBABLE_EVENTS).optional(),
  even_if_off: z
    .boolean()
    .optional()
    .describe(
      'An endpoint that is switched off gets its delivery, too, recorded as failed, as it does for real events.',
    ),
});
export const sentDelivery = z.object({ delivery_id: idSchema('delivery') });
export type SentDelivery = z.infer<typeof sentDelivery>;

/** Of the last 24 hours. */
export const endpointFigures = z.object({
  delivered: z.int(),
  /** Given up. */
  failed: z.int(),
  /** 0 to 1, of what was delivered or given up; null: nothing was. */
  success_rate: z.number().nullable(),
  /** Attempts that failed, those that were tried again among them. */
  recent_failures: z.int(),
  retries: z.int(),
  p50_ms: z.int().nullable(),
  p95_ms: z.int().nullable(),
});
export const webhooksHealth = endpointFigures.extend({
  endpoints: z.array(
    endpointFigures.extend({
      endpoint_id: receiverId,
      url: z.string(),
      active: z.boolean(),
      disabled: z.object({ reason: z.enum(DISABLED_REASONS), at: time }).nullable(),
      /** How far its clock is ahead of ours, by the `Date` of its answers. */
      clock_skew_seconds: z.int().nullable(),
      /** The skew is 30 s or more. */
      clock_warning: z.boolean(),
    }),
  ),
});

const REPLAYABLE = ['failed', 'succeeded', 'all'] as const;
export type Replayable = (typeof REPLAYABLE)[number];
export const replayRangeInput = z.strictObject({
  from: time,
  to: time,
  /** Without it: failed and not succeeded since. */
  status: z.enum(REPLAYABLE).optional(),
  dry_run: z.boolean().optional(),
});
export const replayRangeAnswer = z.object({ count: z.int() });
