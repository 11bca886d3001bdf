import { z } from 'zod';
import { CATEGORIES, RARITIES, SPECIES } from '../buddy/art.ts';
import {
  amount,
  byLanguage,
  description as oneDescription,
  eventType,
  jsonObject,
  key,
  label as oneLabel,
  listOf,
  positiveAmount,
  price,
  text,
  time,
} from '../common.ts';
import { condition, METRICS, when } from './conditions.ts';
import { idSchema } from '../ids.ts';
import { WINDOWS } from './leaderboards.ts';
import { LIMITS } from '../limits.ts';
import { visible } from '../shown.ts';

const section = <T extends z.ZodType>(entry: T, most: number = LIMITS.configEntries) =>
  z.array(entry).max(most).optional();
const label = byLanguage(oneLabel);
const description = byLanguage(oneDescription);
const icon = visible(text(60).min(1));
const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour like #1a2b3c');

export const reward = z.strictObject({
  coins: positiveAmount.optional(),
  tokens: z
    .array(z.strictObject({ token_key: key, amount: positiveAmount }))
    .max(10)
    .optional(),
});
export type Reward = z.infer<typeof reward>;

const earnRule = {
  key,
  event_type: eventType,
  amount: positiveAmount,
  daily_cap: positiveAmount.optional(),
  weekly_cap: positiveAmount.optional(),
  total_limit: positiveAmount.optional(),
  when: when.optional(),
  audience: key.optional(),
};

export const audience = z.strictObject({ key, label });
/** Caps are amounts per UTC day or ISO week; a rule at its cap pays the remainder, then nothing. */
export const coinRule = z.strictObject(earnRule);
export const token = z.strictObject({
  key,
  label,
  icon: icon.optional(),
  tier: z.enum(['primary', 'progression']),
  max_balance: positiveAmount.optional(),
});
export const tokenRule = z.strictObject({ ...earnRule, token_key: key });
export const skill = z.strictObject({
  key,
  label,
  icon: icon.optional(),
  color: color.optional(),
  max_value: positiveAmount,
  points_per_level: positiveAmount,
});
export const skillRule = z.strictObject({
  event_type: eventType,
  skill_key: key,
  points: positiveAmount,
  when: when.optional(),
  audience: key.optional(),
});
export const badge = z.strictObject({
  key,
  label,
  description,
  icon,
  award: z.enum(['auto', 'manual']),
  condition,
  reward: reward.optional(),
});
const PERIODS = ['daily', 'weekly', 'monthly'] as const;
export const streak = z.strictObject({
  key,
  label,
  event_types: z.array(eventType).min(1).max(20),
  period: z.enum(PERIODS),
  milestones: z.array(z.strictObject({ count: z.int().min(1).max(10_000), reward: reward.optional() })).max(20),
  /**
   * A missed period uses up a freeze before the streak burns. Without `earn_every` each new streak starts with `max` of
   * them; with it a streak starts with none and earns one with every that many periods ticked, up to `max`.
   */
  freezes: z.strictObject({ max: z.int().min(1).max(30), earn_every: z.int().min(1).max(366).optional() }).optional(),
});
const number = (least: number, most: number) => z.number().min(least).max(most);
/** Where a picture sits: moved by `x` and `y` of the 512 units across, scaled about its middle, at a layer's depth. */
const placed = {
  x: number(-512, 512).optional(),
  y: number(-512, 512).optional(),
  scale: number(0.1, 4).optional(),
  layer: z.int().min(0).max(100).optional(),
};
export const place = z.strictObject(placed);
/** For one species, one stage, or both; the entry that says most of a buddy counts for it. */
const placeFor = z.strictObject({
  species: key.optional(),
  stage: z.int().min(1).max(LIMITS.stages).optional(),
  ...placed,
});
export const itemPlace = z.union([place, z.array(placeFor).min(1).max(LIMITS.places)]);
export type Place = z.infer<typeof place>;
export type ItemPlace = z.infer<typeof itemPlace>;

