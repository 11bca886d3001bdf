import { describe, expect, it } from 'vitest';
import { badgeView, evolutionView, skillView, streakView, tokenView } from '../../../src/contract/buddy/state.ts';
import {
  setSkills,
  viewBadges,
  viewEvolution,
  viewSkills,
  viewStreaks,
  viewTokens,
} from '../../../src/engine/index.ts';
import { badge, skill, streak, token } from '../support/definitions.ts';
import { DAY, HOUR, Life, MONDAY } from '../support/life.ts';

const NOW = MONDAY + 7 * DAY;

function life(): Life {
  const buddy = new Life({
    tokens: [token('gem', { icon: 'diamond' }), token('xp', { tier: 'progression', max_balance: 9 })],
    token_rules: [{ key: 'gem', token_key: 'gem', event_type: 'lesson', amount: 1 }],
    skills: [skill('pronunciation', { icon: 'mic' }), skill('reading')],
    skill_rules: [{ event_type: 'lesson', skill_key: 'pronunciation', points: 13 }],
    streaks: [
      streak('daily', { milestones: [{ count: 14 }, { count: 3 }], freezes: { max: 1 } }),
      streak('monthly', { period: 'monthly', event_types: ['report'] }),
    ],
    badges: [
      badge('first', { metric: 'event_count', op: 'gte', value: 1 }),
      badge('later', { metric: 'stage', op: 'gte', value: 2 }),
    ],
    stages: [
      { stage: 1, label: 'One' },
      {
        stage: 2,
        label: 'Two',
        condition: {
          all: [
            { metric: 'event_count', op: 'gte', value: 5 },
            { metric: 'badge', key: 'later', op: 'eq', value: true },
          ],
        },
      },
    ],
  });
  for (let day = 0; day < 5; day++) buddy.send({ at: MONDAY + (3 + day) * DAY - 12 * HOUR });
  return buddy;
}

/** The days from 4 to 10 March, the first of which was missed. */
function week(...statuses: string[]): { period: string; status: string }[] {
  return ['missed', ...statuses].map((status, index) => ({ period: `2026-03-0${3 + index}`, status }));
}

describe('the views', () => {
  const buddy = life();
  const { state, config } = buddy;

  it('show tokens', () => {
    expect(viewTokens(state, config)).toEqual([
      { token_key: 'gem', label: 'gem', icon: 'diamond', tier: 'primary', balance: 5, max_balance: null },
      { token_key: 'xp', label: 'xp', icon: null, tier: 'progression', balance: 0, max_balance: 9 },
    ]);
  });

  it('show skills with the way to the next level', () => {
    expect(viewSkills(state, config)).toMatchObject([
      { skill_key: 'pronunciation', icon: 'mic', color: null, value: 65, level: 3, level_progress: 0.25 },
      { skill_key: 'reading', value: 0, level: 0, level_progress: 0 },
    ]);
    const full = life();
    full.apply(setSkills({ ...full.situation(NOW), skills: [{ skill_key: 'reading', value: 100 }] }));
    expect(viewSkills(full.state, config)[1]).toMatchObject({ value: 100, level: 5, level_progress: 1 });
  });

  it('show streaks, ticked or never', () => {
    expect(viewStreaks(state, config, NOW)).toEqual([
      {
        streak_key: 'daily',
        label: 'daily',
        period: 'daily',
        count: 5,
        best: 5,
        alive: true,
        ticked_this_period: false,
        expires_at: '2026-03-11T00:00:00.000Z',
        next_milestone: 14,
        freezes_left: 1,
        freezes: { left: 1, max: 1 },
        recent: week('ticked', 'ticked', 'ticked', 'ticked', 'ticked', 'open'),
      },
      {
        streak_key: 'monthly',
        label: 'monthly',
        period: 'monthly',
        count: 0,
        best: 0,
        alive: false,
        ticked_this_period: false,
        expires_at: null,
        next_milestone: null,
        freezes_left: null,
        freezes: null,
        recent: ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03'].map((month) => ({
          period: `${month}-01`,
          status: month === '2026-03' ? 'open' : 'missed',
        })),
      },
    ]);
  });

  it('show badges, earned or not', () => {
    expect(viewBadges(state, config, NOW)).toMatchObject([
      { badge_key: 'first', earned: true, awarded_at: '2026-03-04T12:00:00.000Z', progress: { value: 1, target: 1 } },
      { badge_key: 'later', earned: false, awarded_at: null, progress: { value: 1, target: 2 } },
    ]);
  });

  it('show the way to the next stage', () => {
    expect(viewEvolution(state, config, NOW)).toEqual({
      ready: false,
      next_stage: 2,
      conditions: { 'event_count >= 5': true, 'badge later = true': false },
      next_label: 'Two',
      progress: [
        { metric: 'event_count', key: null, label: null, value: 5, target: 5 },
        { metric: 'badge', key: 'later', label: 'later', value: 0, target: 1 },
      ],
    });
    expect(viewEvolution({ ...state, stage: 2 }, config, NOW)).toEqual({
      ready: false,
      next_stage: null,
      conditions: {},
      next_label: null,
      progress: null,
    });
  });

  it('have the shapes of the contract', () => {
    viewTokens(state, config).forEach((view) => tokenView.parse(view));
    viewSkills(state, config).forEach((view) => skillView.parse(view));
    viewStreaks(state, config, NOW).forEach((view) => streakView.parse(view));
    viewBadges(state, config, NOW).forEach((view) => badgeView.parse(view));
    evolutionView.parse(viewEvolution(state, config, NOW));
  });
});
