/* eslint-disable max-lines */

// Written from the contract by src/build/types/sdk-types.ts: `npx vitest run -u test/sdk/types.test.ts`.

/** Fields whose content is the caller's own, or has names that are data: never renamed. */
export const OPAQUE = [
  'conditions',
  'details',
  'document',
  'metadata',
  'payload',
  'poses',
  'properties',
  'sample',
] as const;

/** A time in RFC 3339. */
export type Time = string;

export type WebhookEventName =
  | 'buddy.hatched'
  | 'buddy.evolved'
  | 'coin.earned'
  | 'coin.spent'
  | 'token.earned'
  | 'token.spent'
  | 'skill.leveled'
  | 'badge.ready'
  | 'badge.awarded'
  | 'streak.ticked'
  | 'streak.milestone'
  | 'streak.burned'
  | 'marketplace.purchased'
  | 'marketplace.equipped'
  | 'evolution.ready'
  | 'leaderboard.snapshot.ready'
  | 'cause.threshold_reached';

export type SubscribedEvent =
  | 'buddy.hatched'
  | 'buddy.evolved'
  | 'coin.earned'
  | 'coin.spent'
  | 'token.earned'
  | 'token.spent'
  | 'skill.leveled'
  | 'badge.ready'
  | 'badge.awarded'
  | 'streak.ticked'
  | 'streak.milestone'
  | 'streak.burned'
  | 'marketplace.purchased'
  | 'marketplace.equipped'
  | 'evolution.ready'
  | 'leaderboard.snapshot.ready'
  | '*';

export type SessionScope =
  | 'read'
  | 'events:track'
  | 'marketplace:browse'
  | 'marketplace:purchase'
  | 'items:equip'
  | 'buddy:hatch'
  | 'buddy:rename';

export type PublishableScope = 'read:buddies' | 'read:operations' | 'write:embed-tokens';

export type Metric =
  | 'event_count'
  | 'coins_earned'
  | 'coins_balance'
  | 'token_balance'
  | 'skill_value'
  | 'skill_level'
  | 'streak_count'
  | 'streak_best'
  | 'badge'
  | 'badge_count'
  | 'stage'
  | 'item_owned';

export type ItemCategory = 'background' | 'body' | 'feet' | 'hand' | 'neck' | 'face' | 'head' | 'accessory';

export interface ApiKey {
  keyId: string;
  kind: 'secret' | 'publishable' | (string & {});
  label: string;
  maskedKey: string;
  scopes: (PublishableScope | (string & {}))[] | null;
  allowedOrigins: string[] | null;
  createdAt: Time;
  expiresAt: Time | null;
  lastUsedAt: Time | null;
}

export interface NewApiKey {
  keyId: string;
  kind: 'secret' | 'publishable' | (string & {});
  label: string;
  maskedKey: string;
  scopes: (PublishableScope | (string & {}))[] | null;
  allowedOrigins: string[] | null;
  createdAt: Time;
  expiresAt: Time | null;
  lastUsedAt: Time | null;
  key: string;
}

export interface Asset {
  assetId: string;
  mediaType: 'image/svg+xml' | 'image/png' | 'image/webp' | (string & {});
  name: string;
  bytes: number;
  width: number;
  height: number;
  url: string;
  createdAt: Time;
}

export interface BadgeView {
  badgeKey: string;
  label: string;
  description: string;
  icon: string;
  earned: boolean;
  awardedAt: Time | null;
  progress?:
    | {
        value: number;
        target: number;
      }
    | null
    | undefined;
}

export interface Buddy {
  buddyId: string;
  userId: string;
  name: string;
  audience: string;
  stage: {
    number: number;
    label: string;
    of: number;
  };
  image: {
    url: string;
    pngUrl: string;
    width: number;
    height: number;
    alt: string;
    sceneUrl?: string | null | undefined;
    figureUrl?: string | undefined;
    faceUrl?: string | null | undefined;
    blinkUrl?: string | null | undefined;
    poses?: Record<string, string> | null | undefined;
  } | null;
  appearance: {
    status: 'ready' | 'pending' | 'failed' | (string & {});
    error: string | null;
  };
  mood: 'calm' | 'proud' | 'sleepy' | (string & {});
  coins: number;
  tokens: TokenView[];
  skills: SkillView[];
  streaks: StreakView[];
  badges: BadgeView[];
  badgesReady: string[];
  equipped: EquippedView[];
  owned: {
    itemId: string;
    acquiredAt: Time;
  }[];
  evolution: EvolutionView;
  configVersionId: string;
  createdAt: Time;
}

