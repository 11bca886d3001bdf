import {
  BUILTIN_ITEM_NAMES,
  BUILTIN_ITEMS,
  BUILTIN_LABELS,
  type BuiltinItem,
  type Rarity,
  SPECIES,
} from '../contract/buddy/art.ts';
import type { Price } from '../contract/common.ts';
import type { Condition } from '../contract/configuration/conditions.ts';
import type { Configuration } from '../contract/configuration/configuration.ts';

/** Rules for any app in which people come back to do something: what `<hatched-buddy demo>` lives by. */

const PRICES: Record<Rarity, Price> = {
  common: { type: 'coin', amount: 60 },
  uncommon: { type: 'coin', amount: 120 },
  rare: { type: 'coin', amount: 240 },
  epic: { type: 'token', token_key: 'gem', amount: 3 },
  legendary: { type: 'coin', amount: 900 },
};
const LOCKED: Partial<Record<BuiltinItem, Condition>> = {
  champion_medal: { metric: 'streak_best', key: 'daily', op: 'gte', value: 14 },
  golden_crown: { metric: 'stage', op: 'gte', value: 5 },
};
const xp = (value: number): Condition => ({ metric: 'token_balance', key: 'xp', op: 'gte', value });

export const SAMPLE: Configuration = {
  coin_rules: [
    { key: 'task', event_type: 'task_done', amount: 10, daily_cap: 50 },
    { key: 'goal', event_type: 'goal_reached', amount: 40, daily_cap: 80 },
  ],
  tokens: [
    { key: 'gem', label: 'Gems', icon: 'gem', tier: 'primary' },
    { key: 'xp', label: 'XP', icon: 'star', tier: 'progression' },
  ],
  token_rules: [
    { key: 'task_xp', event_type: 'task_done', token_key: 'xp', amount: 10 },
    { key: 'goal_xp', event_type: 'goal_reached', token_key: 'xp', amount: 30 },
    { key: 'goal_gem', event_type: 'goal_reached', token_key: 'gem', amount: 1, weekly_cap: 3 },
  ],
  skills: [
    { key: 'focus', label: 'Focus', icon: 'puzzle', color: '#3b82c4', max_value: 400, points_per_level: 40 },
    { key: 'practice', label: 'Practice', icon: 'pencil', color: '#2f9e6e', max_value: 400, points_per_level: 40 },
    { key: 'curiosity', label: 'Curiosity', icon: 'compass', color: '#d9573f', max_value: 400, points_per_level: 40 },
    { key: 'teamwork', label: 'Teamwork', icon: 'chat', color: '#8b5fbf', max_value: 400, points_per_level: 40 },
  ],
  skill_rules: [
    { event_type: 'task_done', skill_key: 'practice', points: 6 },
    { event_type: 'task_done', skill_key: 'focus', points: 4 },
    { event_type: 'goal_reached', skill_key: 'curiosity', points: 9 },
    { event_type: 'message_sent', skill_key: 'teamwork', points: 5 },
  ],
  badges: [
    badge('first', 'First step', 'The first thing done.', 'seedling', {
      metric: 'event_count',
      key: 'task_done',
      op: 'gte',
      value: 1,
    }),
    badge('week', 'Whole week', 'Seven days in a row.', 'flame', {
      metric: 'streak_best',
      key: 'daily',
      op: 'gte',
      value: 7,
    }),
    badge('fifty', 'Fifty done', 'Fifty things done.', 'medal', {
      metric: 'event_count',
      key: 'task_done',
      op: 'gte',
      value: 50,
    }),
    badge('goals', 'Goal getter', 'Ten goals reached.', 'trophy', {
      metric: 'event_count',
      key: 'goal_reached',
      op: 'gte',
      value: 10,
    }),
    badge('social', 'Good company', 'Twenty messages sent.', 'chat', {
      metric: 'event_count',
      key: 'message_sent',
      op: 'gte',
      value: 20,
    }),
    badge('saver', 'Piggy bank', '500 coins earned.', 'gem', { metric: 'coins_earned', op: 'gte', value: 500 }),
    badge('expert', 'Expert', 'Practice at level 5.', 'star', {
      metric: 'skill_level',
      key: 'practice',
      op: 'gte',
      value: 5,
    }),
    badge('month', 'Whole month', 'Thirty days in a row.', 'sparkles', {
      metric: 'streak_best',
      key: 'daily',
      op: 'gte',
      value: 30,
    }),
  ],
  streaks: [
    {
      key: 'daily',
      label: 'Every day',
      event_types: ['task_done', 'goal_reached'],
      period: 'daily',
      milestones: [
        { count: 3 },
        { count: 7, reward: { coins: 30 } },
        { count: 14, reward: { coins: 60 } },
        { count: 30, reward: { coins: 150 } },
      ],
      freezes: { max: 2, earn_every: 7 },
    },
  ],
  species: SPECIES.map((key) => ({ key })),
  hatching: { ready_after: 3, choices: 3 },
  stages: [
    { stage: 1, label: 'Hatchling' },
    { stage: 2, label: 'Fledgling', condition: xp(120), auto_evolve: true },
    { stage: 3, label: 'Explorer', condition: xp(600), auto_evolve: true },
    { stage: 4, label: 'Voyager', condition: xp(1400), auto_evolve: true },
    { stage: 5, label: 'Elder', condition: xp(2600), auto_evolve: true },
  ],
  items: BUILTIN_ITEM_NAMES.map((name) => ({
    key: name,
    label: BUILTIN_LABELS[name].label,
    description: BUILTIN_LABELS[name].description,
    rarity: BUILTIN_LABELS[name].rarity,
    category: BUILTIN_ITEMS[name],
    price: PRICES[BUILTIN_LABELS[name].rarity],
    art: { builtin: name },
    ...(LOCKED[name] && { visibility: LOCKED[name] }),
  })),
  leaderboards: [
    { key: 'weekly', label: 'This week', metric: { metric: 'token_balance', key: 'xp' }, window: 'weekly' },
  ],
};

function badge(key: string, label: string, description: string, icon: string, condition: Condition) {
  return { key, label, description, icon, award: 'auto' as const, condition };
}
