import type { Price, Time, WebhookEventName } from '../types.ts';

/** Fields that every event has. */
interface Common {
  requestId: string;
  /** Grows with each change of the buddy, so that older events can be dropped. Null without a buddy. */
  sequence: number | null;
  /** The id that you gave to the event that caused it. */
  eventId: string | null;
}

interface EventImage {
  url: string;
  stage: number;
}

interface Source {
  type: string;
  eventType?: string;
  [more: string]: unknown;
}

interface CoinMovement {
  buddyId: string;
  amount: number;
  balanceAfter: number;
  ledgerId: string;
  reason: string;
  source: Source;
}

interface Badge {
  buddyId: string;
  badgeId: string;
}

interface Streak {
  buddyId: string;
  streakKey: string;
  count: number;
  milestone: number | null;
}

interface Items {
  buddyId: string;
  itemId: string;
  purchaseId?: string | null;
  price?: Price;
}

interface Contents {
  'buddy.hatched': {
    buddyId: string;
    eggId: string;
    userId: string;
    name: string;
    configVersionId: string;
    image: EventImage;
  };
  'buddy.evolved': { buddyId: string; fromStage: number; toStage: number; image: EventImage };
  'coin.earned': CoinMovement;
  'coin.spent': CoinMovement;
  'token.earned': CoinMovement & { tokenKey: string };
  'token.spent': CoinMovement & { tokenKey: string };
  'skill.leveled': { buddyId: string; skillKey: string; fromLevel: number; toLevel: number; value: number };
  'badge.ready': Badge & { awardedAt: null };
  'badge.awarded': Badge & { awardedAt: Time };
  'streak.ticked': Streak;
  'streak.milestone': Streak;
  'streak.burned': Streak;
  'marketplace.purchased': Items;
  'marketplace.equipped': Items;
  'evolution.ready': { buddyId: string; nextStage: number; conditions: Record<string, boolean> };
  'leaderboard.snapshot.ready': { leaderboardId: string; snapshotId: string; window: { from: Time; to: Time } };
  'cause.threshold_reached': { causeKey: string; threshold: number; value: number; reachedAt: Time };
}

/** The data of an event of this name, in camelCase, whatever format it was sent in. */
export type WebhookEvent<Name extends WebhookEventName = WebhookEventName> = Name extends WebhookEventName
  ? Contents[Name] & Common
  : never;