export interface BuddyState {
  version: number;
  egg?:
    | {
        eggId: string;
        status: 'waiting' | 'ready' | 'hatching' | 'hatched' | 'cancelled' | (string & {});
        image: {
          url: string;
          pngUrl: string;
          width: number;
          height: number;
          alt: string;
        };
        warmth: {
          value: number;
          target: number;
        } | null;
        choices: {
          species: string;
          label: string;
          image: {
            url: string;
            pngUrl: string;
            width: number;
            height: number;
            alt: string;
          };
        }[];
      }
    | null
    | undefined;
  buddy: BuddyView | null;
  tokens: TokenView[];
  skills: SkillView[];
  streaks: StreakView[];
  badges: BadgeView[];
  equipped: EquippedView[];
  evolution: EvolutionView | null;
  timeZone?: string | undefined;
  scopes: (SessionScope | (string & {}))[];
  pendingOperations: {
    operationId: string;
    type: 'hatch' | 'evolve' | 'equip' | 'rerender' | 'migrate' | (string & {});
  }[];
}

export interface BuddyView {
  buddyId: string;
  userId: string;
  name: string;
  audience: string;
  stage: {
    number: number;
    label: string;
    of: number;
  };
  image: {
    url: string;
    pngUrl: string;
    width: number;
    height: number;
    alt: string;
    sceneUrl?: string | null | undefined;
    figureUrl?: string | undefined;
    faceUrl?: string | null | undefined;
    blinkUrl?: string | null | undefined;
    poses?: Record<string, string> | null | undefined;
  } | null;
  appearance: {
    status: 'ready' | 'pending' | 'failed' | (string & {});
    error: string | null;
  };
  mood: 'calm' | 'proud' | 'sleepy' | (string & {});
  coins: number;
}

export interface EquippedView {
  itemId: string;
  category: ItemCategory | (string & {});
}

export interface EvolutionView {
  ready: boolean;
  nextStage: number | null;
  conditions: Record<string, boolean>;
  nextLabel?: string | null | undefined;
  nextSilhouetteUrl?: string | null | undefined;
  progress?:
    | {
        value: number;
        target: number;
        metric: Metric | (string & {});
        key: string | null;
        label: string | null;
      }[]
    | null
    | undefined;
}

export interface SkillView {
  skillKey: string;
  label: string;
  icon: string | null;
  color: string | null;
  value: number;
  maxValue: number;
  level: number;
  levelProgress: number;
}

export interface StreakView {
  streakKey: string;
  label: string;
  period: 'daily' | 'weekly' | 'monthly' | (string & {});
  count: number;
  best: number;
  alive: boolean;
  tickedThisPeriod: boolean;
  expiresAt: Time | null;
  nextMilestone: number | null;
  freezesLeft: number | null;
  freezes?:
    | {
        left: number;
        max: number;
      }
    | null
    | undefined;
  recent?:
    | {
        period: string;
        status: 'ticked' | 'frozen' | 'missed' | 'open' | (string & {});
      }[]
    | undefined;
}

export interface TokenView {
  tokenKey: string;
  label: string;
  icon: string | null;
  tier: 'primary' | 'progression' | (string & {});
  balance: number;
  maxBalance: number | null;
}

export interface LedgerEntry {
  ledgerId: string;
  currency: string;
  amount: number;
  balanceAfter: number;
  reason: string;
  referenceId: string | null;
  createdAt: Time;
}

export interface ConfigDraft {
  configVersionId: string;
  status: 'draft' | 'published' | (string & {});
  document: ShownConfiguration;
  comment: string | null;
  createdAt: Time;
  publishedAt: Time | null;
  etag: string;
}

export interface ConfigVersion {
  configVersionId: string;
  status: 'draft' | 'published' | 'archived' | (string & {});
  document: ShownConfiguration;
  comment: string | null;
  createdAt: Time;
  publishedAt: Time | null;
}

