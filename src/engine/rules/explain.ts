import type { BadgeDefinition, StageDefinition } from '../../contract/configuration/configuration.ts';
import type { Explanation } from '../../contract/events.ts';
import { COIN } from '../../contract/limits.ts';
import { isoTime } from '../calendar.ts';
import type { CompiledStreak, EarnRule, PointsRule } from '../configuration/compile.ts';
import type { Capped } from './caps.ts';
import { describeCondition, missing } from './conditions.ts';
import type { Facts } from './metrics.ts';
import { failingTest, propertyOf } from './when.ts';
import { own } from '../state.ts';
import type { EngineEvent } from '../types.ts';

/** Where explanations are written, if anybody asked for them. */
export type Trace = Explanation[] | undefined;

/** Why a rule is not for this event. */
export function refusedBy(rule: EarnRule | PointsRule, event: EngineEvent): string {
  if (rule.audience !== null && rule.audience !== event.audience) {
    return `It is for the audience ${rule.audience}, the event is for ${event.audience}.`;
  }
  const test = failingTest(rule.when, event.properties)!;
  const actual = propertyOf(event.properties, test.property);
  const found = actual === undefined ? 'is missing' : `is ${shown(actual)}`;
  return `It wants ${test.property} ${test.op} ${shown(test.value)}, but ${test.property} ${found}.`;
}

export function explainPayment(rule: EarnRule, { amount, held }: Capped, paid: number): Explanation {
  const unit = rule.currency === COIN ? 'coins' : rule.currency;
  const limit = held && `the ${held.name} of ${held.cap} (${held.used} used before)`;
  const capped = limit ? ` because of ${limit}` : '';
  const full = paid < amount ? ` because the purse of ${rule.currency} is full` : '';
  const reason =
    paid === rule.amount
      ? `Paid ${paid} ${unit}.`
      : `Paid ${paid === 0 ? 'nothing' : paid} of ${rule.amount} ${unit}${capped}${capped && full ? ' and' : ''}${full}.`;
  return { rule: rule.key, kind: rule.kind, fired: paid > 0, reason, amount: paid };
}

export function explainPoints(rule: PointsRule, before: number, value: number): Explanation {
  const { key, max_value } = rule.skill;
  const points = value - before;
  const reason =
    points === 0
      ? `The skill ${key} is at its maximum of ${max_value}.`
      : `Added ${points} of ${rule.points} points to ${key}, now ${value} of ${max_value}.`;
  return { rule: rule.name, kind: 'skill_rule', fired: points > 0, reason, amount: points };
}

export function explainStreak({ key }: CompiledStreak, fired: boolean, reason: string): Explanation {
  return { rule: key, kind: 'streak', fired, reason };
}

/** A badge as it stands after the event; `before` is what it was like before. */
export function explainBadge(badge: BadgeDefinition, facts: Facts, before: Facts['state']): Explanation {
  const [earlier, later] = [own(before.badges, badge.key), own(facts.state.badges, badge.key)];
  const fired = later !== undefined && later.status !== earlier?.status;
  return { rule: badge.key, kind: 'badge', fired, reason: badgeReason() };

  function badgeReason(): string {
    if (earlier?.status === 'awarded') return `Awarded before, on ${isoTime(earlier.at)}.`;
    if (earlier) return `Ready since ${isoTime(earlier.at)}, and awarded by hand.`;
    if (later) return `${later.status === 'ready' ? 'Ready' : 'Awarded'}: ${describeCondition(badge.condition)}.`;
    return `Not yet: ${missing(badge.condition, facts).join(', ')}.`;
  }
}

/** The next stage as it stands after the event. */
export function explainStage(stage: StageDefinition, facts: Facts, before: Facts['state']): Explanation {
  const common = { rule: `stage ${stage.stage}`, kind: 'stage' as const };
  if (facts.state.stage >= stage.stage) return { ...common, fired: true, reason: 'Evolved.' };
  const left = stage.condition ? missing(stage.condition, facts) : [];
  if (left.length > 0) return { ...common, fired: false, reason: `Not yet: ${left.join(', ')}.` };
  const fired = before.evolution_told < stage.stage;
  return { ...common, fired, reason: fired ? 'Ready to evolve.' : 'Was ready to evolve before.' };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
