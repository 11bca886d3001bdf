import type { Metric } from '../../contract/configuration/conditions.ts';
import type { CompiledConfig } from '../configuration/compile.ts';
import { coinsOf, hasBadge, own, ownsItem, purseOf } from '../state.ts';
import { bestOf, countAt } from '../streaks/status.ts';
import type { BuddyState, Millis } from '../types.ts';
import { levelOf, skillValue } from './levels.ts';

/** What a condition is asked about: a buddy at a moment. */
export interface Facts {
  state: BuddyState;
  config: CompiledConfig;
  at: Millis;
}

/**
 * The value of a metric; 0 where the buddy has nothing of it or the configuration does not know the key. `badge` and
 * `item_owned` are 0 or 1. Only `streak_count` depends on the moment: it is the length of the streak that was going on
 * then, with what has been ticked of it since.
 */
export function metricOf({ state, config, at }: Facts, metric: Metric, key = ''): number {
  switch (metric) {
    case 'event_count':
      return key === '' ? sum(Object.values(state.events)) : (own(state.events, key) ?? 0);
    case 'coins_earned':
      return coinsOf(state).earned;
    case 'coins_balance':
      return coinsOf(state).balance;
    case 'token_balance':
      return purseOf(state, key).balance;
    case 'skill_value':
    case 'skill_level': {
      const skill = config.skills.get(key);
      if (!skill) return 0;
      const value = skillValue(state, skill);
      return metric === 'skill_value' ? value : levelOf(skill, value);
    }
    case 'streak_count':
    case 'streak_best': {
      const streak = config.streaks.get(key);
      if (!streak) return 0;
      return metric === 'streak_best' ? bestOf(state, streak) : countAt(state, streak, at);
    }
    case 'badge':
      return Number(hasBadge(state, key));
    case 'badge_count':
      return Object.values(state.badges).filter(({ status }) => status === 'awarded').length;
    case 'stage':
      return state.stage;
    case 'item_owned':
      return Number(ownsItem(state, key));
  }
}

/** A metric now, for leaderboards and causes. */
export function metricValue(
  state: BuddyState,
  config: CompiledConfig,
  { metric, key }: { metric: Metric; key?: string | undefined },
  now: Millis,
): number {
  return metricOf({ state, config, at: now }, metric, key);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
