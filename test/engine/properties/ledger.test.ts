import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/contract/errors.ts';
import {
  awardBadge,
  decideEquipment,
  evolve,
  grantCoins,
  grantTokens,
  setSkills,
  spendCoins,
  spendTokens,
  type Millis,
} from '../../../src/engine/index.ts';
import { configurations, events } from '../support/arbitraries.ts';
import { DAY, Life, MONDAY } from '../support/life.ts';
import { cases } from '../support/cases.ts';

const NOW: Millis = MONDAY + 30 * DAY;
const reason = 'test';

type Step = (life: Life) => void;

const amount = fc.integer({ min: 1, max: 60 });
const key = fc.constantFrom('one', 'two', 'nothing');
const itemKey = fc.constantFrom('hat', 'cape', 'nothing');

/** Everything that can be done to a buddy besides sending it an event. */
const acts: fc.Arbitrary<Step> = fc.oneof(
  itemKey.map(
    (item): Step =>
      (life) =>
        life.buy(item, NOW),
  ),
  amount.map(
    (amount): Step =>
      (life) =>
        life.apply(grantCoins({ ...life.situation(NOW), amount, reason })),
  ),
  amount.map(
    (amount): Step =>
      (life) =>
        life.apply(spendCoins({ ...life.situation(NOW), amount, reason })),
  ),
  amount.map(
    (amount): Step =>
      (life) =>
        life.apply(grantTokens({ ...life.situation(NOW), token_key: 'gem', amount, reason })),
  ),
  amount.map(
    (amount): Step =>
      (life) =>
        life.apply(spendTokens({ ...life.situation(NOW), token_key: 'gem', amount, reason })),
  ),
  key.map(
    (badge_key): Step =>
      (life) =>
        life.apply(awardBadge({ ...life.situation(NOW), badge_key, reason })),
  ),
  amount.map(
    (value): Step =>
      (life) =>
        life.apply(setSkills({ ...life.situation(NOW), skills: [{ skill_key: 'reading', value }] })),
  ),
  fc.constant<Step>((life) => life.apply(evolve(life.situation(NOW)))),
  fc.constant<Step>((life) => void life.wake(NOW)),
  fc.constantFrom('Asia/Tokyo', 'America/New_York').map(
    (zone): Step =>
      (life) =>
        life.move(zone, NOW),
  ),
  itemKey.map(
    (item): Step =>
      (life) =>
        life.apply(decideEquipment({ ...life.situation(NOW), equip: [item], unequip: [] })),
  ),
);

const steps = events.chain((list) =>
  fc.array(acts, { maxLength: 40 }).chain((others) => {
    const all = [
      ...list.map(
        (event): Step =>
          (life) =>
            life.receive(event),
      ),
      ...others,
    ];
    return fc.shuffledSubarray(all, { minLength: all.length });
  }),
);

describe('after every step of any life', () => {
  it('the ledger is gapless, adds up to the balances, and no balance is negative or above its maximum', () => {
    fc.assert(
      fc.property(configurations, steps, (config, list) => {
        const life = new Life(config);
        const most = config.tokens?.[0]?.max_balance ?? Infinity;
        for (const step of list) {
          attempt(step, life);
          expect(life.balance('gem')).toBeLessThanOrEqual(most);
          checkLedger(life);
        }
      }),
      { numRuns: cases(300) },
    );
  });

  it('each badge was awarded once, and each milestone paid once', () => {
    fc.assert(
      fc.property(configurations, steps, (config, list) => {
        const life = new Life(config);
        for (const step of list) attempt(step, life);
        const awarded = life.notified('badge.awarded').map(({ badge_id }) => badge_id);
        const milestones = life
          .notified('streak.milestone')
          .map(({ streak_key, milestone }) => `${streak_key} ${milestone}`);
        expect(new Set(awarded).size).toBe(awarded.length);
        expect(new Set(milestones).size).toBe(milestones.length);
        expect(life.notified('badge.ready').length).toBeLessThanOrEqual(config.badges!.length);
      }),
      { numRuns: cases(300) },
    );
  });
});

/** A refusal changes nothing and is fine; anything else is not. */
function attempt(step: Step, life: Life): void {
  const before = life.state;
  try {
    step(life);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(life.state).toBe(before);
  }
}

function checkLedger({ ledger, state }: Life): void {
  for (const currency of new Set([...Object.keys(state.purses), ...ledger.map((line) => line.currency)])) {
    const lines = ledger.filter((line) => line.currency === currency);
    let balance = 0;
    for (const [index, line] of lines.entries()) {
      balance += line.amount;
      expect(line).toMatchObject({ seq: index + 1, balance_after: balance });
      expect(line.amount).not.toBe(0);
      expect(balance).toBeGreaterThanOrEqual(0);
    }
    const earned = lines.reduce((sum, line) => sum + Math.max(0, line.amount), 0);
    expect(state.purses[currency]).toEqual({ balance, earned, seq: lines.length });
  }
}
