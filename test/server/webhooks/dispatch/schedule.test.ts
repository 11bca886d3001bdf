import { describe, expect, test } from 'vitest';
import type { Curve } from '../../../../src/contract/webhooks.ts';
import { nextAttemptAt } from '../../../../src/server/webhooks/dispatch/schedule.ts';

const NOW = Date.UTC(2026, 3, 15, 12);
const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3600_000];

interface Case {
  curve?: Curve | 'cause';
  tries?: number;
  status: number | null;
  retryAfter?: string;
  chance?: number;
}
/** The pause after that attempt, in milliseconds. */
function pauseAfter({ curve = 'standard', tries = 1, status, retryAfter, chance = 0 }: Case): number | null {
  const answer = { status, retryAfter: retryAfter ?? null };
  const next = nextAttemptAt({ curve, tries, answer, now: NOW, chance });
  return next === null ? null : next - NOW;
}
/** After the first attempt, the second, and so on, until there is no next one. */
function pausesOf(curve: Curve | 'cause', status: number | null): number[] {
  const pauses: number[] = [];
  for (let tries = 1; ; tries++) {
    const pause = pauseAfter({ curve, tries, status });
    if (pause === null) return pauses;
    pauses.push(pause);
  }
}

const STANDARD = [5 * SECOND, 30 * SECOND, 5 * MINUTE];

test.each([500, 502, 503, 599, 408, 425, 429, 302, null])('after %s the whole curve is taken', (status) => {
  expect(pausesOf('standard', status)).toEqual(STANDARD);
  expect(pausesOf('patient', status)).toEqual([...STANDARD, 30 * MINUTE, 2 * HOUR, 8 * HOUR, 24 * HOUR]);
  expect(pausesOf('cause', status)).toEqual([SECOND, 4 * SECOND]);
});

test.each([400, 401, 403, 404, 409, 422, 451, 499])('after %s there is one more attempt', (status) => {
  expect(pausesOf('standard', status)).toEqual([5 * SECOND]);
  expect(pausesOf('patient', status)).toEqual([5 * SECOND]);
});

test('after 410 there is none', () => expect(pausesOf('patient', 410)).toEqual([]));

test('a pause is a tenth longer at most, and never shorter', () => {
  const pauses = [0, 0.25, 0.999_999].map((chance) => pauseAfter({ status: 500, chance }));
  expect(pauses).toEqual([5000, 5125, 5500]);
});

describe('Retry-After', () => {
  test.each([429, 503])('of a %d counts where it is longer', (status) => {
    expect(pauseAfter({ status, retryAfter: '120' })).toBe(2 * MINUTE);
    expect(pauseAfter({ status, retryAfter: ' 120 ' })).toBe(2 * MINUTE);
    expect(pauseAfter({ status, retryAfter: '2' })).toBe(5 * SECOND);
    expect(pauseAfter({ status, retryAfter: '2', tries: 3 })).toBe(5 * MINUTE);
  });

  test('may be a date, of the past, too', () => {
    const date = (ms: number) => new Date(NOW + ms).toUTCString();
    expect(pauseAfter({ status: 429, retryAfter: date(2 * MINUTE) })).toBe(2 * MINUTE);
    expect(pauseAfter({ status: 429, retryAfter: date(-MINUTE) })).toBe(5 * SECOND);
  });

  test('is an hour at most', () => {
    expect(pauseAfter({ status: 429, retryAfter: '999999' })).toBe(HOUR);
    expect(pauseAfter({ status: 429, retryAfter: '9'.repeat(400) })).toBe(HOUR);
    expect(pauseAfter({ status: 503, retryAfter: 'Fri, 31 Dec 9999 23:59:59 GMT' })).toBe(HOUR);
  });

  test.each([500, 502, 408, 400, 200])('of a %d is not looked at', (status) => {
    expect(pauseAfter({ status, retryAfter: '120' })).toBe(5 * SECOND);
  });

  test.each(['', 'soon', '-5', '1.5', 'NaN'])('"%s" says nothing', (retryAfter) => {
    expect(pauseAfter({ status: 429, retryAfter })).toBe(5 * SECOND);
  });

  test('adds no attempt', () => expect(pauseAfter({ status: 429, retryAfter: '9', tries: 4 })).toBeNull());
});
