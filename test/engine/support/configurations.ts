import type { Configuration } from '../../../src/contract/configuration/configuration.ts';

const LESSON = 'lesson_completed';

/** Ten rules for one type of event, with badges, streaks and stages beside them: a language course. */
export const tenRules: Configuration = {
  coin_rules: [
    { key: 'lesson', event_type: LESSON, amount: 10, daily_cap: 50 },
    { key: 'good_lesson', event_type: LESSON, amount: 5, weekly_cap: 100, when: [atLeast('score', 0.7)] },
    { key: 'first_steps', event_type: LESSON, amount: 20, total_limit: 100 },
    {
      key: 'hard_lesson',
      event_type: LESSON,
      amount: 15,
      daily_cap: 30,
      when: [{ property: 'course.level', op: 'in', value: ['b2', 'c1'] }],
    },
  ],
  tokens: [
    { key: 'gem', label: 'Gems', tier: 'primary', max_balance: 500 },
    { key: 'xp', label: 'Experience', tier: 'progression' },
  ],
  token_rules: [
    { key: 'gem', token_key: 'gem', event_type: LESSON, amount: 1, daily_cap: 3 },
    { key: 'xp', token_key: 'xp', event_type: LESSON, amount: 25 },
  ],
  skills: ['reading', 'writing', 'speaking', 'listening'].map((key) => ({
    key,
    label: key,
    max_value: 100,
    points_per_level: 20,
  })),
  skill_rules: ['reading', 'writing', 'speaking', 'listening'].map((skill_key) => ({
    event_type: LESSON,
    skill_key,
    points: 1,
  })),
  badges: [1, 10, 50, 100, 250, 500, 1000, 5000].map((value) => ({
    key: `lessons_${value}`,
    label: `${value} lessons`,
    description: '',
    icon: 'star',
    award: 'auto',
    condition: { metric: 'event_count', key: LESSON, op: 'gte', value },
    reward: { coins: 10 },
  })),
  streaks: [
    {
      key: 'daily',
      label: 'Daily',
      event_types: [LESSON],
      period: 'daily',
      milestones: [{ count: 7 }, { count: 30 }],
      freezes: { max: 2, earn_every: 7 },
    },
    { key: 'weekly', label: 'Weekly', event_types: [LESSON], period: 'weekly', milestones: [{ count: 4 }] },
  ],
  stages: [
    { stage: 1, label: 'Hatchling' },
    { stage: 2, label: 'Fledgling', condition: { metric: 'coins_earned', op: 'gte', value: 100 } },
    {
      stage: 3,
      label: 'Flyer',
      condition: {
        all: [
          { metric: 'streak_best', key: 'daily', op: 'gte', value: 7 },
          { metric: 'coins_earned', op: 'gte', value: 500 },
        ],
      },
    },
  ],
};

function atLeast(property: string, value: number) {
  return { property, op: 'gte' as const, value };
}
