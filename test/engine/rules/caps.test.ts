import { describe, expect, it } from 'vitest';
import type { CoinRule } from '../../../src/contract/configuration/configuration.ts';
import { compile, countersOfEvent, decideEvent, initialState } from '../../../src/engine/index.ts';
import { DAY, HOUR, Life, MONDAY } from '../support/life.ts';

function life(rule: Partial<CoinRule>): Life {
  return new Life({ coin_rules: [{ key: 'lesson', event_type: 'lesson', amount: 20, ...rule }] });
}

function paid(buddy: Life, ...times: number[]): number[] {
  return times.map((at) => buddy.send({ at }).coins);
}

describe('a rule at its cap', () => {
  it('pays the remainder, then nothing, until the next UTC day', () => {
    expect(paid(life({ daily_cap: 50 }), MONDAY, MONDAY, MONDAY, MONDAY + 23 * HOUR, MONDAY + DAY)).toEqual([
      20, 20, 10, 0, 20,
    ]);
  });

  it('counts weeks from Monday to Sunday', () => {
    const sunday = MONDAY - 1;
    expect(paid(life({ weekly_cap: 30 }), sunday, sunday, MONDAY, MONDAY + 6 * DAY, MONDAY + 7 * DAY)).toEqual([
      20, 10, 20, 10, 20,
    ]);
  });

  it('pays no more than its total', () => {
    expect(paid(life({ total_limit: 50 }), MONDAY, MONDAY + DAY, MONDAY + 9 * DAY, MONDAY + 99 * DAY)).toEqual([
      20, 20, 10, 0,
    ]);
  });

  it('obeys the tightest of several', () => {
    const times = [0, 0, 0, 1, 1, 2, 7, 7, 7].map((day) => MONDAY + day * DAY);
    expect(paid(life({ daily_cap: 45, weekly_cap: 70, total_limit: 100 }), ...times)).toEqual([
      20, 20, 5, 20, 5, 0, 20, 10, 0,
    ]);
  });

  it('goes by when things occurred, not by when they were heard of', () => {
    const buddy = life({ daily_cap: 20 });
    expect(paid(buddy, MONDAY + DAY, MONDAY + DAY, MONDAY, MONDAY)).toEqual([20, 0, 20, 0]);
  });

  it('does not touch its neighbours', () => {
    const buddy = new Life({
      coin_rules: [
        { key: 'one', event_type: 'lesson', amount: 5, daily_cap: 5 },
        { key: 'other', event_type: 'lesson', amount: 3, daily_cap: 6 },
      ],
    });
    expect(paid(buddy, MONDAY, MONDAY, MONDAY)).toEqual([8, 3, 0]);
  });
});

describe('the counters of an event', () => {
  const config = compile({
    coin_rules: [
      { key: 'free', event_type: 'lesson', amount: 1 },
      { key: 'capped', event_type: 'lesson', amount: 1, daily_cap: 2, weekly_cap: 3, total_limit: 4 },
      {
        key: 'picky',
        event_type: 'lesson',
        amount: 1,
        daily_cap: 2,
        when: [{ property: 'score', op: 'gte', value: 1 }],
      },
    ],
    tokens: [{ key: 'gem', label: 'Gem', tier: 'primary' }],
    token_rules: [{ key: 'capped', token_key: 'gem', event_type: 'lesson', amount: 1, total_limit: 4 }],
  });
  const event = { event_id: 'e', type: 'lesson', audience: 'default', properties: {}, occurred_at: MONDAY };

  it('are those of the rules that apply, one for each window', () => {
    const day = MONDAY / DAY;
    expect(countersOfEvent(config, event)).toEqual([
      { scope: 'buddy', key: `c:capped:d${day}` },
      { scope: 'buddy', key: `c:capped:w${(day + 3) / 7}` },
      { scope: 'buddy', key: 'c:capped:t' },
      { scope: 'buddy', key: 't:capped:t' },
    ]);
  });

  it('say when the window that they count passes, if it does', () => {
    const at = MONDAY + 2 * DAY + 5 * HOUR;
    const situation = { state: initialState(), config, now: at, counters: () => 0 };
    const { counters } = decideEvent({ ...situation, event: { ...event, occurred_at: at } });
    expect(counters.map(({ key, window_end }) => [key.slice(0, 10), window_end])).toEqual([
      ['c:capped:d', MONDAY + 3 * DAY],
      ['c:capped:w', MONDAY + 7 * DAY],
      ['c:capped:t', undefined],
      ['t:capped:t', undefined],
    ]);
  });
});
