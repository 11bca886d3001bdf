import { z } from 'zod';
import { LIMITS, MAX_AMOUNT } from './limits.ts';

export const MODES = ['live', 'test'] as const;
export type Mode = (typeof MODES)[number];

/** The name a configuration gives to an object: an item, a badge, a skill, a rule. */
export const key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/, 'must be 1–64 of a-z 0-9 _ . - and start with a letter or digit');
export const label = z.string().min(1).max(LIMITS.label);
export const description = z.string().max(LIMITS.description);

// Control characters would travel into logs, headers and keys.
const printable = '^[^\\u0000-\\u001f\\u007f]+$';
export const userId = z
  .string()
  .min(1)
  .max(LIMITS.user_id)
  .regex(new RegExp(printable), 'must not contain control characters');
export const eventId = z
  .string()
  .min(1)
  .max(LIMITS.event_id)
  .regex(new RegExp(printable), 'must not contain control characters');
export const eventType = z
  .string()
  .min(1)
  .max(LIMITS.event_type)
  .regex(new RegExp(printable), 'must not contain control characters');
export const name = z
  .string()
  .min(1)
  .max(LIMITS.name)
  .regex(new RegExp(printable), 'must not contain control characters');

export const amount = z.int().min(0).max(MAX_AMOUNT);
export const positiveAmount = z.int().min(1).max(MAX_AMOUNT);
export const signedAmount = z.int().min(-MAX_AMOUNT).max(MAX_AMOUNT);
/** RFC 3339; answers are always UTC. */
export const time = z.iso.datetime({ offset: true });
export const reason = z.string().min(1).max(LIMITS.reason);

export const page = z.strictObject({
  limit: z.int().min(1).max(LIMITS.page).optional(),
  /** The `next_cursor` of the page before. */
  cursor: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[!-~]+$/, 'is not a cursor that a list has answered')
    .optional(),
});

export const listOf = <T extends z.ZodType>(entry: T) =>
  z.object({ data: z.array(entry), next_cursor: z.string().nullable() });

export interface List<T> {
  data: T[];
  next_cursor: string | null;
}

export const jsonObject = z.record(z.string(), z.unknown());

export const price = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('coin'), amount: positiveAmount }),
  z.strictObject({ type: z.literal('token'), token_key: key, amount: positiveAmount }),
  z.strictObject({ type: z.literal('free') }),
]);
export type Price = z.infer<typeof price>;
