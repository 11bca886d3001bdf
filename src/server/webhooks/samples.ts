import type { WebhookEventName } from '../../contract/webhooks.ts';

interface Sample {
  event: WebhookEventName;
  description: string;
  /** The body in the raw format. */
  sample: Record<string, unknown>;
}

const buddy_id = 'buddy_01k8z3n5t7v9x1b3d5f7h9k1m3';
const image = { url: 'https://buddy.example.com/images/5b1f.svg', stage: 2 };
const source = { type: 'event', event_type: 'lesson_completed', rule: 'lesson' };
const ledger_id = 'led_01k8z3n5t7v9x1b3d5f7h9k1m3';
const price = { type: 'coin', amount: 50 };
const caused = { request_id: 'req-7f3a', sequence: 41, event_id: 'lesson_17_user_42' };
const alone = { ...caused, event_id: null };

/** Every event that is sent, with what its body looks like. */
export const SAMPLES: readonly Sample[] = [
  {
    event: 'buddy.hatched',
    description: 'A buddy hatched, and its first picture is there.',
    sample: {
      buddy_id,
      egg_id: 'egg_01k8z3n5t7v9x1b3d5f7h9k1m3',
      user_id: 'user_42',
      name: 'Pip',
      config_version_id: 'cfg_01k8z3n5t7v9x1b3d5f7h9k1m3',
      image: { ...image, stage: 1 },
      ...alone,
    },
  },
  {
    event: 'buddy.evolved',
    description: 'A buddy reached its next stage, and the picture of it is there.',
    sample: { buddy_id, from_stage: 1, to_stage: 2, image, ...alone },
  },
  {
    event: 'coin.earned',
    description: 'Coins were paid.',
    sample: { buddy_id, amount: 10, balance_after: 120, source, ledger_id, reason: 'Lesson completed', ...caused },
  },
  {
    event: 'coin.spent',
    description: 'Coins were spent.',
    sample: {
      buddy_id,
      amount: 50,
      balance_after: 70,
      source: { type: 'purchase', item_id: 'item_cowboy_hat' },
      ledger_id,
      reason: 'Cowboy hat',
      ...alone,
    },
  },
  {
    event: 'token.earned',
    description: 'Tokens of a kind were paid.',
    sample: {
      buddy_id,
      token_key: 'gem',
      amount: 1,
      balance_after: 3,
      source,
      ledger_id,
      reason: 'Weekly quiz',
      ...caused,
    },
  },
  {
    event: 'token.spent',
    description: 'Tokens of a kind were spent.',
    sample: {
      buddy_id,
      token_key: 'gem',
      amount: 2,
      balance_after: 1,
      source: { type: 'purchase', item_id: 'item_crown' },
      ledger_id,
      reason: 'Crown',
      ...alone,
    },
  },
  {
    event: 'skill.leveled',
    description: 'A skill reached a higher level.',
    sample: { buddy_id, skill_key: 'pronunciation', from_level: 2, to_level: 3, value: 65, ...caused },
  },
  {
    event: 'badge.ready',
    description: 'A badge that somebody has to award was earned.',
    sample: { buddy_id, badge_id: 'week_warrior', awarded_at: null, ...caused },
  },
  {
    event: 'badge.awarded',
    description: 'A badge was awarded.',
    sample: { buddy_id, badge_id: 'week_warrior', awarded_at: '2026-04-22T10:30:00.000Z', ...caused },
  },
  {
    event: 'streak.ticked',
    description: 'A streak got one longer.',
    sample: { buddy_id, streak_key: 'daily_lesson', count: 6, milestone: null, ...caused },
  },
  {
    event: 'streak.milestone',
    description: 'A streak reached one of its milestones.',
    sample: { buddy_id, streak_key: 'daily_lesson', count: 7, milestone: 7, ...caused },
  },
  {
    event: 'streak.burned',
    description: 'A streak ended because a period passed without it; with the count that was lost.',
    sample: { buddy_id, streak_key: 'daily_lesson', count: 7, milestone: null, ...alone },
  },
  {
    event: 'marketplace.purchased',
    description: 'An item was bought.',
    sample: {
      buddy_id,
      item_id: 'item_cowboy_hat',
      price,
      purchase_id: 'pur_01k8z3n5t7v9x1b3d5f7h9k1m3',
      ...alone,
    },
  },
  {
    event: 'marketplace.equipped',
    description: 'An item was put on.',
    sample: { buddy_id, item_id: 'item_cowboy_hat', price, ...alone },
  },
  {
    event: 'evolution.ready',
    description: 'A buddy can evolve.',
    sample: { buddy_id, next_stage: 3, conditions: { 'coins_earned >= 500': true }, ...caused },
  },
  {
    event: 'leaderboard.snapshot.ready',
    description: 'A window of a leaderboard ended, and its standing is kept.',
    sample: {
      leaderboard_id: 'weekly',
      snapshot_id: 'snap_01k8z3n5t7v9x1b3d5f7h9k1m3',
      window: { from: '2026-04-13T00:00:00.000Z', to: '2026-04-20T00:00:00.000Z' },
      request_id: 'job-leaderboards-1f2e3d4c',
      sequence: null,
      event_id: null,
    },
  },
  {
    event: 'cause.threshold_reached',
    description: 'All buddies together reached the threshold of a cause. Sent to the address of the cause alone.',
    sample: {
      cause_key: 'trees',
      threshold: 1000,
      value: 1003,
      reached_at: '2026-04-22T10:30:00.000Z',
      request_id: 'req-7f3a',
      sequence: null,
      event_id: null,
    },
  },
];
