import { z } from 'zod';
import { eventType, key, label, listOf, time, timeZone, userId } from './common.ts';
import { idSchema } from './ids.ts';
import { LIMITS } from './limits.ts';
import { SESSION_SCOPES, type SessionScope } from './names.ts';

export { SESSION_SCOPES, type SessionScope };
export const PUBLISHABLE_SCOPES = ['read:buddies', 'read:operations', 'write:embed-tokens'] as const;
export type PublishableScope = (typeof PUBLISHABLE_SCOPES)[number];

export const sessionInput = z.strictObject({
  user_id: userId,
  buddy_id: idSchema('buddy')
    .optional()
    .describe('Without it the session is for the user’s seat: it shows the egg, and the buddy once it has hatched.'),
  audience: key.optional().describe('Which seat; goes without a buddy_id.'),
  ensure_egg: z.boolean().optional().describe('Lay an egg in the seat where there is neither egg nor buddy.'),
  scopes: z.array(z.enum(SESSION_SCOPES)).min(1).max(SESSION_SCOPES.length),
  event_types: z.array(eventType).min(1).max(20).optional().describe('All that `events:track` may send.'),
  ttl_seconds: z.int().min(1).max(LIMITS.sessionTtlSeconds).optional(),
  time_zone: timeZone.optional().describe('Where the user lives, as with `PUT /users/{user_id}`.'),
});
export const sessionAnswer = z.object({
  session_id: idSchema('session'),
  token: z.string(),
  /** Null until it has hatched. */
  buddy_id: idSchema('buddy').nullable(),
  scopes: z.array(z.enum(SESSION_SCOPES)),
  expires_at: time,
});

export const embedInput = z.strictObject(
  {
    buddy_id: idSchema('buddy').optional(),
    user_id: userId.optional(),
    audience: key.optional(),
    ttl_seconds: z.int().min(1).max(LIMITS.embedTtlSeconds).optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys' && issue.keys.join() === 'scopes'
        ? 'is not chosen here: an embed token reads, and no more. For a page that acts, POST /widget-sessions'
        : undefined,
  },
);
export const embedAnswer = z.object({ token: z.string(), buddy_id: idSchema('buddy').nullable(), expires_at: time });

/** Scheme, host and port: a browser's Origin header never holds more, nor a wildcard. */
export const ORIGIN = /^https?:\/\/[^/\\?#@*\s]+\/?$/;
export const NO_ORIGIN =
  'must be an origin like https://app.example.com: scheme, host and port, without path, query, name or *';
export const ANY_ORIGIN = '*';
const origin = z
  .string()
  .max(300)
  .regex(/^(?:\*|https?:\/\/[^/\\?#@*\s]+\/?)$/, NO_ORIGIN);
export const apiKeyInput = z.strictObject({
  kind: z.enum(['secret', 'publishable']),
  label,
  scopes: z
    .array(z.enum(PUBLISHABLE_SCOPES))
    .min(1)
    .max(PUBLISHABLE_SCOPES.length)
    .optional()
    .describe('What a publishable key may do; a secret key has none.'),
  allowed_origins: z
    .array(origin)
    .min(1)
    .max(50)
    .optional()
    .describe('The origins of the pages that a publishable key is for; `["*"]`: any. A secret key has none.'),
});
export const apiKey = z.object({
  key_id: idSchema('key'),
  kind: z.enum(['secret', 'publishable']),
  label: z.string(),
  /** First and last characters only: `hatch_test_…9f3a`. */
  masked_key: z.string(),
  scopes: z.array(z.enum(PUBLISHABLE_SCOPES)).nullable(),
  allowed_origins: z.array(z.string()).nullable(),
  created_at: time,
  expires_at: time.nullable(),
  last_used_at: time.nullable(),
});
/** The only answer that carries the key itself. */
export const newApiKey = apiKey.extend({ key: z.string() });
export const apiKeys = listOf(apiKey);
export const rotateKeyInput = z.strictObject({
  grace_seconds: z
    .int()
    .min(0)
    .max(30 * 24 * 3600)
    .optional(),
});
