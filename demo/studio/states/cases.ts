import {
  type BuddyPicture,
  compose,
  composeBlink,
  composeFace,
  composeFigure,
  composeScene,
  composeSilhouette,
} from '../../../src/art/index.ts';
import { type BuiltinItem, SPECIES, type Species } from '../../../src/contract/buddy/art.ts';
import type { LeaderboardAnswer } from '../../../src/contract/configuration/leaderboards.ts';
import { ERROR_STATUS, type ErrorCode } from '../../../src/contract/errors.ts';
import type { BuddyImage, EggView, SeatState, WidgetState } from '../../../src/contract/buddy/state.ts';
import { worn } from '../art-outfits.ts';
import { badge, buddyState, skill, streak, token } from '../../../test/support/widget/fixtures.ts';

/** Everything that the element may have to show, each with what its server answers. */

export const NOW = Date.parse('2026-03-12T11:00:00.000Z');
const HOUR = 3_600_000;

export interface Case {
  /** What the server answers; undefined: nothing, ever. */
  answer?: SeatState | ErrorCode;
  /** After it has answered with a buddy once. */
  then?: ErrorCode | 'offline';
  attributes?: Record<string, string | null>;
  headers?: Record<string, string>;
  /** What its leaderboard answers. */
  board?: LeaderboardAnswer['entries'] | ErrorCode;
}

const url = (svg: string) => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** In parts, as the server answers. */
const image = (stage: BuddyPicture['stage'], names: BuiltinItem[] = []): BuddyImage => {
  const items = worn(names);
  const picture: BuddyPicture = { kind: 'buddy', species: 'dragon', stage, mood: 'calm', items };
  const whole = url(compose(picture));
  return {
    url: whole,
    png_url: whole,
    width: 512,
    height: 512,
    alt: 'Pip, a fledgling',
    scene_url: url(composeScene(items)),
    figure_url: url(composeFigure(picture)),
    face_url: url(composeFace(picture)),
    blink_url: url(composeBlink(picture)!),
  };
};

const silhouette = (stage: BuddyPicture['stage']) =>
  url(composeSilhouette({ kind: 'buddy', species: 'dragon', stage, mood: 'calm', items: [] }));

const eggImage = (species: Species, status: 'waiting' | 'ready' | 'cracking') => {
  const whole = url(compose({ kind: 'egg', species, status }));
  return { url: whole, png_url: whole, width: 512, height: 512, alt: 'A speckled egg in a nest' };
};

/** A seat whose buddy has not hatched. */
function seat(change: Partial<EggView>): SeatState {
  return {
    ...usual(),
    buddy: null,
    evolution: null,
    scopes: ['read', 'buddy:hatch', 'buddy:rename'],
    egg: {
      egg_id: 'egg_01m7ybcptb969an5nze1e82wb0',
      status: 'waiting',
      image: eggImage('dragon', 'waiting'),
      warmth: null,
      choices: [],
      ...change,
    },
  };
}

const SPECIES_LABELS: Record<Species, string> = { dragon: 'Dragon', owl: 'Owl', robot: 'Robot' };

const days = (statuses: ('ticked' | 'frozen' | 'missed' | 'open')[]) =>
  statuses.map((status, index) => ({
    period: new Date(NOW - (6 - index) * 24 * HOUR).toISOString().slice(0, 10),
    status,
  }));

function usual(): WidgetState {
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
      next_silhouette_url: silhouette(3),
      conditions: {},
      progress: [{ metric: 'token_balance', key: 'xp', label: 'XP', value: 665, target: 735 }],
    },
  });
}

function fresh(): WidgetState {
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
      next_silhouette_url: silhouette(2),
      progress: [{ metric: 'token_balance', key: 'xp', label: 'XP', value: 0, target: 100 }],
    },
  };
}

const ranked = (board: NonNullable<Case['board']>): Case => ({
  answer: usual(),
  attributes: { sections: 'stage wallet streaks badges leaderboard market', leaderboard: 'weekly' },
  board,
});

const NEIGHBOURS = ['Juno', 'Biscuit', usual().buddy.name, 'Captain Marmalade of the Seven Seas', 'Nori'].map(
  (name, index) => ({
    rank: index + 2,
    buddy_id: index === 2 ? usual().buddy.buddy_id : `buddy_01m7ybcptb969an5nze1e82wb${index + 1}`,
    name,
    value: 980 - index * 135,
  }),
);

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
  leaderboard: ranked(NEIGHBOURS),
  'leaderboard, empty': ranked([]),
  'leaderboard, failed': ranked('service_unavailable'),
  'egg asleep': { answer: seat({}) },
  'egg warming': { answer: seat({ warmth: { value: 2, target: 5 } }) },
  'egg ready': { answer: seat({ status: 'ready', image: eggImage('dragon', 'ready') }) },
  'egg to choose': {
    answer: seat({
      status: 'ready',
      image: eggImage('dragon', 'ready'),
      choices: SPECIES.map((species) => ({
        species,
        label: SPECIES_LABELS[species],
        image: eggImage(species, 'ready'),
      })),
    }),
  },
  'egg opening': { answer: seat({ status: 'hatching', image: eggImage('dragon', 'cracking') }) },
  unknown: { answer: 'resource_not_found' },
  unavailable: { answer: 'internal_error' },
  'no configuration': { answer: 'no_published_config' },
};

export const isFailure = (answer: unknown): answer is ErrorCode => typeof answer === 'string';
export const statusOf = (code: ErrorCode): number => ERROR_STATUS[code];
