import { describe, expect, it } from 'vitest';
import { MOST_TYPES, OTHER_TYPES } from '../../src/engine/event.ts';
import { metricValue } from '../../src/engine/index.ts';
import { badge } from './support/definitions.ts';
import { DAY, HOUR, Life, MONDAY } from './support/life.ts';

describe('an event', () => {
  it('is counted under its own name when no rule knows it', () => {
    const life = new Life({});
    life.send({ type: 'new_feature_used' });
    life.send({ type: 'new_feature_used' });
    expect(life.state.events).toEqual({ new_feature_used: 2 });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('may be of the type %s', (type) => {
    const life = new Life({
      coin_rules: [{ key: 'odd', event_type: type, amount: 3 }],
      badges: [badge('odd', { metric: 'event_count', key: type, op: 'gte', value: 2 })],
    });
    expect(life.send({ type }).coins).toBe(3);
    expect(life.send({ type }).badges_awarded).toEqual(['odd']);
    expect(Object.entries(life.state.events)).toEqual([[type, 2]]);
  });

  it('of ever new types shares one count beyond a limit, unless the configuration asks for it', () => {
    const life = new Life({ badges: [badge('rare', { metric: 'event_count', key: 'rare', op: 'gte', value: 1 })] });
    for (let index = 0; index < MOST_TYPES + 5; index++) life.send({ type: `type ${index}` });
    expect(life.send({ type: 'rare' }).badges_awarded).toEqual(['rare']);
    life.send({ type: 'type 0' });
    expect(Object.keys(life.state.events)).toHaveLength(MOST_TYPES + 2);
    expect(life.state.events).toMatchObject({ 'type 0': 2, [OTHER_TYPES]: 5, rare: 1 });
    expect(metricValue(life.state, life.config, { metric: 'event_count' }, MONDAY)).toBe(MOST_TYPES + 7);
  });

  it('answers with everything that it did', () => {
    const life = new Life({
      coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 10 }],
      tokens: [{ key: 'gem', label: 'Gems', tier: 'primary' }],
      token_rules: [{ key: 'gem', token_key: 'gem', event_type: 'lesson', amount: 1 }],
      skills: [{ key: 'reading', label: 'Reading', max_value: 100, points_per_level: 20 }],
      skill_rules: [{ event_type: 'lesson', skill_key: 'reading', points: 25 }],
      streaks: [
        {
          key: 'daily',
          label: 'Daily',
          event_types: ['lesson'],
          period: 'daily',
          milestones: [{ count: 1, reward: { coins: 2 } }],
        },
      ],
      badges: [
        {
          ...badge('first', { metric: 'event_count', op: 'gte', value: 1 }),
          reward: { coins: 5, tokens: [{ token_key: 'gem', amount: 2 }] },
        },
        { ...badge('by_hand', { metric: 'stage', op: 'gte', value: 1 }), award: 'manual' },
      ],
      stages: [
        { stage: 1, label: 'One' },
        { stage: 2, label: 'Two', condition: { metric: 'coins_earned', op: 'gte', value: 17 } },
      ],
    });
    expect(life.send()).toEqual({
      coins: 17,
      tokens: [{ token_key: 'gem', amount: 3 }],
      skills: [{ skill_key: 'reading', points: 25, value: 25, level: 1 }],
      streaks: [{ streak_key: 'daily', count: 1 }],
      streak_milestones: [{ streak_key: 'daily', milestone: 1 }],
      badges_awarded: ['first'],
      badges_ready: ['by_hand'],
      evolution_ready: true,
    });
  });

  it('tells the outside, each coin with the ledger line it stands for', () => {
    const life = new Life({
      coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 10 }],
      badges: [{ ...badge('first', { metric: 'event_count', op: 'gte', value: 1 }), reward: { coins: 5 } }],
    });
    life.send();
    expect(life.notices).toEqual([
      {
        event: 'coin.earned',
        data: { amount: 10, balance_after: 10, source: { type: 'event', event_type: 'lesson', rule: 'lesson' } },
        ledger: { currency: 'coin', seq: 1 },
      },
      { event: 'badge.awarded', data: { badge_id: 'first', awarded_at: '2026-03-02T00:00:00.000Z' } },
      {
        event: 'coin.earned',
        data: { amount: 5, balance_after: 15, source: { type: 'badge', badge_key: 'first' } },
        ledger: { currency: 'coin', seq: 2 },
      },
    ]);
    expect(life.ledger.map(({ seq, amount, balance_after, reason }) => [seq, amount, balance_after, reason])).toEqual([
      [1, 10, 10, 'lesson'],
      [2, 5, 15, 'badge first'],
    ]);
  });

  it('tells of a badge that awaits review that it is not awarded yet', () => {
    const by_hand = badge('by_hand', { metric: 'stage', op: 'gte', value: 1 });
    const life = new Life({ badges: [{ ...by_hand, award: 'manual' }] });
    life.send();
    expect(life.notices).toEqual([{ event: 'badge.ready', data: { badge_id: 'by_hand', awarded_at: null } }]);
  });

  it('obeys rules of its own audience and of all', () => {
    const life = new Life({
      audiences: [{ key: 'kids', label: 'Kids' }],
      coin_rules: [
        { key: 'all', event_type: 'lesson', amount: 1 },
        { key: 'kids', event_type: 'lesson', amount: 10, audience: 'kids' },
      ],
    });
    expect(life.send({ audience: 'default' }).coins).toBe(1);
    expect(life.send({ audience: 'kids' }).coins).toBe(11);
  });
});