export interface PublishedConfig {
  configVersionId: string;
  status: 'draft' | 'published' | 'archived' | (string & {});
  document: ShownConfiguration;
  comment: string | null;
  createdAt: Time;
  publishedAt: Time | null;
  warnings: Finding[];
}

export interface Finding {
  path: string;
  code: string;
  message: string;
}

export interface ValidationReport {
  errors: Finding[];
  warnings: Finding[];
}

export interface Migration {
  migrated: number;
  configVersionId: string;
}

export interface Egg {
  eggId: string;
  userId: string;
  audience: string;
  status: 'waiting' | 'ready' | 'hatching' | 'hatched' | 'cancelled' | (string & {});
  buddyId: string | null;
  configVersionId: string;
  metadata: Record<string, unknown>;
  imageUrl: string;
  createdAt: Time;
}

export interface Effects {
  coins: number;
  badgesAwarded: string[];
  badgesReady: string[];
  tokens: {
    tokenKey: string;
    amount: number;
  }[];
  evolutionReady: boolean;
  streakMilestones: {
    streakKey: string;
    milestone: number;
  }[];
  skills: {
    skillKey: string;
    points: number;
    value: number;
    level: number;
  }[];
  streaks: {
    streakKey: string;
    count: number;
  }[];
  evolvedTo?: number | undefined;
}

export interface EventAnswer {
  eventId: string;
  evtId?: string | null | undefined;
  buddyId: string | null;
  duplicate: boolean;
  effects: Effects;
  explanation?: Explanation[] | undefined;
  hints?: string[] | undefined;
  dryRun?: true | undefined;
}

export interface BatchAnswer {
  results: {
    eventId: string | null;
    evtId?: string | null | undefined;
    status: 'applied' | 'duplicate' | 'failed' | (string & {});
    buddyId: string | null;
    effects?: Effects | undefined;
    hints?: string[] | undefined;
    error?:
      | {
          code: string;
          message: string;
          details?: Record<string, unknown> | undefined;
        }
      | undefined;
  }[];
  applied: number;
  duplicates: number;
  failed: number;
}

export interface Explanation {
  rule: string;
  kind: 'coin_rule' | 'token_rule' | 'skill_rule' | 'badge' | 'streak' | 'stage' | (string & {});
  fired: boolean;
  reason: string;
  amount?: number | undefined;
}

export interface LoggedEvent {
  eventId: string;
  evtId: string;
  userId: string;
  type: string;
  audience: string;
  properties: Record<string, unknown>;
  occurredAt: Time;
  receivedAt: Time;
  buddyId: string | null;
  effects: Effects;
  requestId: string;
}

export interface EventDetails {
  eventId: string;
  evtId: string;
  userId: string;
  type: string;
  audience: string;
  properties: Record<string, unknown>;
  occurredAt: Time;
  receivedAt: Time;
  buddyId: string | null;
  effects: Effects;
  requestId: string;
  configVersionId: string | null;
  explanation: Explanation[] | null;
  ledger: LedgerEntry[];
  deliveries: EventDelivery[];
}

export interface EmbedToken {
  token: string;
  buddyId: string | null;
  expiresAt: Time;
}

export interface WidgetSession {
  sessionId: string;
  token: string;
  buddyId: string | null;
  scopes: (SessionScope | (string & {}))[];
  expiresAt: Time;
}

export interface Leaderboard {
  leaderboard: string;
  entries: LeaderboardEntry[];
  window: {
    kind: 'daily' | 'weekly' | 'monthly' | 'all_time' | (string & {});
    from: Time | null;
    to: Time | null;
  };
  snapshotId: string | null;
}

export interface LeaderboardEntry {
  rank: number;
  buddyId: string;
  name: string;
  value: number;
}

export interface AcceptedOperation {
  operationId: string;
}

