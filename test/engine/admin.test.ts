import { describe, expect, it } from 'vitest';
import { MAX_AMOUNT } from '../../src/contract/limits.ts';
import {
  awardBadge,
  evolve,
  grantCoins,
  grantTokens,
  setSkills,
  spendCoins,
  spendTokens,
} from '../../src/engine/index.ts';
import { badge, skill, token } from './support/definitions.ts';
import { Life, MONDAY } from './support/life.ts';
import { refusal } from './support/refusal.ts';

const reason = 'Support ticket 4711';

function life(): Life {
  return new Life({
    tokens: [token('gem', { max_balance: 5 }), token('xp', { tier: 'progression' })],
    skills: [skill('reading')],
    badges: [
      badge('kind', { metric: 'event_count', op: 'gte', value: 999 }, { award: 'manual', reward: { coins: 5 } }),
      badge('rich', { metric: 'coins_earned', op: 'gte', value: 100 }),
    ],
    stages: [
      { stage: 1, label: 'One' },
      {
        stage: 2,
        label: 'Two',
        condition: {
          all: [
            { metric: 'coins_earned', op: 'gte', value: 100 },
            { metric: 'stage', op: 'gte', value: 1 },
          ],
        },
      },
    ],
  });
}

describe('a grant', () => {
  it('goes through the ledger with its reason, and may earn a badge', () => {
    const buddy = life();
    buddy.apply(grantCoins({ ...buddy.situation(MONDAY), amount: 100, reason }));
    expect(buddy.ledger).toEqual([
      { currency: 'coin', seq: 1, amount: 100, balance_after: 100, reason, source: { type: 'admin' } },
    ]);
    expect(buddy.notified('badge.awarded')).toEqual([{ badge_id: 'rich', awarded_at: '2026-03-02T00:00:00.000Z' }]);
    expect(buddy.notified('evolution.ready')).toHaveLength(1);
  });

  it('of tokens fills the purse, and is refused when it is full', () => {
    const buddy = life();
    const give = () => buddy.apply(grantTokens({ ...buddy.situation(MONDAY), token_key: 'gem', amount: 9, reason }));
    give();
    expect(buddy.balance('gem')).toBe(5);
    expect(refusal(give).code).toBe('conflict');
    expect(refusal(() => grantTokens({ ...buddy.situation(MONDAY), token_key: 'no', amount: 1, reason })).code).toBe(
      'resource_not_found',
    );
  });

  it('never brings a balance above what a number can hold', () => {
    const buddy = life();
    buddy.apply(grantCoins({ ...buddy.situation(MONDAY), amount: MAX_AMOUNT, reason }));
    expect(refusal(() => grantCoins({ ...buddy.situation(MONDAY), amount: 1, reason })).code).toBe('conflict');
    buddy.apply(spendCoins({ ...buddy.situation(MONDAY), amount: 10, reason }));
    buddy.apply(grantCoins({ ...buddy.situation(MONDAY), amount: MAX_AMOUNT, reason }));
    expect(buddy.state.purses['coin']).toEqual({ balance: MAX_AMOUNT, earned: MAX_AMOUNT, seq: 3 });
  });
});

describe('spending', () => {
  it('never goes below zero', () => {
    const buddy = life();
    buddy.apply(grantCoins({ ...buddy.situation(MONDAY), amount: 10, reason }));
    buddy.apply(spendCoins({ ...buddy.situation(MONDAY), amount: 10, reason }));
    expect(buddy.balance()).toBe(0);
    expect(refusal(() => spendCoins({ ...buddy.situation(MONDAY), amount: 1, reason })).code).toBe(
      'insufficient_balance',
    );
  });

  it('is not for progression tokens', () => {
    const buddy = life();
    buddy.apply(grantTokens({ ...buddy.situation(MONDAY), token_key: 'xp', amount: 9, reason }));
    const spend = (token_key: string) => () =>
      spendTokens({ ...buddy.situation(MONDAY), token_key, amount: 1, reason });
    expect(refusal(spend('xp')).code).toBe('progression_not_spendable');
    expect(refusal(spend('gem')).code).toBe('insufficient_balance');
    expect(refusal(spend('no')).code).toBe('resource_not_found');
  });
});

describe('awarding a badge', () => {
  it('happens once, and pays its reward', () => {
    const buddy = life();
    const give = () => buddy.apply(awardBadge({ ...buddy.situation(MONDAY), badge_key: 'kind', reason }));
    give();
    expect(buddy.state.badges).toEqual({ kind: { status: 'awarded', at: MONDAY } });
    expect(buddy.ledger).toMatchObject([{ amount: 5, reason, source: { type: 'badge', badge_key: 'kind' } }]);
    expect(refusal(give).code).toBe('conflict');
    expect(refusal(() => awardBadge({ ...buddy.situation(MONDAY), badge_key: 'no', reason })).code).toBe(
      'resource_not_found',
    );
  });

  it('ends the wait of one that is ready', () => {
    const buddy = new Life({
      badges: [badge('kind', { metric: 'event_count', op: 'gte', value: 1 }, { award: 'manual' })],
    });
    expect(buddy.send().badges_ready).toEqual(['kind']);
    expect(buddy.send().badges_ready).toEqual([]);
    buddy.apply(awardBadge({ ...buddy.situation(MONDAY), badge_key: 'kind', reason }));
    expect(buddy.state.badges['kind']!.status).toBe('awarded');
  });
});

describe('setting skills', () => {
  it('tells of a level gained, and is quiet about one lost', () => {
    const buddy = life();
    const set = (value: number) => () =>
      buddy.apply(setSkills({ ...buddy.situation(MONDAY), skills: [{ skill_key: 'reading', value }] }));
    set(45)();
    set(10)();
    expect(buddy.state.skills).toEqual({ reading: 10 });
    expect(buddy.notified('skill.leveled')).toEqual([{ skill_key: 'reading', from_level: 0, to_level: 2, value: 45 }]);
    expect(refusal(set(101)).details).toEqual({
      fields: [{ path: 'skills.0.value', message: 'must be at most 100, the most of reading' }],
    });
    expect(refusal(() => setSkills({ ...buddy.situation(MONDAY), skills: [{ skill_key: 'no', value: 1 }] })).code).toBe(
      'resource_not_found',
    );
  });
});

describe('evolving', () => {
  it('is refused until every test holds, and says which do not', () => {
    const buddy = life();
    const { code, message, details } = refusal(() => evolve(buddy.situation(MONDAY)));
    expect(code).toBe('conflict');
    expect(message).toBe('The buddy cannot evolve to stage 2 until coins_earned >= 100 (is 0).');
    expect(details).toEqual({ next_stage: 2, conditions: { 'coins_earned >= 100': false, 'stage >= 1': true } });
  });

  it('enters the next stage, and there is none after the last', () => {
    const buddy = life();
    buddy.apply(grantCoins({ ...buddy.situation(MONDAY), amount: 100, reason }));
    buddy.apply(evolve(buddy.situation(MONDAY)));
    expect(buddy.state.stage).toBe(2);
    expect(refusal(() => evolve(buddy.situation(MONDAY))).message).toBe('The buddy is in its last stage, 2.');
  });
});
