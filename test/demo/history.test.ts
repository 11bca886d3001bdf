import { afterEach, expect, test } from 'vitest';
import { pastEvents } from '../../demo/lingua/history.ts';
import { LEARNERS } from '../../demo/lingua/learners.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const before = process.env['TZ'];
afterEach(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Ho_Chi_Minh', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];

test.each(ZONES)('in %s, at every hour: on the right days of the learner, and none on the UTC day of now', (zone) => {
  process.env['TZ'] = zone;
  const dateIn = (at: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
  for (let hour = 0; hour < 24; hour++) {
    const now = Date.UTC(2026, 9, 28, hour, 37);
    for (const learner of LEARNERS) {
      const times = pastEvents(learner, now, 'history').map(({ occurredAt }) => (occurredAt as Date).getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(new Set(times.map(dateIn)).size).toBe(learner.days.filter(Boolean).length);
      expect(Math.floor(times.at(-1)! / DAY)).toBeLessThan(Math.floor(now / DAY));
      const yesterday = new Date(now);
      yesterday.setDate(yesterday.getDate() - 1);
      expect(dateIn(times.at(-1)!)).toBe(dateIn(yesterday.getTime()));
    }
  }
});
