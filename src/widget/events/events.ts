import type * as celebrations from './celebrations.ts';
import type * as changes from './changes.ts';
import type * as lifecycle from './lifecycle.ts';
import type * as purchases from './purchases.ts';

/** Every event by its name. */
export interface HatchedEventMap {
  'hatched-ready': lifecycle.ReadyEvent;
  'hatched-error': lifecycle.HatchedErrorEvent;
  'hatched-session-expired': lifecycle.SessionExpiredEvent;
  'hatched-state-change': changes.StateChangeEvent;
  'hatched-coins-earned': changes.CoinsEarnedEvent;
  'hatched-badge-awarded': changes.BadgeAwardedEvent;
  'hatched-streak-ticked': changes.StreakTickedEvent;
  'hatched-streak-milestone': changes.StreakMilestoneEvent;
  'hatched-skill-leveled': changes.SkillLeveledEvent;
  'hatched-evolution-ready': changes.EvolutionReadyEvent;
  'hatched-evolved': changes.EvolvedEvent;
  'hatched-egg-ready': changes.EggReadyEvent;
  'hatched-hatched': changes.BuddyHatchedEvent;
  'hatched-before-celebrate': celebrations.BeforeCelebrateEvent;
  'hatched-item-equipped': changes.ItemEquippedEvent;
  'hatched-item-unequipped': changes.ItemUnequippedEvent;
  'hatched-before-purchase': purchases.BeforePurchaseEvent;
  'hatched-item-purchased': purchases.ItemPurchasedEvent;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface HTMLElementEventMap extends HatchedEventMap {}
}
