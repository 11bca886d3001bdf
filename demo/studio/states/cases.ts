import { type BuddyPicture, compose } from '../../../src/art/index.ts';
import { BUILTIN_ITEMS, type BuiltinItem } from '../../../src/contract/art.ts';
import { ERROR_STATUS, type ErrorCode } from '../../../src/contract/errors.ts';
import type { BuddyImage, WidgetState } from '../../../src/contract/state.ts';
import { badge, buddyState, skill, streak, token } from '../../../test/support/widget/fixtures.ts';

/** Everything that the element may have to show, each with what its server answers. */

export const NOW = Date.parse('2026-03-12T11:00:00.000Z');
const HOUR = 3_600_000;

export interface Case {
  /** What the server answers; undefined: nothing, ever. */
  answer?: WidgetState | ErrorCode;
  /** After it has answered with a buddy once. */
  then?: ErrorCode | 'offline';
  attributes?: Record<string, string | null>;
  headers?: Record<string, string>;
}

function drawn(stage: BuddyPicture['stage'], mood: 'calm' | 'sleepy' | 'proud', names: BuiltinItem[]): string {
  const items = names.map((name) => ({
    item_id: name,
    category: BUILTIN_ITEMS[name],
    label: name,
    art: { builtin: name },
  }));
  return `data:image/svg+xml,${encodeURIComponent(compose({ kind: 'buddy', species: 'dragon', stage, mood, items }))}`;
}

const image = (stage: BuddyPicture['stage'], names: BuiltinItem[] = []): BuddyImage => {
  const figure = drawn(stage, 'calm', names);
  return { url: figure, png_url: figure, width: 512, height: 512, alt: 'Pip, a fledgling', figure_url: figure };
};

const days = (statuses: ('ticked' | 'frozen' | 'missed' | 'open')[]) =>
  statuses.map((status, index) => ({
    period: new Date(NOW - (6 - index) * 24 * HOUR).toISOString().slice(0, 10),
    status,
  }));

export function usual(): WidgetState {
  return buddyState({
    buddy: { image: image(2, ['cowboy_hat']), coins: 1240, stage: { number: 2, label: 'Fledgling', of: 5 } },
    tokens: [token('xp', { label: 'XP', icon: 'star', balance: 665 }), token('gem', { balance: 3 })],
    skills: [
      skill('vocabulary', { label: 'Vocabulary', level: 4, level_progress: 0.72 }),
      skill('listening', { label: 'Listening', icon: 'ear', level: 3, level_progress: 0.4, color: '#3b7dc4' }),
      skill('pronunciation', { label: 'Pronunciation', icon: 'mic', level: 2, level_progress: 0.9, color: '#d9573f' }),
      skill('reading', { label: 'Reading', icon: 'glasses', level: 1, level_progress: 0.15, color: '#e0a100' }),
    ],
    streaks: [
      streak('daily', {
        expires_at: new Date(NOW + 11 * HOUR).toISOString(),
        freezes: { left: 2, max: 3 },
        recent: days(['missed', 'ticked', 'ticked', 'frozen', 'ticked', 'ticked', 'open']),
      }),
      streak('weekly', {
        period: 'weekly',
        label: 'Weekly talk',
        count: 3,
        ticked_this_period: true,
        next_milestone: 4,
      }),
    ],
    badges: [
      badge('first', { label: 'First lesson', earned: true, icon: 'medal' }),
      badge('week', { label: 'Week warrior', earned: true, icon: 'flame' }),
      badge('bookworm', { label: 'Bookworm', icon: 'book', progress: { value: 13, target: 20 } }),
      badge('talker', { label: 'Small talk', icon: 'chat', progress: { value: 1, target: 5 } }),
      badge('smith', { label: 'Wordsmith', icon: 'pencil', progress: { value: 40, target: 100 } }),
      badge('globe', { label: 'Globetrotter', icon: 'globe' }),
      badge('trophy', { label: 'Champion', icon: 'trophy' }),
      badge('ear', { label: 'Good listener', icon: 'headphones' }),
    ],
    evolution: {
      ready: false,
      next_stage: 3,
      next_label: 'Explorer',
      conditions: {},
      progress: [{ metric: 'token_balance', key: 'xp', label: 'XP', value: 665, target: 735 }],
    },
  });
}

export function fresh(): WidgetState {
  const state = usual();
  return {
    ...state,
    buddy: { ...state.buddy, image: image(1), coins: 0, stage: { number: 1, label: 'Hatchling', of: 5 } },
    tokens: state.tokens.map((one) => ({ ...one, balance: 0 })),
    skills: state.skills.map((one) => ({ ...one, level: 0, level_progress: 0, value: 0 })),
    streaks: state.streaks.slice(0, 1).map((one) => ({
      ...one,
      count: 0,
      alive: false,
      expires_at: null,
      recent: days(['missed', 'missed', 'missed', 'missed', 'missed', 'missed', 'open']),
    })),
    badges: state.badges.map((one) => ({ ...one, earned: false, awarded_at: null, progress: { value: 0, target: 5 } })),
    evolution: {
      ...state.evolution,
      next_stage: 2,
      next_label: 'Fledgling',
      progress: [{ metric: 'token_balance', key: 'xp', label: 'XP', value: 0, target: 100 }],
    },
  };
}

const withAppearance = (status: 'pending' | 'failed'): WidgetState => {
  const state = usual();
  return { ...state, buddy: { ...state.buddy, appearance: { status, error: null } } };
};

export const CASES: Record<string, Case> = {
  usual: { answer: usual() },
  new: { answer: fresh() },
  loading: {},
  stale: { answer: usual(), then: 'service_unavailable' },
  'offline, known': { answer: usual(), then: 'offline' },
  'picture pending': { answer: withAppearance('pending') },
  'picture failed': { answer: withAppearance('failed') },
  'no picture': { answer: { ...usual(), buddy: { ...usual().buddy, image: null } } },
  'read-only': { answer: { ...usual(), scopes: ['read'] } },
  'rate-limited': { answer: 'rate_limited', headers: { 'retry-after': '17' } },
  expired: { answer: 'token_expired' },
  revoked: { answer: 'token_revoked' },
  'wrong key': { answer: 'unauthorized' },
  forbidden: { answer: 'origin_not_allowed' },
  unknown: { answer: 'resource_not_found' },
  unavailable: { answer: 'internal_error' },
  'no configuration': { answer: 'no_published_config' },
};

export const isFailure = (answer: Case['answer']): answer is ErrorCode => typeof answer === 'string';
export const statusOf = (code: ErrorCode): number => ERROR_STATUS[code];