export interface Operation {
  operationId: string;
  type: 'hatch' | 'evolve' | 'equip' | 'rerender' | 'migrate' | (string & {});
  status: 'pending' | 'running' | 'succeeded' | 'failed' | (string & {});
  result: {
    buddyId: string;
    stage: number;
    image: {
      url: string;
      pngUrl: string;
    };
  } | null;
  /** Of many buddies to another configuration version: how far it is. */
  migration?:
    | {
        configVersionId: string;
        total: number;
        done: number;
        failed: number;
      }
    | null
    | undefined;
  error: {
    code: string;
    message: string;
  } | null;
  createdAt: Time;
  completedAt: Time | null;
}

export type Price =
  | {
      type: 'coin';
      amount: number;
    }
  | {
      type: 'token';
      tokenKey: string;
      amount: number;
    }
  | {
      type: 'free';
    };

export interface Purchase {
  purchaseId: string | null;
  itemId: string;
  price: Price;
  ledgerId: string | null;
  state?: BuddyState | undefined;
  dryRun?: true | undefined;
}

export interface Equipment {
  equipped: string[];
  operationId: string | null;
  state?: BuddyState | undefined;
}

export interface User {
  userId: string;
  timeZone: string;
}

export interface Endpoint {
  endpointId: string;
  url: string;
  events: string[];
  format: 'raw' | 'envelope' | 'standard' | (string & {});
  description: string;
  active: boolean;
  retry: 'standard' | 'patient' | (string & {});
  recover: boolean;
  disabled: {
    reason: 'gone' | 'silent' | (string & {});
    at: Time;
  } | null;
  createdAt: Time;
}

export interface NewEndpoint {
  endpointId: string;
  url: string;
  events: string[];
  format: 'raw' | 'envelope' | 'standard' | (string & {});
  description: string;
  active: boolean;
  retry: 'standard' | 'patient' | (string & {});
  recover: boolean;
  disabled: {
    reason: 'gone' | 'silent' | (string & {});
    at: Time;
  } | null;
  createdAt: Time;
  secret: string;
}

export interface EventCatalogue {
  events: {
    event: WebhookEventName | (string & {});
    description: string;
    sample: Record<string, unknown>;
  }[];
}

export interface Delivery {
  deliveryId: string;
  event: WebhookEventName | (string & {});
  status: 'pending' | 'succeeded' | 'failed' | (string & {});
  url: string;
  payload: Record<string, unknown>;
  nextAttemptAt: Time | null;
  attempts: {
    attempt: number;
    at: Time;
    trigger: 'first' | 'retry' | 'replay' | (string & {});
    durationMs: number;
    responseStatus: number | null;
    responseBody: string | null;
    error:
      | 'dns'
      | 'refused_address'
      | 'connect'
      | 'tls'
      | 'timeout'
      | 'reset'
      | 'response_too_large'
      | 'redirect'
      | 'http'
      | 'endpoint_disabled'
      | (string & {})
      | null;
  }[];
  createdAt: Time;
}

export interface EventDelivery {
  deliveryId: string;
  event: WebhookEventName | (string & {});
  status: 'pending' | 'succeeded' | 'failed' | (string & {});
  payload: Record<string, unknown>;
  nextAttemptAt: Time | null;
  attempts: {
    attempt: number;
    at: Time;
    trigger: 'first' | 'retry' | 'replay' | (string & {});
    durationMs: number;
    responseStatus: number | null;
    responseBody: string | null;
    error:
      | 'dns'
      | 'refused_address'
      | 'connect'
      | 'tls'
      | 'timeout'
      | 'reset'
      | 'response_too_large'
      | 'redirect'
      | 'http'
      | 'endpoint_disabled'
      | (string & {})
      | null;
  }[];
  createdAt: Time;
  endpointId: string;
}

export interface WebhooksHealth {
  delivered: number;
  failed: number;
  successRate: number | null;
  recentFailures: number;
  retries: number;
  p50Ms: number | null;
  p95Ms: number | null;
  endpoints: {
    delivered: number;
    failed: number;
    successRate: number | null;
    recentFailures: number;
    retries: number;
    p50Ms: number | null;
    p95Ms: number | null;
    endpointId: string;
    url: string;
    active: boolean;
    disabled: {
      reason: 'gone' | 'silent' | (string & {});
      at: Time;
    } | null;
    clockSkewSeconds: number | null;
    clockWarning: boolean;
  }[];
}

export interface SentDelivery {
  deliveryId: string;
}

