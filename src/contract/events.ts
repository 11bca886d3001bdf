import { z } from 'zod';
import {
  amount,
  eventId,
  eventType,
  jsonObject,
  keptTime,
  key,
  listOf,
  pageOf,
  time,
  timeZone,
  userId,
} from './common.ts';
import { ledgerEntry } from './buddy/buddies.ts';
import { idSchema } from './ids.ts';
import { LIMITS } from './limits.ts';
import { eventDelivery } from './webhooks.ts';

export const eventInput = z.strictObject({
  event_id: eventId
    .optional()
    .describe('Yours. Without it the server makes one, and a retry of the call counts twice.'),
  user_id: userId,
  type: eventType,
  audience: key.optional(),
  properties: jsonObject.optional(),
  occurred_at: keptTime.optional(),
});
export type EventInput = z.infer<typeof eventInput>;

export const effects = z.object({
  coins: amount,
  badges_awarded: z.array(z.string()),
  badges_ready: z.array(z.string()),
  tokens: z.array(z.object({ token_key: z.string(), amount })),
  evolution_ready: z.boolean(),
  streak_milestones: z.array(z.object({ streak_key: z.string(), milestone: z.int() })),
  skills: z.array(z.object({ skill_key: z.string(), points: amount, value: amount, level: z.int() })),
  streaks: z.array(z.object({ streak_key: z.string(), count: z.int() })),
  /** The stage reached, where a stage with `auto_evolve` was; absent otherwise. */
  evolved_to: z.int().optional(),
});
export type Effects = z.infer<typeof effects>;

export const explanation = z.object({
  rule: z.string(),
  kind: z.enum(['coin_rule', 'token_rule', 'skill_rule', 'badge', 'streak', 'stage']),
  fired: z.boolean(),
  /** Why it fired or did not, in a sentence. */
  reason: z.string(),
  amount: amount.optional(),
});
export type Explanation = z.infer<typeof explanation>;

export const eventQuery = z.strictObject({ explain: z.boolean().optional(), dry_run: z.boolean().optional() });

export const eventAnswer = z.object({
  event_id: z.string(),
  /** Ours; null on a dry run, and for a repeat of an erased user's event. */
  evt_id: idSchema('event').nullable().optional(),
  buddy_id: idSchema('buddy').nullable(),
  duplicate: z.boolean(),
  effects,
  explanation: z.array(explanation).optional(),
  /** In the test world alone: what may be mistyped. */
  hints: z.array(z.string()).optional(),
  dry_run: z.literal(true).optional(),
});
export type EventAnswer = z.infer<typeof eventAnswer>;

/** Entries are checked one by one, so that a bad one fails alone. */
export const batchInput = z.strictObject({ events: z.array(z.unknown()).min(1).max(LIMITS.batchEvents) });
export const batchAnswer = z.object({
  results: z.array(
    z.object({
      event_id: z.string().nullable(),
      evt_id: idSchema('event').nullable().optional(),
      status: z.enum(['applied', 'duplicate', 'failed']),
      buddy_id: idSchema('buddy').nullable(),
      effects: effects.optional(),
      /** In the test world alone: what may be mistyped. */
      hints: z.array(z.string()).optional(),
      error: z.object({ code: z.string(), message: z.string(), details: jsonObject.optional() }).optional(),
    }),
  ),
  applied: z.int(),
  duplicates: z.int(),
  failed: z.int(),
});
export type BatchAnswer = z.infer<typeof batchAnswer>;

export const eventLogQuery = pageOf('event').extend({
  event_id: eventId.optional().describe('Yours, of the events that a secret key has sent.'),
  user_id: userId.optional(),
  type: eventType.optional(),
  from: time.optional(),
  to: time.optional(),
});
export const loggedEvent = z.object({
  event_id: z.string(),
  evt_id: idSchema('event'),
  user_id: z.string(),
  type: z.string(),
  audience: z.string(),
  properties: jsonObject,
  occurred_at: time,
  received_at: time,
  buddy_id: idSchema('buddy').nullable(),
  effects,
  request_id: z.string(),
});
export const eventLog = listOf(loggedEvent);
export const eventDetails = loggedEvent.extend({
  /** The version that it was judged by; null while it waits for a hatching. */
  config_version_id: idSchema('config').nullable(),
  /** Each rule that was looked at, whether it fired, and why not; null where nothing was looked at. */
  explanation: z.array(explanation).nullable(),
  ledger: z.array(ledgerEntry),
  /** What its endpoints were or are to be told, 500 at most. Causes name no event. */
  deliveries: z.array(eventDelivery),
});

export const userInput = z.strictObject({ time_zone: timeZone });
export const userAnswer = z.object({ user_id: z.string(), time_zone: z.string() });