describe('tokens', () => {
  const life = () =>
    new Life({
      tokens: [{ key: 'gem', label: 'Gems', tier: 'primary', max_balance: 5 }],
      token_rules: [{ key: 'gem', token_key: 'gem', event_type: 'lesson', amount: 2 }],
      items: [
        {
          key: 'hat',
          label: 'Hat',
          description: '',
          category: 'head',
          rarity: 'common',
          price: { type: 'token', token_key: 'gem', amount: 3 },
        },
      ],
    });

  it('stop at their maximum, and what does not fit is not paid', () => {
    const buddy = life();
    const paid = [0, 1, 2, 3].map(() => buddy.send().tokens);
    expect(paid).toEqual([
      [{ token_key: 'gem', amount: 2 }],
      [{ token_key: 'gem', amount: 2 }],
      [{ token_key: 'gem', amount: 1 }],
      [],
    ]);
    expect(buddy.state.purses['gem']).toEqual({ balance: 5, earned: 5, seq: 3 });
  });

  it('have room again after something is bought', () => {
    const buddy = life();
    for (let index = 0; index < 3; index++) buddy.send();
    buddy.buy('hat');
    expect(buddy.send().tokens).toEqual([{ token_key: 'gem', amount: 2 }]);
    expect(buddy.state.purses['gem']).toEqual({ balance: 4, earned: 7, seq: 5 });
  });
});

describe('skills', () => {
  const life = () =>
    new Life({
      skills: [{ key: 'reading', label: 'Reading', max_value: 50, points_per_level: 20 }],
      skill_rules: [
        { event_type: 'lesson', skill_key: 'reading', points: 15 },
        { event_type: 'lesson', skill_key: 'reading', points: 5, when: [{ property: 'score', op: 'gte', value: 0.9 }] },
      ],
    });

  it('add up the rules of one event and tell of one step', () => {
    const buddy = life();
    expect(buddy.send({ properties: { score: 1 } }).skills).toEqual([
      { skill_key: 'reading', points: 20, value: 20, level: 1 },
    ]);
    expect(buddy.notified('skill.leveled')).toEqual([{ skill_key: 'reading', from_level: 0, to_level: 1, value: 20 }]);
  });

  it('end at their maximum', () => {
    const buddy = life();
    for (let index = 0; index < 3; index++) buddy.send();
    expect(buddy.send().skills).toEqual([{ skill_key: 'reading', points: 5, value: 50, level: 2 }]);
    expect(buddy.send().skills).toEqual([]);
  });
});

describe('rewards', () => {
  it('may be what another badge or stage waits for', () => {
    const life = new Life({
      coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 10 }],
      badges: [
        { ...badge('rich', { metric: 'coins_earned', op: 'gte', value: 60 }) },
        { ...badge('grown', { metric: 'stage', op: 'gte', value: 3 }), reward: { coins: 50 } },
        {
          ...badge('both', {
            all: [
              { metric: 'badge', key: 'rich', op: 'eq', value: true },
              { metric: 'badge_count', op: 'gte', value: 2 },
            ],
          }),
        },
      ],
      stages: [
        { stage: 1, label: 'One' },
        { stage: 2, label: 'Two', condition: { metric: 'coins_earned', op: 'gte', value: 10 }, auto_evolve: true },
        { stage: 3, label: 'Three', condition: { metric: 'coins_earned', op: 'gte', value: 10 }, auto_evolve: true },
      ],
    });
    const effects = life.send();
    expect(effects).toMatchObject({
      coins: 60,
      badges_awarded: ['grown', 'rich', 'both'],
      evolved_to: 3,
      evolution_ready: false,
    });
    expect(life.send()).toMatchObject({ coins: 10, badges_awarded: [] });
  });
});

describe('evolution', () => {
  const stages = (auto_evolve: boolean) => [
    { stage: 1, label: 'One' },
    { stage: 2, label: 'Two', condition: { metric: 'event_count', op: 'gte', value: 2 } as const, auto_evolve },
  ];

  it('is ready once, and told once with its conditions', () => {
    const life = new Life({ stages: stages(false) });
    expect([0, 1, 2].map(() => life.send().evolution_ready)).toEqual([false, true, false]);
    expect(life.state.stage).toBe(1);
    expect(life.notified('evolution.ready')).toEqual([{ next_stage: 2, conditions: { 'event_count >= 2': true } }]);
  });

  it('happens by itself where the stage says so', () => {
    const life = new Life({ stages: stages(true) });
    expect([0, 1, 2].map(() => life.send().evolved_to)).toEqual([undefined, 2, undefined]);
    expect(life.notified('evolution.ready')).toEqual([]);
  });
});

describe('streaks', () => {
  it('tick once a period and pay each milestone once in a life', () => {
    const life = new Life({
      streaks: [
        {
          key: 'daily',
          label: 'Daily',
          event_types: ['lesson'],
          period: 'daily',
          milestones: [{ count: 2, reward: { coins: 7 } }],
        },
      ],
    });
    const day = (number: number, hour = 12) => life.send({ at: MONDAY + number * DAY + hour * HOUR });
    expect(day(0).streaks).toEqual([{ streak_key: 'daily', count: 1 }]);
    expect(day(0, 20).streaks).toEqual([]);
    expect(day(1)).toMatchObject({ coins: 7, streak_milestones: [{ streak_key: 'daily', milestone: 2 }] });
    expect(day(4).streaks).toEqual([{ streak_key: 'daily', count: 1 }]);
    expect(day(5)).toMatchObject({ coins: 0, streak_milestones: [], streaks: [{ streak_key: 'daily', count: 2 }] });
    expect(life.notified('streak.milestone')).toEqual([{ streak_key: 'daily', count: 2, milestone: 2 }]);
    expect(life.notified('streak.burned')).toEqual([{ streak_key: 'daily', count: 2, milestone: null }]);
  });
});