export interface PageQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface ApiKeyInput {
  kind: 'secret' | 'publishable';
  label: string;
  /** What a publishable key may do; a secret key has none. */
  scopes?: PublishableScope[] | undefined;
  /** The origins of the pages that a publishable key is for; `["*"]`: any. A secret key has none. */
  allowedOrigins?: string[] | undefined;
}

export interface RotateKeyInput {
  graceSeconds?: number | undefined;
}

export interface BadgeInput {
  badgeKey: string;
  reason: string;
}

export interface BuddyPatch {
  name: string;
  /** Written to the log: a name is in no ledger. */
  reason?: string | undefined;
}

export interface BuddyQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  userId?: string | undefined;
  audience?: string | undefined;
  /** Those with a badge that awaits review, or those without. */
  badgeReady?: boolean | undefined;
}

export interface CoinsInput {
  amount: number;
  reason: string;
}

export interface TokensInput {
  tokenKey: string;
  amount: number;
  reason: string;
}

export interface SkillsInput {
  skills: {
    skillKey: string;
    value: number;
  }[];
  reason: string;
}

export interface LedgerQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  currency?: string | undefined;
}

export interface PublishInput {
  document?: Configuration | undefined;
  comment?: string | undefined;
}

export interface MigrateInput {
  buddyId?: string | undefined;
  audience?: string | undefined;
  all?: true | undefined;
  to: string;
}

export interface EggInput {
  userId: string;
  audience?: string | undefined;
  ensure?: boolean | undefined;
  metadata?: Record<string, unknown> | undefined;
}

export interface EggPatch {
  status: 'ready' | 'cancelled';
}

export interface EggQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  userId?: string | undefined;
  audience?: string | undefined;
  status?: 'waiting' | 'ready' | 'hatching' | 'hatched' | 'cancelled' | undefined;
}

export interface EventInput {
  /** Yours. Without it the server makes one, and a retry of the call counts twice. */
  eventId?: string | undefined;
  userId: string;
  type: string;
  audience?: string | undefined;
  properties?: Record<string, unknown> | undefined;
  occurredAt?: Time | Date | undefined;
}

export interface EventLogQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  /** Yours, of the events that a secret key has sent. */
  eventId?: string | undefined;
  userId?: string | undefined;
  type?: string | undefined;
  from?: Time | Date | undefined;
  to?: Time | Date | undefined;
}

export interface UserInput {
  timeZone: string;
}

export interface EmbedInput {
  buddyId?: string | undefined;
  userId?: string | undefined;
  audience?: string | undefined;
  ttlSeconds?: number | undefined;
}

export interface WidgetSessionInput {
  userId: string;
  /** Without it the session is for the user’s seat: it shows the egg, and the buddy once it has hatched. */
  buddyId?: string | undefined;
  /** Which seat; goes without a buddy_id. */
  audience?: string | undefined;
  /** Lay an egg in the seat where there is neither egg nor buddy. */
  ensureEgg?: boolean | undefined;
  scopes: SessionScope[];
  /** All that `events:track` may send. */
  eventTypes?: string[] | undefined;
  ttlSeconds?: number | undefined;
  /** Where the user lives, as with `PUT /users/{user_id}`. */
  timeZone?: string | undefined;
}

export interface LeaderboardQuery {
  limit?: number | undefined;
  around?: string | undefined;
}

export interface PurchaseInput {
  itemId: string;
}

export interface EquipmentInput {
  equip?: string[] | undefined;
  unequip?: string[] | undefined;
}

export interface EndpointInput {
  url: string;
  events: SubscribedEvent[];
  format?: 'raw' | 'envelope' | 'standard' | undefined;
  description?: string | undefined;
  active?: boolean | undefined;
  retry?: 'standard' | 'patient' | undefined;
  recover?: boolean | undefined;
}

export interface EndpointPatch {
  url?: string | undefined;
  events?: SubscribedEvent[] | undefined;
  format?: 'raw' | 'envelope' | 'standard' | undefined;
  description?: string | undefined;
  active?: boolean | undefined;
  retry?: 'standard' | 'patient' | undefined;
  recover?: boolean | undefined;
}

