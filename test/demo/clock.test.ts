import { expect, test } from 'vitest';
import { clockIn, homeAt, zoneFor } from '../../demo/lingua/clock.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const EVERY_HOUR = Array.from({ length: 24 }, (_, hour) => Date.UTC(2026, 6, 8, hour, 37));

const dateIn = (at: number, timeZone: string) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
const hourIn = (at: number, timeZone: string) =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric' }).format(at));

test.each(EVERY_HOUR)('at %s home has daylight, and an evening on the same date to go to and come back from', (now) => {
  const { time_zone, midnight } = homeAt(now);
  expect(clockIn(now, time_zone)).toBe('daytime');
  expect(dateIn(midnight, time_zone)).toBe(dateIn(now, time_zone));
  expect(hourIn(midnight, time_zone) % 24).toBe(0);
  expect(now - midnight).toBeLessThan(DAY);

  const evening = zoneFor('evening', now, time_zone);
  expect(hourIn(now, evening)).toBeGreaterThanOrEqual(18);
  expect(dateIn(now, evening)).toBe(dateIn(now, time_zone));
  const day = zoneFor('daytime', now, evening);
  expect(hourIn(now, day)).toBeLessThan(18);
  expect(dateIn(now, day)).toBe(dateIn(now, time_zone));
});

test('somebody who lives anywhere else keeps the date as well', () => {
  const now = Date.UTC(2026, 6, 8, 9, 37);
  const evening = zoneFor('evening', now, 'Asia/Kathmandu');
  expect(clockIn(now, evening)).toBe('evening');
  expect(dateIn(now, evening)).toBe(dateIn(now, 'Asia/Kathmandu'));
});

test('where no zone has an evening on that date, it is another date’s', () => {
  // A quarter of an hour into the date's first zone: everywhere else it is the day before.
  const now = Date.UTC(2026, 6, 7, 10, 15);
  expect(dateIn(now, 'Pacific/Kiritimati')).toBe('2026-07-08');
  expect(clockIn(now, zoneFor('evening', now, 'Pacific/Kiritimati'))).toBe('evening');
});
