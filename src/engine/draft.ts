import type { Effects } from '../contract/events.ts';
import { COIN, MAX_AMOUNT } from '../contract/limits.ts';
import type { Notice, WebhookEventName } from '../contract/webhooks.ts';
import type { CompiledConfig } from './configuration/compile.ts';
import { purseOf, put } from './state.ts';
import type { BuddyState, CounterChange, Currency, Decision, LedgerLine, Millis } from './types.ts';

/**
 * A decision being made. `state` is a copy whose parts are replaced, never changed in place, so that the state that was
 * passed in stays as it was.
 */
export interface Draft {
  readonly config: CompiledConfig;
  /** The moment that the decision is about: when the event occurred, else now. */
  readonly at: Millis;
  readonly state: BuddyState;
  readonly ledger: LedgerLine[];
  readonly notices: Notice[];
  readonly counters: CounterChange[];
  readonly effects: Effects;
}

/** A buddy, its configuration, and the time. */
export interface Situation {
  state: BuddyState;
  config: CompiledConfig;
  now: Millis;
}

/** Why money moves: the words for the ledger, and what it is attributed to. */
export interface Attribution {
  reason: string;
  source: LedgerLine['source'];
}

export function emptyEffects(): Effects {
  return {
    coins: 0,
    badges_awarded: [],
    badges_ready: [],
    tokens: [],
    evolution_ready: false,
    streak_milestones: [],
    skills: [],
    streaks: [],
  };
}

export function openDraft(state: BuddyState, config: CompiledConfig, at: Millis): Draft {
  return { config, at, state: { ...state }, ledger: [], notices: [], counters: [], effects: emptyEffects() };
}

export function decisionOf({ state, ledger, notices, counters }: Draft): Decision {
  return { state, ledger, notices, counters };
}

export function notify(draft: Draft, event: WebhookEventName, data: Record<string, unknown>): void {
  draft.notices.push({ event, data });
}

/** The most that a purse may hold. */
function roomIn({ state, config }: Pick<Draft, 'state' | 'config'>, currency: Currency): number {
  const most = currency === COIN ? MAX_AMOUNT : (config.tokens.get(currency)?.max_balance ?? MAX_AMOUNT);
  return Math.max(0, most - purseOf(state, currency).balance);
}

/** Pays what fits into the purse; what does not is lost. Answers what was paid. */
export function earn(draft: Draft, currency: Currency, amount: number, attribution: Attribution): number {
  const paid = Math.min(amount, roomIn(draft, currency));
  if (paid === 0) return 0;
  move(draft, currency, paid, attribution);
  countEarned(draft.effects, currency, paid);
  return paid;
}

/** The caller has seen to it that the balance suffices. */
export function spend(draft: Draft, currency: Currency, amount: number, attribution: Attribution): void {
  move(draft, currency, -amount, attribution);
}

function move(draft: Draft, currency: Currency, amount: number, { reason, source }: Attribution): void {
  const purse = purseOf(draft.state, currency);
  const balance = purse.balance + amount;
  const seq = purse.seq + 1;
  const earned = amount > 0 ? Math.min(MAX_AMOUNT, purse.earned + amount) : purse.earned;
  draft.state.purses = put(draft.state.purses, currency, { balance, earned, seq });
  draft.ledger.push({ currency, seq, amount, balance_after: balance, reason, source });
  const data = { amount: Math.abs(amount), balance_after: balance, source };
  const verb = amount > 0 ? 'earned' : 'spent';
  draft.notices.push({
    ...(currency === COIN
      ? { event: `coin.${verb}` as const, data }
      : { event: `token.${verb}` as const, data: { token_key: currency, ...data } }),
    ledger: { currency, seq },
  });
}

function countEarned(effects: Effects, currency: Currency, paid: number): void {
  if (currency === COIN) {
    effects.coins += paid;
    return;
  }
  const entry = effects.tokens.find(({ token_key }) => token_key === currency);
  if (entry) entry.amount += paid;
  else effects.tokens.push({ token_key: currency, amount: paid });
}