export const species = z.union([
  z.strictObject({ key: z.enum(SPECIES) }),
  z.strictObject({
    key,
    label: label.optional(),
    assets: z
      .array(
        z.strictObject({
          stage: z.int().min(1).max(LIMITS.stages),
          asset_id: idSchema('asset'),
          place: place.optional(),
        }),
      )
      .min(1)
      .max(LIMITS.stages),
  }),
]);
export const hatching = z.strictObject({
  /** So many events of its user make an egg ready by themselves. */
  ready_after: z.int().min(1).max(100).optional(),
  /** So many species may be chosen from. */
  choices: z.int().min(1).max(3).optional(),
});
export const stage = z.strictObject({
  stage: z.int().min(1).max(LIMITS.stages),
  label,
  condition: condition.optional(),
  auto_evolve: z.boolean().optional(),
});
export const item = z.strictObject({
  key,
  label,
  description,
  category: z.enum(CATEGORIES),
  rarity: z.enum(RARITIES),
  price,
  visibility: condition.optional(),
  stock: amount.optional(),
  art: z
    .union([
      z.strictObject({ builtin: text(64).min(1), place: itemPlace.optional() }),
      z.strictObject({ asset_id: idSchema('asset'), place: itemPlace.optional() }),
    ])
    .optional(),
});
const metric = z.strictObject({ metric: z.enum(METRICS), key: text(LIMITS.event_type).min(1).optional() });
export const leaderboard = z.strictObject({
  key,
  label,
  metric: z.union([z.enum(METRICS), metric]),
  window: z.enum(WINDOWS),
  audience: key.optional(),
});
export const cause = z.strictObject({
  key,
  label,
  metric: z.union([z.enum(METRICS), metric]),
  threshold: positiveAmount,
  webhook_url: text(LIMITS.url),
  secret: text(200)
    .min(16)
    .optional()
    .describe(
      'Signs what is told. Never answered; a document without it keeps the one that the cause of that key has.',
    ),
});

/** One document per version; every section may be missing. */
export const configuration = z.strictObject({
  audiences: section(audience),
  coin_rules: section(coinRule, LIMITS.rules),
  tokens: section(token),
  token_rules: section(tokenRule, LIMITS.rules),
  skills: section(skill),
  skill_rules: section(skillRule, LIMITS.rules),
  badges: section(badge),
  streaks: section(streak, 50),
  species: section(species, 20),
  hatching: hatching.optional(),
  stages: section(stage, LIMITS.stages),
  items: section(item),
  leaderboards: section(leaderboard, 50),
  causes: section(cause, 50),
});
export type Configuration = z.infer<typeof configuration>;
/** As it is answered: without the secrets of causes. */
export const shownConfiguration = configuration.extend({ causes: section(cause.omit({ secret: true }), 50) });
/** With its texts in one language. */
type Plain<T> = T extends unknown
  ? { [K in keyof T]: K extends 'label' | 'description' ? Exclude<T[K], Record<string, string>> : T[K] }
  : never;
type PlainSection<S> = S extends readonly (infer E)[] ? Plain<E>[] : S;
export type PlainConfiguration = { [S in keyof Configuration]: PlainSection<Configuration[S]> };
export type CoinRule = z.infer<typeof coinRule>;
export type TokenRule = z.infer<typeof tokenRule>;
export type TokenDefinition = Plain<z.infer<typeof token>>;
export type SkillDefinition = Plain<z.infer<typeof skill>>;
export type BadgeDefinition = Plain<z.infer<typeof badge>>;
export type StreakDefinition = Plain<z.infer<typeof streak>>;
export type StageDefinition = Plain<z.infer<typeof stage>>;
export type ItemDefinition = Plain<z.infer<typeof item>>;
export type LeaderboardDefinition = Plain<z.infer<typeof leaderboard>>;
export type CauseDefinition = Plain<z.infer<typeof cause>>;

export const finding = z.object({
  /** Where in the document: `coin_rules.0.daily_cap`. */
  path: z.string(),
  code: z.string(),
  message: z.string(),
});
export type Finding = z.infer<typeof finding>;
export const validationReport = z.object({ errors: z.array(finding), warnings: z.array(finding) });
export type ValidationReport = z.infer<typeof validationReport>;

export const configVersion = z.object({
  config_version_id: idSchema('config'),
  status: z.enum(['draft', 'published', 'archived']),
  document: shownConfiguration,
  /** Why it was published. */
  comment: z.string().nullable(),
  created_at: time,
  published_at: time.nullable(),
});
export const configDraft = configVersion.extend({
  /** `published` where there is no draft: then it is what is published. */
  status: z.enum(['draft', 'published']),
  /** For `If-Match`: a write over anything newer is refused. */
  etag: z.string(),
});
export const configVersions = listOf(configVersion.omit({ document: true }));
export const publishInput = z.strictObject({
  /** Takes the place of the draft, and is published in the same call. */
  document: configuration.optional(),
  comment: visible(text(LIMITS.comment).min(1)).optional(),
});
export const publishAnswer = configVersion.extend({ warnings: z.array(finding) });

/** A version by its id, the draft (without one, what is published), or what is published. */
export const versionName = z.union([idSchema('config'), z.enum(['draft', 'published'])]);
/** By section; sections without a difference are left out. `fields`: what each was and is, null where it was not there. */
export const configDiff = z.record(
  z.string(),
  z.object({
    added: z.array(jsonObject),
    removed: z.array(jsonObject),
    changed: z.array(z.object({ key: z.string(), fields: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])) })),
  }),
);

export const migrateInput = z.strictObject({
  buddy_id: idSchema('buddy').optional(),
  audience: key.optional(),
  all: z.literal(true).optional(),
  to: idSchema('config'),
});
export const migrateAnswer = z.object({ migrated: z.int(), config_version_id: idSchema('config') });
