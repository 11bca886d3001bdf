import type {
  BadgeView,
  BuddyView,
  EggView,
  EquippedView,
  SkillView,
  StreakView,
  SeatState,
} from '../../contract/buddy/state.ts';
import { HatchedEvent } from './event.ts';

/** The server confirmed another state. */
export class StateChangeEvent extends HatchedEvent {
  declare readonly state: SeatState;
  declare readonly previous: SeatState;
  constructor(facts: { state: SeatState; previous: SeatState }) {
    super('state-change', facts);
  }
}

export class CoinsEarnedEvent extends HatchedEvent {
  declare readonly amount: number;
  declare readonly balance: number;
  constructor(facts: { amount: number; balance: number }) {
    super('coins-earned', facts);
  }
}

export class BadgeAwardedEvent extends HatchedEvent {
  declare readonly badge: BadgeView;
  constructor(facts: { badge: BadgeView }) {
    super('badge-awarded', facts);
  }
}

export class StreakTickedEvent extends HatchedEvent {
  declare readonly streak: StreakView;
  constructor(facts: { streak: StreakView }) {
    super('streak-ticked', facts);
  }
}

export class StreakMilestoneEvent extends HatchedEvent {
  declare readonly streak: StreakView;
  declare readonly milestone: number;
  constructor(facts: { streak: StreakView; milestone: number }) {
    super('streak-milestone', facts);
  }
}

export class SkillLeveledEvent extends HatchedEvent {
  declare readonly skill: SkillView;
  declare readonly fromLevel: number;
  constructor(facts: { skill: SkillView; fromLevel: number }) {
    super('skill-leveled', facts);
  }
}

export class EvolutionReadyEvent extends HatchedEvent {
  declare readonly nextStage: number | null;
  constructor(facts: { nextStage: number | null }) {
    super('evolution-ready', facts);
  }
}

export class EvolvedEvent extends HatchedEvent {
  declare readonly fromStage: number;
  declare readonly toStage: number;
  constructor(facts: { fromStage: number; toStage: number }) {
    super('evolved', facts);
  }
}

export class ItemEquippedEvent extends HatchedEvent {
  declare readonly itemId: string;
  declare readonly category: EquippedView['category'];
  constructor({ item_id: itemId, category }: EquippedView) {
    super('item-equipped', { itemId, category });
  }
}

export class ItemUnequippedEvent extends HatchedEvent {
  declare readonly itemId: string;
  declare readonly category: EquippedView['category'];
  constructor({ item_id: itemId, category }: EquippedView) {
    super('item-unequipped', { itemId, category });
  }
}

/** The egg may be opened. */
export class EggReadyEvent extends HatchedEvent {
  declare readonly egg: EggView;
  constructor(facts: { egg: EggView }) {
    super('egg-ready', facts);
  }
}

/** A buddy has come out of its egg. */
export class BuddyHatchedEvent extends HatchedEvent {
  declare readonly buddy: BuddyView;
  constructor(facts: { buddy: BuddyView }) {
    super('hatched', facts);
  }
}
