import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/contract/configuration/configuration.ts';
import { viewStreaks, type BuddyState, type EngineEvent } from '../../../src/engine/index.ts';
import { configurations, events, shuffled } from '../support/arbitraries.ts';
import { streak } from '../support/definitions.ts';
import { Life } from '../support/life.ts';
import { cases } from '../support/cases.ts';

/** What must be the same: all but how often a purse moved, and the moments at which something was noticed. */
function essence({ state, counters, ledger }: Life): unknown {
  const sums: Record<string, number> = {};
  for (const { currency, amount } of ledger) sums[currency] = (sums[currency] ?? 0) + amount;
  const purses = Object.entries(state.purses).map(([currency, { balance, earned }]) => [currency, { balance, earned }]);
  const badges = Object.entries(state.badges).map(([key, { status }]) => [key, status]);
  const { milestone_at, ...rest }: BuddyState = state;
  return {
    state: { ...rest, proud_once: milestone_at !== null, purses: sorted(purses), badges: sorted(badges) },
    counters: Object.fromEntries(counters),
    sums,
  };
}

function sorted(entries: unknown[][]): unknown {
  return Object.fromEntries(entries as [string, unknown][]);
}

function lived(config: Configuration, list: EngineEvent[], zone?: string): Life {
  const life = new Life(config);
  if (zone) life.move(zone, 0);
  for (const event of list) life.receive(event);
  return life;
}

const zones = fc.constantFrom(undefined, 'America/New_York', 'Asia/Tokyo', 'Pacific/Apia');

describe('any order of arrival', () => {
  it('gives the same state, counters and sums', () => {
    fc.assert(
      fc.property(configurations, shuffled, zones, (config, { list, other }, zone) => {
        expect(essence(lived(config, other, zone))).toEqual(essence(lived(config, list, zone)));
      }),
      { numRuns: cases(1000) },
    );
  });
});

describe('any order of arrival, where freezes are given and not earned', () => {
  it('gives the same streak; its milestones are paid once', () => {
    const given = fc
      .integer({ min: 1, max: 3 })
      .map((max) => streak('daily', { freezes: { max }, milestones: [{ count: 3 }] }));
    fc.assert(
      fc.property(given, shuffled, (definition, { list, other }) => {
        const [one, two] = [list, other].map((order) => lived({ streaks: [definition] }, order));
        for (const now of list.map((event) => event.occurred_at)) {
          expect(viewStreaks(two!.state, two!.config, now)).toEqual(viewStreaks(one!.state, one!.config, now));
        }
        expect(two!.notified('streak.milestone').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: cases(300) },
    );
  });
});

describe('any repeats', () => {
  it('give the same state as none', () => {
    const repeated = events.chain((list) =>
      fc.record({ list: fc.constant(list), again: fc.array(fc.nat(), { maxLength: 40 }) }),
    );
    fc.assert(
      fc.property(configurations, repeated, (config, { list, again }) => {
        const repeats = list.length === 0 ? [] : again.map((index) => list[index % list.length]!);
        const all = [...list.flatMap((event, index) => (index % 2 ? [event, event] : [event])), ...repeats];
        expect(lived(config, all).state).toEqual(lived(config, list).state);
      }),
    );
  });
});

describe('the clock', () => {
  it('changes nothing of what an event does', () => {
    fc.assert(
      fc.property(
        configurations,
        events,
        fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 1 }),
        (config, list, clock) => {
          const [one, other] = [new Life(config), new Life(config)];
          for (const [index, event] of list.entries()) {
            one.receive(event);
            other.receive(event, clock[index % clock.length]!);
          }
          expect(other.state).toEqual(one.state);
          expect(other.notices).toEqual(one.notices);
          expect(other.ledger).toEqual(one.ledger);
        },
      ),
    );
  });
});
