import type { Price } from '../contract/common.ts';
import type { Effects, Explanation } from '../contract/events.ts';
import type { Notice } from '../contract/webhooks.ts';

/** Milliseconds since 1970, UTC. */
export type Millis = number;

/** `coin` or a token key. */
export type Currency = string;

export interface Purse {
  balance: number;
  /** Everything ever earned; spending does not lower it. */
  earned: number;
  /** The number of the last ledger entry of this currency. */
  seq: number;
}

/**
 * The periods in which a streak ticked, as runs of consecutive period numbers `[first, last]`, ascending, never
 * touching. Everything else about a streak follows from them, so the order in which events arrive does not matter.
 */
export interface StreakState {
  runs: [number, number][];
  /** The last ticked period of the streak whose loss has been reported (`streak.burned`). The name is in stored states. */
  told: number | null;
  /** What the numbers in `runs` count; set with the first tick. */
  period?: Period;
  /** Milestones already reached and paid, ascending. */
  milestones?: number[];
  /** What the runs that were too old to keep came to. */
  before?: FoldedRuns;
}

/** The streak as it stood after the period `last`, when the runs up to there were folded into these numbers. */
export interface FoldedRuns {
  last: number;
  count: number;
  /** Ticks saved up towards freezes. */
  credit: number;
  best: number;
}

export type Period = 'daily' | 'weekly' | 'monthly';

/** One row of a buddy's life. Every field is plain JSON. */
export interface BuddyState {
  purses: Record<Currency, Purse>;
  skills: Record<string, number>;
  /** How often each event type has been seen, unknown types too; beyond a limit these share the count under `''`. */
  events: Record<string, number>;
  streaks: Record<string, StreakState>;
  badges: Record<string, { status: 'ready' | 'awarded'; at: Millis }>;
  /** Items owned and since when. */
  items: Record<string, Millis>;
  equipped: string[];
  stage: number;
  /** The stage whose readiness has been reported (`evolution.ready`). The name is in stored states. */
  evolution_told: number;
  /** When the last milestone was reached; makes the buddy proud for that day. */
  milestone_at: Millis | null;
  /** Which time zone held from when on, ascending; before the first entry and without any, UTC. */
  zones: ZoneEntry[];
}

export interface ZoneEntry {
  from: Millis;
  zone: string;
  /** The local days that this move left for a later date or jumped over, first and last. Missing them costs no streak. */
  bridged?: [number, number];
}

export interface EngineEvent {
  event_id: string;
  type: string;
  audience: string;
  properties: Record<string, unknown>;
  occurred_at: Millis;
}

/**
 * A number outside the row of state: the use of a cap, the stock of an item. The engine names what it needs
 * (`counters(…)`), the store loads them under the same lock, and the decision says their new values.
 */
export interface CounterKey {
  /** `buddy`: this buddy's own. `shared`: one for the whole world (customer and mode). */
  scope: 'buddy' | 'shared';
  key: string;
}
export type Counters = (counter: CounterKey) => number;
export interface CounterChange extends CounterKey {
  value: number;
  /** When the window that it counts passes; absent: it has none. */
  window_end?: Millis;
}

export interface LedgerLine {
  currency: Currency;
  /** Continues the currency's own numbering without a gap. */
  seq: number;
  /** Signed; never zero. */
  amount: number;
  balance_after: number;
  reason: string;
  source: { type: 'event' | 'badge' | 'streak' | 'purchase' | 'admin'; [detail: string]: unknown };
}

/** What one command does to one buddy. The caller commits all of it or nothing. */
export interface Decision {
  state: BuddyState;
  ledger: LedgerLine[];
  notices: Notice[];
  counters: CounterChange[];
}

export interface EventDecision extends Decision {
  effects: Effects;
  explanation: Explanation[];
}

export interface PurchaseDecision extends Decision {
  price: Price;
}
