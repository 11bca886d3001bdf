import { LIMITS } from '../contract/limits.ts';
import type { CompiledConfig } from './configuration/compile.ts';
import { decisionOf, openDraft, type Draft } from './draft.ts';
import { explainBadge, explainStage, type Trace } from './rules/explain.ts';
import { applies, applyEarnRules, applySkillRules } from './rules/apply.ts';
import { countersOfCaps } from './rules/caps.ts';
import { giveAwards } from './rules/awards.ts';
import { own, put } from './state.ts';
import { tick } from './streaks/tick.ts';
import type { BuddyState, CounterKey, Counters, EngineEvent, EventDecision, Millis } from './types.ts';

/**
 * How many types a buddy's state counts under their own names; whoever may send events chooses the types. Those that
 * the configuration names are always among them, the others share one count from here on. The event log keeps them all.
 */
export const MOST_TYPES = 256;
export const OTHER_TYPES = '';

interface EventDecisionInput {
  state: BuddyState;
  config: CompiledConfig;
  event: EngineEvent;
  counters: Counters;
  /** Every decision is given the time. This one uses `occurred_at` only. */
  now: Millis;
  /** Say of each rule whether it fired, and why not. */
  explain?: boolean | undefined;
}

/** The counters that `decideEvent` will read for this event. */
export function countersOfEvent(config: CompiledConfig, event: EngineEvent): CounterKey[] {
  const rules = config.byType.get(event.type)?.earn ?? [];
  return rules.flatMap((rule) =>
    rule.caps && applies(rule, event) ? countersOfCaps(rule.caps, event.occurred_at) : [],
  );
}

/**
 * What an event does to a buddy. A repeat is the caller's to notice: each call counts.
 *
 * The same events lead to the same state, counters and sums of ledger lines, in whatever order they arrive, as long as
 * - conditions of badges and stages can only come true, not cease to be (`validate` warns of those that can);
 * - nothing that is not an event (a purchase, a grant, a move to another time zone) comes in between;
 * - `freezes` are earned, not given (see `FreezePlan`), or no late tick joins two streaks;
 * - limits are kept: a streak has not yet folded the time of the event away (`MOST_RUNS`), and each unknown type is
 *   counted under its own name (`MOST_TYPES`).
 * What may differ is how a sum was split: on how many lines, by which event, and with that the moments at which a badge
 * or a milestone is noted as reached.
 */
export function decideEvent({ state, config, event, counters, explain = false }: EventDecisionInput): EventDecision {
  const trace: Trace = explain ? [] : undefined;
  const draft = openDraft(state, config, event.occurred_at);
  countEvent(draft, event.type);
  const rules = config.byType.get(event.type);
  if (rules) {
    applyEarnRules(draft, rules.earn, event, counters, trace);
    applySkillRules(draft, rules.skills, event, trace);
    for (const streak of rules.streaks) tick(draft, streak, trace);
  }
  giveAwards(draft);
  if (trace) explainConditions(draft, state, trace);
  return {
    ...decisionOf(draft),
    effects: draft.effects,
    explanation: trace?.slice(0, LIMITS.explanationRules) ?? [],
  };
}

function countEvent({ state, config }: Draft, type: string): void {
  const isKnown = own(state.events, type) !== undefined || config.types.has(type);
  const name = isKnown || Object.keys(state.events).length < MOST_TYPES ? type : OTHER_TYPES;
  state.events = put(state.events, name, (own(state.events, name) ?? 0) + 1);
}

function explainConditions(draft: Draft, before: BuddyState, trace: NonNullable<Trace>): void {
  for (const badge of draft.config.badges.values()) trace.push(explainBadge(badge, draft, before));
  const stage = draft.config.stages.get(before.stage + 1);
  if (stage) trace.push(explainStage(stage, draft, before));
}
