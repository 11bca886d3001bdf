import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWakeAt, viewStreaks, type Millis } from '../../../src/engine/index.ts';
import { streak } from '../support/definitions.ts';
import { DAY, HOUR, Life } from '../support/life.ts';
import { naiveStreak, type Stay } from '../support/naive-streak.ts';
import { cases } from '../support/cases.ts';

/** A zone, and a day in the weeks before something odd happens to its clocks. */
const places = fc.constantFrom(
  { zone: 'UTC', from: Date.UTC(2026, 1, 20) },
  { zone: 'America/New_York', from: Date.UTC(2026, 1, 25) },
  { zone: 'America/New_York', from: Date.UTC(2026, 9, 20) },
  { zone: 'Europe/Berlin', from: Date.UTC(2026, 2, 15) },
  { zone: 'Europe/Berlin', from: Date.UTC(2026, 9, 12) },
  { zone: 'Asia/Tokyo', from: Date.UTC(2026, 3, 1) },
  { zone: 'Asia/Kathmandu', from: Date.UTC(2026, 3, 1) },
  // At midnight, clocks go to one o'clock, or back to eleven.
  { zone: 'America/Sao_Paulo', from: Date.UTC(2018, 9, 25) },
  { zone: 'America/Sao_Paulo', from: Date.UTC(2019, 1, 5) },
  // There is no 30 December.
  { zone: 'Pacific/Apia', from: Date.UTC(2011, 11, 20) },
  { zone: 'Pacific/Kiritimati', from: Date.UTC(1994, 11, 20) },
);

const freezes = fc.oneof(
  fc.constant(undefined),
  fc.record({ max: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ max: fc.integer({ min: 1, max: 3 }), earn_every: fc.integer({ min: 1, max: 5 }) }),
);

const definitions = fc
  .record({
    period: fc.constantFrom('daily' as const, 'daily' as const, 'weekly' as const, 'monthly' as const),
    freezes,
  })
  .map((definition) => streak('habit', definition));

/** Hours after the start: mostly a day or so apart, sometimes more, so that there is something to count. */
const habit = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 2, max: 30 }) }, fc.integer({ min: 30, max: 110 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((gaps) => gaps.reduce<number[]>((hours, gap) => [...hours, (hours.at(-1) ?? 0) + gap], []));

const later = fc.integer({ min: 0, max: 6 * 24 });

function compare(
  life: Life,
  definition: ReturnType<typeof streak>,
  stays: Stay[],
  events: Millis[],
  now: Millis,
): void {
  const [view] = viewStreaks(life.state, life.config, now);
  const naive = naiveStreak(definition, stays, events, now);
  expect({
    count: view!.count,
    best: view!.best,
    alive: view!.alive,
    ticked: view!.ticked_this_period,
    freezes: view!.freezes_left ?? 0,
  }).toEqual({
    count: naive.count,
    best: naive.best,
    alive: naive.alive,
    ticked: naive.ticked,
    freezes: naive.freezes,
  });
  const unit = (date: string): string => (definition.period === 'monthly' ? date.slice(0, 7) : date);
  const first = [...naive.told.keys()][0]!;
  for (const { period, status } of view!.recent!) {
    const told = naive.told.get(unit(period)) ?? (unit(period) < first ? 'missed' : 'never was');
    if (told !== 'never was') expect([period, status]).toEqual([period, told]);
  }
}

describe('a streak in one place', () => {
  it('is what a person with a calendar counts, before, at and after the midnight at which it burns', () => {
    fc.assert(
      fc.property(
        definitions,
        places,
        habit,
        later,
        fc.infiniteStream(fc.nat()),
        (definition, { zone, from }, hours, wait, order) => {
          const life = new Life({ streaks: [definition] });
          life.move(zone, from);
          const events = hours.map((hour) => from + hour * HOUR);
          const arrivals = events
            .map((at) => ({ at, key: order.next().value! }))
            .sort((one, other) => one.key - other.key);
          for (const { at } of arrivals) life.send({ at });
          const stays = [{ from: 0, zone }];
          const now = events.at(-1)! + wait * HOUR;
          compare(life, definition, stays, events, now);
          const expires = viewStreaks(life.state, life.config, now)[0]!.expires_at;
          if (expires === null) return;
          compare(life, definition, stays, events, Date.parse(expires) - 1);
          compare(life, definition, stays, events, Date.parse(expires));
          expect(viewStreaks(life.state, life.config, Date.parse(expires) - 1)[0]!.alive).toBe(true);
          expect(viewStreaks(life.state, life.config, Date.parse(expires))[0]!.alive).toBe(false);
        },
      ),
      { numRuns: cases(300) },
    );
  }, 120_000);
});

describe('a streak on a journey', () => {
  const travels = fc.array(
    fc.record({
      after: fc.integer({ min: 1, max: 200 }),
      zone: fc.constantFrom(
        'UTC',
        'America/New_York',
        'Europe/Berlin',
        'Asia/Tokyo',
        'Pacific/Kiritimati',
        'Pacific/Pago_Pago',
      ),
    }),
    { minLength: 1, maxLength: 5 },
  );

  it('misses no day that travel took away, and ticks none twice', () => {
    fc.assert(
      fc.property(definitions, habit, travels, later, (definition, hours, list, wait) => {
        const start = Date.UTC(2026, 4, 4);
        const life = new Life({ streaks: [definition] });
        life.move('Europe/Berlin', start);
        const stays: Stay[] = [{ from: 0, zone: 'Europe/Berlin' }];
        let at = start;
        for (const { after, zone } of list) stays.push({ from: (at += after * HOUR), zone });
        const events = hours.map((hour) => start + hour * HOUR + 1);
        const now = Math.max(events.at(-1)!, at) + wait * HOUR;
        const moments = [
          ...events.map((time) => ({ time, act: () => void life.send({ at: time }) })),
          ...stays.slice(1).map(({ from, zone }) => ({ time: from, act: () => life.move(zone, from) })),
        ];
        for (const { act } of moments.sort((one, other) => one.time - other.time)) act();
        compare(life, definition, stays, events, now);
      }),
      { numRuns: cases(300) },
    );
  }, 120_000);
});

describe('losses', () => {
  it('are each told once, whether a wake comes at its time, late, twice, or after the next tick', () => {
    fc.assert(
      fc.property(
        definitions,
        places,
        habit,
        fc.array(fc.integer({ min: 1, max: 60 })),
        (definition, { zone, from }, hours, naps) => {
          const life = new Life({ streaks: [definition] });
          life.move(zone, from);
          const events = hours.map((hour) => from + hour * HOUR);
          const now = events.at(-1)! + 200 * DAY;
          const wakes = naps.map(
            (nap, index) => from + naps.slice(0, index).reduce((sum, one) => sum + one, nap) * HOUR,
          );
          const moments = [
            ...events.map((time) => ({ time, act: () => void life.send({ at: time }) })),
            ...[...wakes, now, now].map((time) => ({ time, act: () => void life.wake(time) })),
          ];
          for (const { act } of moments.sort((one, other) => one.time - other.time)) act();
          const { burned } = naiveStreak(definition, [{ from: 0, zone }], events, now);
          expect(life.notified('streak.burned').map(({ count }) => count)).toEqual(burned);
          expect(nextWakeAt(life.state, life.config, now)).toBeNull();
        },
      ),
      { numRuns: cases(100) },
    );
  }, 120_000);
});
