import type { SkillDefinition } from '../contract/configuration/configuration.ts';
import { invalidFields, Refusal } from '../contract/errors.ts';
import { COIN } from '../contract/limits.ts';
import type { CompiledConfig } from './configuration/compile.ts';
import { decisionOf, earn, openDraft, type Attribution, type Draft, type Situation } from './draft.ts';
import { pay } from './payments.ts';
import { checklist, holds, missing } from './rules/conditions.ts';
import { setSkill, skillValue } from './rules/levels.ts';
import { award, enterStage, giveAwards } from './rules/awards.ts';
import { hasBadge } from './state.ts';
import type { Currency, Decision } from './types.ts';

interface PaymentInput extends Situation {
  /** Whole and above 0. */
  amount: number;
  reason: string;
}

type TokenInput = PaymentInput & { token_key: string };

export function grantCoins(input: PaymentInput): Decision {
  return grant(input, COIN);
}

/** Grants what fits under `max_balance`; refuses with `conflict` where nothing does. */
export function grantTokens(input: TokenInput): Decision {
  requireToken(input.config, input.token_key);
  return grant(input, input.token_key);
}

/** Refuses with `insufficient_balance`. */
export function spendCoins(input: PaymentInput): Decision {
  return decide(input, (draft) => pay(draft, COIN, input.amount, attributionOf(input)));
}

/** Refuses with `resource_not_found`, `progression_not_spendable` or `insufficient_balance`. */
export function spendTokens(input: TokenInput): Decision {
  requireToken(input.config, input.token_key);
  return decide(input, (draft) => pay(draft, input.token_key, input.amount, attributionOf(input)));
}

/** Awards a badge of either kind, whatever its condition says. Refuses with `resource_not_found` or `conflict`. */
export function awardBadge(input: Situation & { badge_key: string; reason: string }): Decision {
  const badge = input.config.badges.get(input.badge_key);
  if (!badge) throw unknown('badge', input.badge_key);
  if (hasBadge(input.state, badge.key)) {
    throw new Refusal('conflict', `The buddy has the badge ${badge.key} already.`);
  }
  return decide(input, (draft) => award(draft, badge, input.reason));
}

/** Sets skills to these values. Refuses with `resource_not_found`, or `validation_failed` above a maximum. */
export function setSkills(input: Situation & { skills: { skill_key: string; value: number }[] }): Decision {
  const changes = input.skills.map(({ skill_key, value }, index) => {
    const skill = input.config.skills.get(skill_key);
    if (!skill) throw unknown('skill', skill_key);
    refuseAboveMaximum(skill, value, index);
    return { skill, value };
  });
  return decide(input, (draft) => {
    for (const { skill, value } of changes) {
      if (value !== skillValue(draft.state, skill)) setSkill(draft, skill, value);
    }
  });
}

/** Enters the next stage. Refuses with `conflict`, naming the tests that do not hold (`details.conditions`). */
export function evolve(input: Situation): Decision {
  const next = input.config.stages.get(input.state.stage + 1);
  if (!next) throw new Refusal('conflict', `The buddy is in its last stage, ${input.state.stage}.`);
  const facts = { state: input.state, config: input.config, at: input.now };
  if (next.condition && !holds(next.condition, facts)) {
    const open = missing(next.condition, facts).join(' and ');
    throw new Refusal('conflict', `The buddy cannot evolve to stage ${next.stage} until ${open}.`, {
      next_stage: next.stage,
      conditions: checklist(next.condition, facts),
    });
  }
  return decide(input, (draft) => enterStage(draft, next.stage));
}

function grant(input: PaymentInput, currency: Currency): Decision {
  return decide(input, (draft) => {
    if (earn(draft, currency, input.amount, attributionOf(input)) > 0) return;
    throw new Refusal('conflict', `The buddy holds as much of ${currency} as it may. Nothing was granted.`);
  });
}

function decide({ state, config, now }: Situation, change: (draft: Draft) => void): Decision {
  const draft = openDraft(state, config, now);
  change(draft);
  giveAwards(draft);
  return decisionOf(draft);
}

function attributionOf({ reason }: PaymentInput): Attribution {
  return { reason, source: { type: 'admin' } };
}

function requireToken(config: CompiledConfig, key: string): void {
  if (!config.tokens.has(key)) throw unknown('token', key);
}

function refuseAboveMaximum({ key, max_value }: SkillDefinition, value: number, index: number): void {
  if (value <= max_value) return;
  throw invalidFields([{ path: `skills.${index}.value`, message: `must be at most ${max_value}, the most of ${key}` }]);
}

function unknown(kind: string, key: string): Refusal {
  return new Refusal('resource_not_found', `There is no ${kind} ${key} in the buddy's configuration.`);
}
