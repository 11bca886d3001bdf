import type { Configuration } from '../../src/contract/configuration/configuration.ts';

/** Small rules with one of everything. A lesson pays 10 coins, at most 50 a day. */
export const LESSONS: Configuration = {
  coin_rules: [
    { key: 'lesson', event_type: 'lesson', amount: 10, daily_cap: 50 },
    { key: 'treasure', event_type: 'treasure', amount: 1000, total_limit: 1_000_000 },
  ],
  tokens: [
    { key: 'gem', label: 'Gems', tier: 'primary', max_balance: 10 },
    { key: 'xp', label: 'Experience', tier: 'progression' },
  ],
  token_rules: [{ key: 'xp', event_type: 'lesson', token_key: 'xp', amount: 5 }],
  skills: [{ key: 'grammar', label: 'Grammar', max_value: 100, points_per_level: 20 }],
  skill_rules: [{ event_type: 'lesson', skill_key: 'grammar', points: 5 }],
  badges: [
    {
      key: 'first',
      label: 'First',
      description: 'The first lesson.',
      icon: 'star',
      award: 'auto',
      condition: { metric: 'event_count', key: 'lesson', op: 'gte', value: 1 },
    },
    {
      key: 'speech',
      label: 'Speech',
      description: 'Awarded by a teacher.',
      icon: 'mic',
      award: 'manual',
      condition: { metric: 'skill_value', key: 'grammar', op: 'gte', value: 10 },
      reward: { coins: 7 },
    },
  ],
  streaks: [
    {
      key: 'daily',
      label: 'Daily',
      event_types: ['lesson'],
      period: 'daily',
      milestones: [{ count: 3, reward: { tokens: [{ token_key: 'gem', amount: 1 }] } }],
    },
  ],
  species: [{ key: 'owl' }],
  stages: [
    { stage: 1, label: 'Hatchling' },
    { stage: 2, label: 'Fledgling', condition: { metric: 'skill_value', key: 'grammar', op: 'gte', value: 10 } },
  ],
  items: [
    item('hat', 'head', { type: 'coin', amount: 20 }, { art: { builtin: 'cowboy_hat' } }),
    item('cap', 'head', { type: 'free' }),
    item('glasses', 'face', { type: 'free' }),
    item('scarf', 'neck', { type: 'free' }),
    item('boots', 'feet', { type: 'free' }),
    item('daisy', 'accessory', { type: 'free' }),
    item('crown', 'head', { type: 'coin', amount: 20 }, { stock: 1 }),
    item('wand', 'hand', { type: 'token', token_key: 'gem', amount: 1 }),
    item('medal', 'neck', { type: 'free' }, { visibility: { metric: 'stage', op: 'gte', value: 2 } }),
  ],
  leaderboards: [
    { key: 'week', label: 'This week', metric: 'coins_earned', window: 'weekly' },
    { key: 'ever', label: 'Ever', metric: { metric: 'event_count', key: 'lesson' }, window: 'all_time' },
  ],
};

type Item = NonNullable<Configuration['items']>[number];

function item(key: string, category: Item['category'], price: Item['price'], more: Partial<Item> = {}): Item {
  return { key, label: `The ${key}`, description: '', category, rarity: 'common', price, ...more };
}
