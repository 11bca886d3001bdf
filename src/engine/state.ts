import { COIN } from '../contract/limits.ts';
import type { BuddyState, Currency, Purse, StreakState } from './types.ts';

/** A buddy that nothing has happened to yet. */
export function initialState(): BuddyState {
  return {
    purses: {},
    skills: {},
    events: {},
    streaks: {},
    badges: {},
    items: {},
    equipped: [],
    stage: 1,
    evolution_told: 1,
    milestone_at: null,
    zones: [],
  };
}

/**
 * The maps of the state are keyed by whatever callers send, `__proto__` and `toString` too. Read them through `own`
 * and write them through `put`, and such a key is a key like any other.
 */
export function own<V>(map: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** A copy of the map with that entry. */
export function put<V>(map: Readonly<Record<string, V>>, key: string, value: NoInfer<V>): Record<string, V> {
  return { ...map, [key]: value };
}

const EMPTY_PURSE: Readonly<Purse> = { balance: 0, earned: 0, seq: 0 };
const EMPTY_STREAK: Readonly<StreakState> = { runs: [], told: null };

export function purseOf(state: BuddyState, currency: Currency): Readonly<Purse> {
  return own(state.purses, currency) ?? EMPTY_PURSE;
}

export function coinsOf(state: BuddyState): Readonly<Purse> {
  return purseOf(state, COIN);
}

export function streakOf(state: BuddyState, key: string): Readonly<StreakState> {
  return own(state.streaks, key) ?? EMPTY_STREAK;
}

export function hasBadge(state: BuddyState, key: string): boolean {
  return own(state.badges, key)?.status === 'awarded';
}

export function ownsItem(state: BuddyState, key: string): boolean {
  return own(state.items, key) !== undefined;
}