export interface RotateSecretInput {
  graceSeconds?: number | undefined;
}

export interface ReplayRangeInput {
  from: Time | Date;
  to: Time | Date;
  status?: 'failed' | 'succeeded' | 'all' | undefined;
  dryRun?: boolean | undefined;
}

export interface TestInput {
  event?:
    | 'buddy.hatched'
    | 'buddy.evolved'
    | 'coin.earned'
    | 'coin.spent'
    | 'token.earned'
    | 'token.spent'
    | 'skill.leveled'
    | 'badge.ready'
    | 'badge.awarded'
    | 'streak.ticked'
    | 'streak.milestone'
    | 'streak.burned'
    | 'marketplace.purchased'
    | 'marketplace.equipped'
    | 'evolution.ready'
    | 'leaderboard.snapshot.ready'
    | undefined;
  /** An endpoint that is switched off gets its delivery, too, recorded as failed, as it does for real events. */
  evenIfOff?: boolean | undefined;
}

export interface DeliveryQuery {
  limit?: number | undefined;
  cursor?: string | undefined;
  status?: 'pending' | 'succeeded' | 'failed' | undefined;
  event?: WebhookEventName | undefined;
  from?: Time | Date | undefined;
  to?: Time | Date | undefined;
  retried?: boolean | undefined;
}

export interface Configuration {
  audiences?:
    | {
        key: string;
        label: string | Record<string, string>;
      }[]
    | undefined;
  coin_rules?: CoinRule[] | undefined;
  tokens?: TokenDefinition[] | undefined;
  token_rules?: TokenRule[] | undefined;
  skills?: SkillDefinition[] | undefined;
  skill_rules?: SkillRule[] | undefined;
  badges?: BadgeDefinition[] | undefined;
  streaks?: StreakDefinition[] | undefined;
  species?: SpeciesDefinition[] | undefined;
  hatching?:
    | {
        ready_after?: number | undefined;
        choices?: number | undefined;
      }
    | undefined;
  stages?: StageDefinition[] | undefined;
  items?: ItemDefinition[] | undefined;
  leaderboards?: LeaderboardDefinition[] | undefined;
  causes?: CauseDefinition[] | undefined;
}

export interface ShownConfiguration {
  audiences?:
    | {
        key: string;
        label: string | Record<string, string>;
      }[]
    | undefined;
  coin_rules?: CoinRule[] | undefined;
  tokens?: TokenDefinition[] | undefined;
  token_rules?: TokenRule[] | undefined;
  skills?: SkillDefinition[] | undefined;
  skill_rules?: SkillRule[] | undefined;
  badges?: BadgeDefinition[] | undefined;
  streaks?: StreakDefinition[] | undefined;
  species?: SpeciesDefinition[] | undefined;
  hatching?:
    | {
        ready_after?: number | undefined;
        choices?: number | undefined;
      }
    | undefined;
  stages?: StageDefinition[] | undefined;
  items?: ItemDefinition[] | undefined;
  leaderboards?: LeaderboardDefinition[] | undefined;
  causes?:
    | {
        key: string;
        label: string | Record<string, string>;
        metric:
          | Metric
          | {
              metric: Metric;
              key?: string | undefined;
            };
        threshold: number;
        webhook_url: string;
      }[]
    | undefined;
}

export type Condition =
  | {
      metric: Metric;
      key?: string | undefined;
      op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';
      value: number | boolean;
    }
  | {
      all: Condition[];
    }
  | {
      any: Condition[];
    }
  | {
      not: Condition;
    };

export interface WhenTest {
  property: string;
  op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'exists';
  value: string | number | boolean | null | (string | number | boolean | null)[];
}

export interface CoinRule {
  key: string;
  event_type: string;
  amount: number;
  daily_cap?: number | undefined;
  weekly_cap?: number | undefined;
  total_limit?: number | undefined;
  when?: WhenTest[] | undefined;
  audience?: string | undefined;
}

export interface TokenRule {
  key: string;
  event_type: string;
  amount: number;
  daily_cap?: number | undefined;
  weekly_cap?: number | undefined;
  total_limit?: number | undefined;
  when?: WhenTest[] | undefined;
  audience?: string | undefined;
  token_key: string;
}

