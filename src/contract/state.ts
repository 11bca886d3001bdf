import { z } from 'zod';
import { CATEGORIES, MOODS } from './art.ts';
import { amount, time } from './common.ts';
import { SESSION_SCOPES } from './credentials.ts';
import { idSchema } from './ids.ts';
import { OPERATION_TYPES } from './operations.ts';

export const image = z.object({
  url: z.string(),
  png_url: z.string(),
  width: z.int(),
  height: z.int(),
  alt: z.string(),
});
export const buddyView = z.object({
  buddy_id: idSchema('buddy'),
  user_id: z.string(),
  name: z.string(),
  audience: z.string(),
  stage: z.object({ number: z.int(), label: z.string(), of: z.int() }),
  image: image.nullable(),
  appearance: z.object({ status: z.enum(['ready', 'pending', 'failed']), error: z.string().nullable() }),
  mood: z.enum(MOODS),
  coins: amount,
});
export const tokenView = z.object({
  token_key: z.string(),
  label: z.string(),
  icon: z.string().nullable(),
  tier: z.enum(['primary', 'progression']),
  balance: amount,
  max_balance: amount.nullable(),
});
export const skillView = z.object({
  skill_key: z.string(),
  label: z.string(),
  icon: z.string().nullable(),
  color: z.string().nullable(),
  value: amount,
  max_value: amount,
  level: z.int(),
  /** Of the way to the next level, 0 to 1; 1 at `max_value`. */
  level_progress: z.number(),
});
export const streakView = z.object({
  streak_key: z.string(),
  label: z.string(),
  period: z.enum(['daily', 'weekly', 'monthly']),
  count: z.int(),
  best: z.int(),
  alive: z.boolean(),
  ticked_this_period: z.boolean(),
  /** When it burns unless it ticks before; null when it is not alive. */
  expires_at: time.nullable(),
  next_milestone: z.int().nullable(),
  freezes_left: z.int().nullable(),
});
export const badgeView = z.object({
  badge_key: z.string(),
  label: z.string(),
  description: z.string(),
  icon: z.string(),
  earned: z.boolean(),
  awarded_at: time.nullable(),
});
export const equippedView = z.object({
  item_id: z.string(),
  category: z.enum(CATEGORIES),
});
export const evolutionView = z.object({
  ready: z.boolean(),
  next_stage: z.int().nullable(),
  /** Each test of the next stage's condition, written out, and whether it holds. */
  conditions: z.record(z.string(), z.boolean()),
});
export const pendingOperation = z.object({ operation_id: idSchema('operation'), type: z.enum(OPERATION_TYPES) });

export const widgetState = z.object({
  version: z.int(),
  buddy: buddyView,
  tokens: z.array(tokenView),
  skills: z.array(skillView),
  streaks: z.array(streakView),
  badges: z.array(badgeView),
  equipped: z.array(equippedView),
  evolution: evolutionView,
  scopes: z.array(z.enum(SESSION_SCOPES)),
  pending_operations: z.array(pendingOperation),
});
export type WidgetState = z.infer<typeof widgetState>;
export type BuddyView = z.infer<typeof buddyView>;
export type TokenView = z.infer<typeof tokenView>;
export type SkillView = z.infer<typeof skillView>;
export type StreakView = z.infer<typeof streakView>;
export type BadgeView = z.infer<typeof badgeView>;
export type EquippedView = z.infer<typeof equippedView>;
export type EvolutionView = z.infer<typeof evolutionView>;
