import { z } from 'zod';
import { CATEGORIES, MOODS, POSES } from './art.ts';
import { amount, time } from '../common.ts';
import { METRICS } from '../configuration/conditions.ts';
import { SESSION_SCOPES } from '../credentials.ts';
import { EGG_STATUSES } from './eggs.ts';
import { idSchema } from '../ids.ts';
import { OPERATION_TYPES } from './operations.ts';

/* What is optional here was added later: a server that is older than its reader leaves it out. */

export const image = z.object({
  url: z.string(),
  png_url: z.string(),
  width: z.int(),
  height: z.int(),
  alt: z.string(),
});
/** The picture whole, and in parts to lay over each other. Own art without parts has only `figure_url`, the whole picture. */
export const buddyImage = image.extend({
  /** What lies behind, 1024×640, safe to crop; where no background is worn, a scene that takes the colour it is laid over. */
  scene_url: z.string().nullable().optional(),
  /** The buddy and what it wears, transparent around it, of the picture's own size. */
  figure_url: z.string().optional(),
  /** Its face, square, transparent around it. */
  face_url: z.string().nullable().optional(),
  /** Closed lids to lay over the figure for a blink; null where no open eye is to be seen. */
  blink_url: z.string().nullable().optional(),
  /** The figure in other poses, by their name. */
  poses: z.partialRecord(z.enum(POSES), z.string()).nullable().optional(),
});
/** How far something has come; `value` is at most `target`, which is at least 1. */
export const progress = z.object({ value: z.number(), target: z.number() });
/** One thing that a condition asks for, and how far it has come. */
export const requirement = progress.extend({
  metric: z.enum(METRICS),
  key: z.string().nullable(),
  /** What the configuration calls the object that `key` names; null where it has no name for it. */
  label: z.string().nullable(),
});
export const eggView = z.object({
  egg_id: idSchema('egg'),
  status: z.enum(EGG_STATUSES),
  image,
  /** Events until the egg is ready by itself; null where it waits for a call. */
  warmth: progress.nullable(),
  /** The species that may be chosen from when it hatches; empty where there is no choice. */
  choices: z.array(z.object({ species: z.string(), label: z.string(), image })),
});
export const buddyView = z.object({
  buddy_id: idSchema('buddy'),
  user_id: z.string(),
  name: z.string(),
  audience: z.string(),
  stage: z.object({ number: z.int(), label: z.string(), of: z.int() }),
  image: buddyImage.nullable(),
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
const RECENT_STATUSES = ['ticked', 'frozen', 'missed', 'open'] as const;
export const recentPeriod = z.object({
  /** Its first day in the user's own calendar: `2026-03-02`. */
  period: z.string(),
  /** `frozen`: missed, and the streak went on all the same. `open`: the one that is going on, not ticked yet. */
  status: z.enum(RECENT_STATUSES),
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
  /** Null where the streak has none. */
  freezes: z.object({ left: z.int(), max: z.int() }).nullable().optional(),
  /** The last seven periods, the one that is going on last. */
  recent: z.array(recentPeriod).optional(),
});
export const badgeView = z.object({
  badge_key: z.string(),
  label: z.string(),
  description: z.string(),
  icon: z.string(),
  earned: z.boolean(),
  awarded_at: time.nullable(),
  /** Of what is furthest behind. Null where the condition has `any` or `not`, or is no goal to grow towards. */
  progress: progress.nullable().optional(),
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
  next_label: z.string().nullable().optional(),
  /** The figure of the next stage as one dark shape, transparent around it; null in the last stage. */
  next_silhouette_url: z.string().nullable().optional(),
  /** Each thing that the next stage asks for; null in the last stage, and where a badge's progress would be. */
  progress: z.array(requirement).nullable().optional(),
});
export const pendingOperation = z.object({ operation_id: idSchema('operation'), type: z.enum(OPERATION_TYPES) });

export const widgetState = z.object({
  /** Of the seat: it grows with every change, before and after hatching. */
  version: z.int(),
  /** Null once it has hatched, and where the user has none. */
  egg: eggView.nullable().optional(),
  /** Null until it has hatched. */
  buddy: buddyView.nullable(),
  tokens: z.array(tokenView),
  skills: z.array(skillView),
  streaks: z.array(streakView),
  badges: z.array(badgeView),
  equipped: z.array(equippedView),
  /** Null as long as `buddy` is. */
  evolution: evolutionView.nullable(),
  /** The user's own, by its IANA name. */
  time_zone: z.string().optional(),
  scopes: z.array(z.enum(SESSION_SCOPES)),
  pending_operations: z.array(pendingOperation),
});
/** What a browser is answered: of a seat, hatched or not. */
export type SeatState = z.infer<typeof widgetState>;
/** Of a seat whose buddy has hatched. */
export type WidgetState = SeatState & { buddy: BuddyView; evolution: EvolutionView };
export type BuddyView = z.infer<typeof buddyView>;
export type TokenView = z.infer<typeof tokenView>;
export type SkillView = z.infer<typeof skillView>;
export type StreakView = z.infer<typeof streakView>;
export type BadgeView = z.infer<typeof badgeView>;
export type EquippedView = z.infer<typeof equippedView>;
export type EggView = z.infer<typeof eggView>;
export type BuddyImage = z.infer<typeof buddyImage>;
export type Progress = z.infer<typeof progress>;
export type Requirement = z.infer<typeof requirement>;
export type RecentPeriod = z.infer<typeof recentPeriod>;
export type EvolutionView = z.infer<typeof evolutionView>;
