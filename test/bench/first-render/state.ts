import type { WidgetState } from '../../../src/contract/buddy/state.ts';

const range = (length: number) => Array.from({ length }, (_, index) => index);

/** A busy buddy: two tokens, six skills, two streaks, eight badges. */
export const STATE: WidgetState = {
  version: 41,
  buddy: {
    buddy_id: 'buddy_01m7ybcptb969an5nze1e82wb0',
    user_id: 'user_42',
    name: 'Pip',
    audience: 'default',
    stage: { number: 2, label: 'Fledgling', of: 5 },
    image: { url: 'data:,', png_url: 'data:,', width: 512, height: 512, alt: 'Pip, a fledgling' },
    appearance: { status: 'ready', error: null },
    mood: 'calm',
    coins: 1250,
  },
  tokens: range(2).map((n) => ({
    token_key: `token_${n}`,
    label: `Token ${n}`,
    icon: 'gem',
    tier: 'primary' as const,
    balance: n + 3,
    max_balance: null,
  })),
  skills: range(6).map((n) => ({
    skill_key: `skill_${n}`,
    label: `Skill ${n}`,
    icon: 'book',
    color: null,
    value: 40 + n,
    max_value: 100,
    level: n,
    level_progress: n / 8,
  })),
  streaks: range(2).map((n) => ({
    streak_key: `streak_${n}`,
    label: `Streak ${n}`,
    period: 'daily' as const,
    count: 6,
    best: 12,
    alive: true,
    ticked_this_period: false,
    expires_at: '2100-01-01T00:00:00.000Z',
    next_milestone: 7,
    freezes_left: null,
  })),
  badges: range(8).map((n) => ({
    badge_key: `badge_${n}`,
    label: `Badge ${n}`,
    description: 'For something well done.',
    icon: 'star',
    earned: n < 4,
    awarded_at: n < 4 ? '2026-11-07T17:00:00.000Z' : null,
  })),
  equipped: [],
  evolution: { ready: false, next_stage: 3, conditions: { 'coins_earned >= 2000': false } },
  scopes: ['read'],
  pending_operations: [],
};
