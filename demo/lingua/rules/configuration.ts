import type { Configuration } from 'hatched-buddy/sdk';
import { atLeast } from './condition.ts';
import { ITEMS } from './items.ts';
import { inEveryLanguage } from './words.ts';

/** What happens in Lingua, an app for learning languages. Lessons name the skill that they train. */
export const LINGUA_EVENTS = {
  lesson: 'lesson_completed',
  quiz: 'quiz_passed',
  conversation: 'conversation_finished',
  story: 'story_read',
} as const;

const { lesson, quiz, conversation, story } = LINGUA_EVENTS;

const SKILLS = [
  { key: 'vocabulary', label: 'Vocabulary', icon: 'book', color: '#2f9e6e' },
  { key: 'grammar', label: 'Grammar', icon: 'puzzle', color: '#3b82c4' },
  { key: 'listening', label: 'Listening', icon: 'headphones', color: '#8b5fbf' },
  { key: 'speaking', label: 'Speaking', icon: 'mic', color: '#d9573f' },
  { key: 'reading', label: 'Reading', icon: 'glasses', color: '#c98a1b' },
  { key: 'writing', label: 'Writing', icon: 'pencil', color: '#c2578f' },
];

const EVERYDAY = [lesson, quiz, conversation, story];

/** The rules of the workspace, in English. */
const ENGLISH: Configuration = {
  coin_rules: [
    { key: 'lesson', event_type: lesson, amount: 10, daily_cap: 50 },
    {
      key: 'perfect_lesson',
      event_type: lesson,
      amount: 5,
      daily_cap: 15,
      when: [{ property: 'score', op: 'gte', value: 0.95 }],
    },
    { key: 'quiz', event_type: quiz, amount: 20, daily_cap: 20 },
    { key: 'conversation', event_type: conversation, amount: 15, daily_cap: 15 },
    { key: 'story', event_type: story, amount: 10, daily_cap: 10 },
  ],
  tokens: [
    { key: 'gem', label: 'Gems', icon: 'gem', tier: 'primary' },
    { key: 'xp', label: 'Experience', icon: 'star', tier: 'progression' },
  ],
  token_rules: [
    { key: 'lesson_xp', event_type: lesson, token_key: 'xp', amount: 10, daily_cap: 400 },
    { key: 'quiz_xp', event_type: quiz, token_key: 'xp', amount: 15, daily_cap: 150 },
    { key: 'conversation_xp', event_type: conversation, token_key: 'xp', amount: 20, daily_cap: 100 },
    { key: 'story_xp', event_type: story, token_key: 'xp', amount: 10, daily_cap: 50 },
    {
      key: 'flawless_quiz',
      event_type: quiz,
      token_key: 'gem',
      amount: 1,
      weekly_cap: 3,
      when: [{ property: 'score', op: 'eq', value: 1 }],
    },
  ],
  skills: SKILLS.map((skill) => ({ ...skill, max_value: 500, points_per_level: 25 })),
  skill_rules: [
    ...SKILLS.map(({ key }) => ({
      event_type: lesson,
      skill_key: key,
      points: 6,
      when: [{ property: 'skill', op: 'eq' as const, value: key }],
    })),
    { event_type: lesson, skill_key: 'vocabulary', points: 2 },
    { event_type: quiz, skill_key: 'grammar', points: 4 },
    { event_type: conversation, skill_key: 'speaking', points: 8 },
    { event_type: conversation, skill_key: 'listening', points: 4 },
    { event_type: story, skill_key: 'reading', points: 6 },
  ],
  badges: [
    {
      key: 'first_lesson',
      label: 'First lesson',
      description: 'Every language starts with one.',
      icon: 'seedling',
      award: 'auto',
      condition: atLeast('event_count', lesson, 1),
    },
    {
      key: 'twenty_lessons',
      label: 'Twenty lessons',
      description: 'Twenty lessons completed.',
      icon: 'medal',
      award: 'auto',
      condition: atLeast('event_count', lesson, 20),
      reward: { coins: 20 },
    },
    {
      key: 'week_warrior',
      label: 'Week warrior',
      description: 'Learned seven days in a row.',
      icon: 'flame',
      award: 'auto',
      condition: atLeast('streak_best', 'daily_lesson', 7),
    },
    {
      key: 'small_talk',
      label: 'Small talk',
      description: 'Five conversations held.',
      icon: 'chat',
      award: 'auto',
      condition: atLeast('event_count', conversation, 5),
    },
    {
      key: 'bookworm',
      label: 'Bookworm',
      description: 'Ten stories read to the end.',
      icon: 'book',
      award: 'auto',
      condition: atLeast('event_count', story, 10),
      reward: { tokens: [{ token_key: 'gem', amount: 1 }] },
    },
    {
      key: 'wordsmith',
      label: 'Wordsmith',
      description: 'Vocabulary at level 4.',
      icon: 'sparkles',
      award: 'auto',
      condition: atLeast('skill_level', 'vocabulary', 4),
    },
    {
      key: 'all_rounder',
      label: 'All-rounder',
      description: 'Every skill at level 1 or higher.',
      icon: 'compass',
      award: 'auto',
      condition: { all: SKILLS.map(({ key }) => atLeast('skill_level', key, 1)) },
    },
    {
      key: 'first_speech',
      label: 'First speech',
      description: 'Spoke in front of the class. Awarded by a teacher.',
      icon: 'mic',
      award: 'manual',
      condition: atLeast('skill_level', 'speaking', 2),
    },
  ],
  streaks: [
    {
      key: 'daily_lesson',
      label: 'Daily lesson',
      event_types: EVERYDAY,
      period: 'daily',
      milestones: [
        { count: 3 },
        { count: 7, reward: { tokens: [{ token_key: 'gem', amount: 1 }] } },
        { count: 14, reward: { tokens: [{ token_key: 'gem', amount: 2 }] } },
        { count: 30, reward: { tokens: [{ token_key: 'gem', amount: 3 }] } },
        { count: 100, reward: { coins: 500 } },
        { count: 365, reward: { coins: 1000 } },
      ],
      freezes: { max: 2, earn_every: 7 },
    },
    {
      key: 'weekly_conversation',
      label: 'Weekly conversation',
      event_types: [conversation],
      period: 'weekly',
      milestones: [{ count: 4, reward: { coins: 40 } }, { count: 12, reward: { coins: 100 } }, { count: 52 }],
    },
  ],
  species: [{ key: 'dragon' }, { key: 'owl' }, { key: 'robot' }],
  // Three things done, whichever, and the egg is ready.
  hatching: { ready_after: 3 },
  stages: [
    { stage: 1, label: 'Hatchling' },
    { stage: 2, label: 'Fledgling', condition: atLeast('token_balance', 'xp', 50), auto_evolve: true },
    { stage: 3, label: 'Explorer', condition: atLeast('token_balance', 'xp', 400), auto_evolve: true },
    { stage: 4, label: 'Voyager', condition: atLeast('token_balance', 'xp', 700), auto_evolve: true },
    { stage: 5, label: 'Elder', condition: atLeast('token_balance', 'xp', 1000), auto_evolve: true },
  ],
  items: ITEMS,
  leaderboards: [
    { key: 'weekly_coins', label: 'Coins this week', metric: 'coins_earned', window: 'weekly' },
    { key: 'lessons', label: 'Lessons', metric: { metric: 'event_count', key: lesson }, window: 'all_time' },
  ],
};

/** The workspace that `npm start` opens with: a real app could go on from here. Each visitor reads it in the own language. */
export const LINGUA: Configuration = inEveryLanguage(ENGLISH);
