import { describe, expect, test } from 'vitest';
import { windowEnd, windowStart, type Window } from '../../src/engine/windows.ts';

const at = (time: string) => Date.parse(time);
const window = (kind: Window, time: string) => {
  const start = windowStart(kind, at(time));
  const end = windowEnd(kind, start);
  return [new Date(start).toISOString(), end === null ? null : new Date(end).toISOString()];
};

describe('the window that holds a moment', () => {
  test.each<[Window, string, string, string]>([
    ['daily', '2026-04-15T23:59:59.999Z', '2026-04-15T00:00:00.000Z', '2026-04-16T00:00:00.000Z'],
    ['daily', '2026-04-16T00:00:00.000Z', '2026-04-16T00:00:00.000Z', '2026-04-17T00:00:00.000Z'],
    ['weekly', '2026-04-19T23:59:59.999Z', '2026-04-13T00:00:00.000Z', '2026-04-20T00:00:00.000Z'],
    ['weekly', '2026-04-20T00:00:00.000Z', '2026-04-20T00:00:00.000Z', '2026-04-27T00:00:00.000Z'],
    ['weekly', '1970-01-01T00:00:00.000Z', '1969-12-29T00:00:00.000Z', '1970-01-05T00:00:00.000Z'],
    ['monthly', '2026-12-31T23:59:59.999Z', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['monthly', '2028-02-29T12:00:00.000Z', '2028-02-01T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
  ])('%s at %s', (kind, time, from, to) => {
    expect(window(kind, time)).toEqual([from, to]);
  });

  test('of all time has no end', () => {
    expect(window('all_time', '2026-04-15T12:00:00Z')).toEqual(['1970-01-01T00:00:00.000Z', null]);
  });
});
