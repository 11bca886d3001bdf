import type { SkillDefinition } from '../../contract/configuration/configuration.ts';
import type { EarnRule, PointsRule } from '../configuration/compile.ts';
import { earn, type Attribution, type Draft } from '../draft.ts';
import { explainPayment, explainPoints, refusedBy, type Trace } from './explain.ts';
import type { Counters, EngineEvent } from '../types.ts';
import { throughCaps } from './caps.ts';
import { levelOf, setSkill, skillValue } from './levels.ts';
import { failingTest } from './when.ts';

/** Whether the rule is for this event: its audience, and every one of its tests. */
export function applies(rule: EarnRule | PointsRule, event: EngineEvent): boolean {
  if (rule.audience !== null && rule.audience !== event.audience) return false;
  return failingTest(rule.when, event.properties) === null;
}

export function applyEarnRules(
  draft: Draft,
  rules: readonly EarnRule[],
  event: EngineEvent,
  counters: Counters,
  trace: Trace,
): void {
  for (const rule of rules) {
    if (!applies(rule, event)) {
      trace?.push({ rule: rule.key, kind: rule.kind, fired: false, reason: refusedBy(rule, event) });
      continue;
    }
    const capped = throughCaps(rule, event.occurred_at, counters);
    draft.counters.push(...capped.changes);
    const paid = capped.amount === 0 ? 0 : earn(draft, rule.currency, capped.amount, attributionOf(rule, event));
    trace?.push(explainPayment(rule, capped, paid));
  }
}

function attributionOf({ key }: EarnRule, { type }: EngineEvent): Attribution {
  return { reason: type, source: { type: 'event', event_type: type, rule: key } };
}

export function applySkillRules(draft: Draft, rules: readonly PointsRule[], event: EngineEvent, trace: Trace): void {
  const values = new Map<SkillDefinition, number>();
  for (const rule of rules) {
    if (!applies(rule, event)) {
      trace?.push({ rule: rule.name, kind: 'skill_rule', fired: false, reason: refusedBy(rule, event) });
      continue;
    }
    const before = values.get(rule.skill) ?? skillValue(draft.state, rule.skill);
    const value = Math.min(rule.skill.max_value, before + rule.points);
    values.set(rule.skill, value);
    trace?.push(explainPoints(rule, before, value));
  }
  for (const [skill, value] of values) raise(draft, skill, value);
}

function raise(draft: Draft, skill: SkillDefinition, value: number): void {
  const points = value - skillValue(draft.state, skill);
  if (points === 0) return;
  setSkill(draft, skill, value);
  draft.effects.skills.push({ skill_key: skill.key, points, value, level: levelOf(skill, value) });
}
