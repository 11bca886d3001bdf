import type { HatchedEventMap } from '../../../src/widget/index.ts';

/** Every event that the element fires; a new one that is missing here does not compile. */
const NAMES: Record<keyof HatchedEventMap, true> = {
  'hatched-ready': true,
  'hatched-error': true,
  'hatched-session-expired': true,
  'hatched-state-change': true,
  'hatched-coins-earned': true,
  'hatched-badge-awarded': true,
  'hatched-streak-ticked': true,
  'hatched-streak-milestone': true,
  'hatched-skill-leveled': true,
  'hatched-evolution-ready': true,
  'hatched-evolved': true,
  'hatched-egg-ready': true,
  'hatched-hatched': true,
  'hatched-before-celebrate': true,
  'hatched-item-equipped': true,
  'hatched-item-unequipped': true,
  'hatched-before-purchase': true,
  'hatched-item-purchased': true,
};

export const EVENTS = Object.keys(NAMES) as (keyof HatchedEventMap)[];