export interface SkillRule {
  event_type: string;
  skill_key: string;
  points: number;
  when?: WhenTest[] | undefined;
  audience?: string | undefined;
}

export interface TokenDefinition {
  key: string;
  label: string | Record<string, string>;
  icon?: string | undefined;
  tier: 'primary' | 'progression';
  max_balance?: number | undefined;
}

export interface SkillDefinition {
  key: string;
  label: string | Record<string, string>;
  icon?: string | undefined;
  color?: string | undefined;
  max_value: number;
  points_per_level: number;
}

export interface BadgeDefinition {
  key: string;
  label: string | Record<string, string>;
  description: string | Record<string, string>;
  icon: string;
  award: 'auto' | 'manual';
  condition: Condition;
  reward?:
    | {
        coins?: number | undefined;
        tokens?:
          | {
              token_key: string;
              amount: number;
            }[]
          | undefined;
      }
    | undefined;
}

export interface StreakDefinition {
  key: string;
  label: string | Record<string, string>;
  event_types: string[];
  period: 'daily' | 'weekly' | 'monthly';
  milestones: {
    count: number;
    reward?:
      | {
          coins?: number | undefined;
          tokens?:
            | {
                token_key: string;
                amount: number;
              }[]
            | undefined;
        }
      | undefined;
  }[];
  freezes?:
    | {
        max: number;
        earn_every?: number | undefined;
      }
    | undefined;
}

export interface StageDefinition {
  stage: number;
  label: string | Record<string, string>;
  condition?: Condition | undefined;
  auto_evolve?: boolean | undefined;
}

export type SpeciesDefinition =
  | {
      key: 'dragon' | 'owl' | 'robot';
    }
  | {
      key: string;
      label?: string | Record<string, string> | undefined;
      assets: {
        stage: number;
        asset_id: string;
        place?:
          | {
              x?: number | undefined;
              y?: number | undefined;
              scale?: number | undefined;
              layer?: number | undefined;
            }
          | undefined;
      }[];
    };

export interface ItemDefinition {
  key: string;
  label: string | Record<string, string>;
  description: string | Record<string, string>;
  category: ItemCategory;
  rarity: 'common' | 'uncommon' | 'rare' | 'epic' | 'legendary';
  price:
    | {
        type: 'coin';
        amount: number;
      }
    | {
        type: 'token';
        token_key: string;
        amount: number;
      }
    | {
        type: 'free';
      };
  visibility?: Condition | undefined;
  stock?: number | undefined;
  art?:
    | {
        builtin: string;
        place?:
          | {
              x?: number | undefined;
              y?: number | undefined;
              scale?: number | undefined;
              layer?: number | undefined;
            }
          | {
              species?: string | undefined;
              stage?: number | undefined;
              x?: number | undefined;
              y?: number | undefined;
              scale?: number | undefined;
              layer?: number | undefined;
            }[]
          | undefined;
      }
    | {
        asset_id: string;
        place?:
          | {
              x?: number | undefined;
              y?: number | undefined;
              scale?: number | undefined;
              layer?: number | undefined;
            }
          | {
              species?: string | undefined;
              stage?: number | undefined;
              x?: number | undefined;
              y?: number | undefined;
              scale?: number | undefined;
              layer?: number | undefined;
            }[]
          | undefined;
      }
    | undefined;
}

export interface LeaderboardDefinition {
  key: string;
  label: string | Record<string, string>;
  metric:
    | Metric
    | {
        metric: Metric;
        key?: string | undefined;
      };
  window: 'daily' | 'weekly' | 'monthly' | 'all_time';
  audience?: string | undefined;
}

export interface CauseDefinition {
  key: string;
  label: string | Record<string, string>;
  metric:
    | Metric
    | {
        metric: Metric;
        key?: string | undefined;
      };
  threshold: number;
  webhook_url: string;
  /** Signs what is told. Never answered; a document without it keeps the one that the cause of that key has. */
  secret?: string | undefined;
}

export type ConfigDiff = Record<
  string,
  {
    added: Record<string, unknown>[];
    removed: Record<string, unknown>[];
    changed: {
      key: string;
      fields: Record<string, [unknown, unknown]>;
    }[];
  }
>;
