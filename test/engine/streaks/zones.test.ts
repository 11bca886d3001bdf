import { describe, expect, it } from 'vitest';
import { isTimeZone, localDay, skippedDays, startOfDay, zoneAt } from '../../../src/engine/streaks/zones.ts';
import { DAY, HOUR } from '../support/life.ts';

const dayOf = (date: string): number => Date.parse(date) / DAY;
const at = (time: string): number => Date.parse(time);

describe('what is no time zone', () => {
  it('has no days: it is refused with its name', () => {
    expect(() => localDay(at('2026-03-02T12:00:00Z'), 'Nowhere/Land')).toThrow(
      new RangeError('Nowhere/Land is not a time zone.'),
    );
    expect(() => startOfDay(dayOf('2026-03-02'), 'Nowhere/Land')).toThrow(RangeError);
  });
});

describe('a local day', () => {
  it.each([
    ['UTC', '2026-03-02T23:59:59Z', '2026-03-02'],
    ['America/New_York', '2026-03-02T04:59:59Z', '2026-03-01'],
    ['America/New_York', '2026-03-02T05:00:00Z', '2026-03-02'],
    ['Asia/Tokyo', '2026-03-02T15:00:00Z', '2026-03-03'],
    ['Asia/Kathmandu', '2026-03-02T18:15:00Z', '2026-03-03'],
    ['Pacific/Kiritimati', '2026-03-02T10:00:00Z', '2026-03-03'],
    // The night has no midnight: clocks go from 23:59 to 01:00.
    ['America/Sao_Paulo', '2018-11-04T02:59:59Z', '2018-11-03'],
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04'],
    // The night has two eleven o'clocks.
    ['America/Sao_Paulo', '2019-02-17T02:30:00Z', '2019-02-16'],
    ['America/Sao_Paulo', '2019-02-17T03:00:00Z', '2019-02-17'],
  ])('in %s at %s is %s', (zone, time, date) => {
    expect(localDay(at(time), zone)).toBe(dayOf(date));
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/Sao_Paulo', '2018-11-04', 23],
    ['Asia/Tokyo', '2026-03-29', 24],
    ['Pacific/Apia', '2011-12-30', 0],
  ])('in %s on %s lasts %d hours', (zone, date, hours) => {
    expect((startOfDay(dayOf(date) + 1, zone) - startOfDay(dayOf(date), zone)) / HOUR).toBe(hours);
  });

  it('is taken for UTC long before and after anybody lives', () => {
    for (const time of ['0001-01-01T00:00:00Z', '1969-12-31T23:00:00Z', '9999-12-31T23:00:00Z']) {
      expect(localDay(at(time), 'Asia/Tokyo')).toBe(Math.floor(at(time) / DAY));
    }
  });
});

describe('days that never were', () => {
  it('are those that a zone lost when it crossed the date line', () => {
    expect(skippedDays('Pacific/Apia')).toEqual([dayOf('2011-12-30')]);
    expect(skippedDays('Pacific/Kiritimati')).toHaveLength(1);
    expect(skippedDays('Europe/Berlin')).toEqual([]);
    expect(skippedDays('UTC')).toEqual([]);
  });
});

describe('a time zone', () => {
  it('is known by its IANA name', () => {
    expect(['Europe/Berlin', 'UTC', 'Asia/Kolkata'].map(isTimeZone)).toEqual([true, true, true]);
    expect(['', 'Berlin', '+02:00', 'Europe/', '../etc/passwd'].map(isTimeZone)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('holds from its move on, UTC before the first', () => {
    const zones = [
      { from: 100, zone: 'Asia/Tokyo' },
      { from: 200, zone: 'Europe/Berlin' },
    ];
    expect([0, 99, 100, 199, 200].map((time) => zoneAt(zones, time))).toEqual([
      'UTC',
      'UTC',
      'Asia/Tokyo',
      'Asia/Tokyo',
      'Europe/Berlin',
    ]);
  });
});
