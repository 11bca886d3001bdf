import type { Condition } from '../../../src/contract/configuration/conditions.ts';
import type {
  BadgeDefinition,
  ItemDefinition,
  SkillDefinition,
  StreakDefinition,
  TokenDefinition,
} from '../../../src/contract/configuration/configuration.ts';

/** Definitions of which a test says only what matters to it. */

export function badge(key: string, condition: Condition, rest: Partial<BadgeDefinition> = {}): BadgeDefinition {
  return { key, label: key, description: '', icon: 'star', award: 'auto', condition, ...rest };
}

export function streak(key: string, rest: Partial<StreakDefinition> = {}): StreakDefinition {
  return { key, label: key, event_types: ['lesson'], period: 'daily', milestones: [], ...rest };
}

export function item(key: string, rest: Partial<ItemDefinition> = {}): ItemDefinition {
  const price = { type: 'coin', amount: 10 } as const;
  return { key, label: key, description: '', category: 'head', rarity: 'common', price, ...rest };
}

export function token(key: string, rest: Partial<TokenDefinition> = {}): TokenDefinition {
  return { key, label: key, tier: 'primary', ...rest };
}

export function skill(key: string, rest: Partial<SkillDefinition> = {}): SkillDefinition {
  return { key, label: key, max_value: 100, points_per_level: 20, ...rest };
}
