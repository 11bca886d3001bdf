import { z } from 'zod';
import { idPattern, type IdKind } from './ids.ts';
import { LIMITS, MAX_AMOUNT } from './limits.ts';
import { leavingDirection, visible } from './shown.ts';

export const MODES = ['live', 'test'] as const;
export type Mode = (typeof MODES)[number];

// Half of a surrogate pair is no character: UTF-8 and PostgreSQL cannot write it. Nor can PostgreSQL write U+0000.
const storable = new RegExp('^[^\\u0000\\ud800-\\udfff]*$', 'u');
// Control characters would travel into logs, headers and keys.
const printable = new RegExp('^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]+$', 'u');

export const text = (most: number) =>
  z.string().max(most).regex(storable, 'must not contain U+0000 or half of a surrogate pair');
/** A text that identifies something, on one line. */
const identifying = (most: number) =>
  z.string().min(1).max(most).regex(printable, 'must not contain control characters or half of a surrogate pair');

/** The name a configuration gives to an object: an item, a badge, a skill, a rule. */
export const key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/, 'must be 1–64 of a-z 0-9 _ . - and start with a letter or digit');
export const label = visible(text(LIMITS.label).min(1));
export const description = leavingDirection(text(LIMITS.description));
const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,5}$/, 'must be a language tag like en, de or pt-BR');
/** A text, or a text by language: `{"en": "Lesson", "de": "Lektion"}`. */
export const byLanguage = <T extends z.ZodString>(one: T) =>
  z.union([one, z.record(languageTag, one).meta({ minProperties: 1, maxProperties: LIMITS.languages })]);
/** Clients take `.` and `..` out of a path, percent-encoded too: a user of that name could never be reached again. */
export const userId = identifying(LIMITS.user_id).regex(/^(?!\.\.?$)/, 'must not be . or .., which no URL can carry');
export const eventId = identifying(LIMITS.event_id);
export const eventType = identifying(LIMITS.event_type);
export const name = visible(
  identifying(LIMITS.name).regex(/^[^\u0080-\u009f\u2028\u2029]*$/u, 'must be on one line, without control characters'),
);

export const amount = z.int().min(0).max(MAX_AMOUNT);
export const positiveAmount = z.int().min(1).max(MAX_AMOUNT);
export const signedAmount = z.int().min(-MAX_AMOUNT).max(MAX_AMOUNT);
/** RFC 3339; answers are always UTC. */
export const time = z.iso.datetime({ offset: true });
/** A time that is kept. Before the year 1 there is no RFC 3339 to answer it in; the first day east of UTC is let go. */
export const keptTime = time
  .regex(/^(?!0000|0001-01-01.*\+)/, 'must not be before 0001-01-01T00:00:00Z')
  // A second pattern makes zod forget the format.
  .meta({ format: 'date-time' });
/** An IANA name: `Europe/Berlin`. */
export const timeZone = z.string().min(1).max(64);
export const reason = visible(text(LIMITS.reason).min(1));

/** The query of a list: its cursors are the ids of what it lists. */
export const pageOf = (kind: IdKind) =>
  z.strictObject({
    limit: z.int().min(1).max(LIMITS.page).optional(),
    /** The `next_cursor` of the page before. */
    cursor: z.string().min(1).regex(idPattern(kind), 'is not a cursor that this list has answered').optional(),
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
