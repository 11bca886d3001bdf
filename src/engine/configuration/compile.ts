import type {
  BadgeDefinition,
  CoinRule,
  Configuration,
  PlainConfiguration,
  ItemDefinition,
  SkillDefinition,
  StageDefinition,
  StreakDefinition,
  TokenDefinition,
  TokenRule,
} from '../../contract/configuration/configuration.ts';
import { COIN } from '../../contract/limits.ts';
import { languagesOf, plainConfiguration, spokenOf } from './plain.ts';
import { metricsOf } from '../rules/walk.ts';
import { compileWhen, type When } from '../rules/when.ts';
import { freezePlan, type FreezePlan } from '../streaks/chains.ts';
import type { Languages } from './texts.ts';
import type { Currency, Period } from '../types.ts';

/** A configuration as the engine reads it: found by key, and by the type of event. Compile a version once. */
export interface CompiledConfig {
  /** Its texts are in one language. */
  readonly config: PlainConfiguration;
  readonly language: string;
  readonly byType: ReadonlyMap<string, TypeRules>;
  /** The types of event that a rule, a condition or a metric names. */
  readonly types: ReadonlySet<string>;
  readonly tokens: ReadonlyMap<string, TokenDefinition>;
  readonly skills: ReadonlyMap<string, SkillDefinition>;
  readonly streaks: ReadonlyMap<string, CompiledStreak>;
  readonly badges: ReadonlyMap<string, BadgeDefinition>;
  readonly items: ReadonlyMap<string, ItemDefinition>;
  /** By number. */
  readonly stages: ReadonlyMap<number, StageDefinition>;
}

/** What an event of one type sets in motion. */
interface TypeRules {
  earn: EarnRule[];
  skills: PointsRule[];
  streaks: CompiledStreak[];
}

interface Gate {
  audience: string | null;
  when: When;
}

/** A coin rule or a token rule. */
export interface EarnRule extends Gate {
  kind: 'coin_rule' | 'token_rule';
  key: string;
  currency: Currency;
  amount: number;
  caps: Caps | null;
}

export interface Caps {
  /** What its counters start with; short, for there is a counter for each day. */
  counter: string;
  daily: number | null;
  weekly: number | null;
  total: number | null;
}

/** A skill rule. It has no key of its own; `name` is its place in the document. */
export interface PointsRule extends Gate {
  name: string;
  skill: SkillDefinition;
  points: number;
}

export interface CompiledStreak {
  key: string;
  label: string;
  period: Period;
  plan: FreezePlan;
  /** The most that it may hold; null where it has none. */
  freezes: number | null;
  /** Ascending; of two with one count, the first. */
  milestones: StreakDefinition['milestones'];
}

/** Without languages its texts are in English, else in the first that they are in. */
export function compile(document: Configuration, languages: Languages = []): CompiledConfig {
  const config = plainConfiguration(document, languages);
  const skills = byKey(config.skills);
  const streaks = (config.streaks ?? []).map((definition) => ({ definition, streak: compileStreak(definition) }));
  const byType = new Map<string, TypeRules>();
  const of = (type: string): TypeRules => {
    const found = byType.get(type) ?? { earn: [], skills: [], streaks: [] };
    byType.set(type, found);
    return found;
  };
  for (const rule of config.coin_rules ?? []) of(rule.event_type).earn.push(compileEarn('coin_rule', COIN, rule));
  for (const rule of config.token_rules ?? []) {
    of(rule.event_type).earn.push(compileEarn('token_rule', rule.token_key, rule));
  }
  for (const [index, rule] of (config.skill_rules ?? []).entries()) {
    const skill = skills.get(rule.skill_key);
    if (!skill) continue;
    of(rule.event_type).skills.push({ name: `skill_rules.${index}`, skill, points: rule.points, ...gate(rule) });
  }
  for (const { definition, streak } of streaks) {
    for (const type of new Set(definition.event_types)) of(type).streaks.push(streak);
  }
  return {
    config,
    language: spokenOf(languagesOf(document), languages),
    byType,
    types: new Set([...byType.keys(), ...countedTypes(config)]),
    skills,
    tokens: byKey(config.tokens),
    streaks: new Map(streaks.map(({ streak }) => [streak.key, streak])),
    badges: byKey(config.badges),
    items: byKey(config.items),
    stages: new Map((config.stages ?? []).map((stage) => [stage.stage, stage])),
  };
}

function countedTypes(config: Configuration): string[] {
  return metricsOf(config).flatMap(({ metric, key }) => (metric === 'event_count' && key !== undefined ? [key] : []));
}

function compileEarn(kind: EarnRule['kind'], currency: Currency, rule: CoinRule | TokenRule): EarnRule {
  const { key, amount } = rule;
  return { kind, key, currency, amount, caps: compileCaps(kind, rule), ...gate(rule) };
}

function compileCaps(kind: EarnRule['kind'], rule: CoinRule): Caps | null {
  const { daily_cap: daily = null, weekly_cap: weekly = null, total_limit: total = null } = rule;
  if (daily === null && weekly === null && total === null) return null;
  return { counter: `${kind === 'coin_rule' ? 'c' : 't'}:${rule.key}`, daily, weekly, total };
}

function compileStreak({ key, label, period, freezes, milestones }: StreakDefinition): CompiledStreak {
  return {
    key,
    label,
    period,
    plan: freezePlan({ freezes }),
    freezes: freezes?.max ?? null,
    milestones: milestones
      .filter(({ count }, index) => milestones.findIndex((other) => other.count === count) === index)
      .sort((one, other) => one.count - other.count),
  };
}

function gate(rule: Pick<CoinRule, 'audience' | 'when'>): Gate {
  return { audience: rule.audience ?? null, when: compileWhen(rule.when ?? []) };
}

function byKey<T extends { key: string }>(entries: readonly T[] | undefined): ReadonlyMap<string, T> {
  return new Map((entries ?? []).map((entry) => [entry.key, entry]));
}
