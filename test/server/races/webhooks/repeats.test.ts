import { expect, test } from 'vitest';
import type { Answered, Request } from './receiver.ts';
import { tooEarly } from './repeats.ts';

/** The judge of `npm run crash -- webhooks`: which repeats it lets pass, and which not. */
const START = Date.UTC(2026, 3, 15, 12);
const came = (after: number, answered: Answered, retry_after_ms = 0): Request => ({
  came_at: START + after,
  answered,
  answered_at: typeof answered === 'number' ? START + after + 20 : null,
  retry_after_ms,
});
const tried = (after: number, response_status: number | null, duration_ms = 25) => ({
  at: new Date(START + after - 3).toISOString(),
  duration_ms,
  response_status,
});
const killed = (after: number) => ({ from: START + after, to: START + after + 5 });

test.each([
  ['one that came once', [tried(0, 200)], [came(0, 200)], []],
  ['the curve', [tried(0, 500), tried(5_030, 200)], [came(0, 500), came(5_030, 200)], []],
  ['Retry-After', [tried(0, 429), tried(8_030, 200)], [came(0, 429, 8_000), came(8_030, 200)], []],
  ['a dead connection, once more in the same attempt', [tried(0, 200)], [came(0, 'reset'), came(5, 200)], []],
  ['a time-out', [tried(0, null, 10_000), tried(15_100, 200)], [came(0, 'stalled'), came(15_100, 200)], []],
  [
    'a dead connection, once more, and a kill kept both from being written',
    [tried(20_010, 200)],
    [came(0, 'reset'), came(5, 200), came(20_010, 200)],
    [killed(30)],
  ],
  [
    'an answer that a kill kept from being written',
    [tried(20_010, 200)],
    [came(0, 200), came(20_010, 200)],
    [killed(30)],
  ],
])('%s passes', (_, attempts, requests, disasters) => {
  expect(tooEarly(attempts, requests, disasters)).toEqual([]);
});

test.each([
  ['again after a success', [tried(0, 200), tried(20_000, 200)], [came(0, 200), came(20_000, 200)], [killed(30)]],
  ['sooner than the curve', [tried(0, 500), tried(4_900, 200)], [came(0, 500), came(4_900, 200)], []],
  [
    'sooner than the second pause',
    [tried(0, 500), tried(6_000, 500), tried(20_000, 200)],
    [came(0, 500), came(6_000, 500), came(20_000, 200)],
    [],
  ],
  ['sooner than Retry-After', [tried(0, 429), tried(5_030, 200)], [came(0, 429, 8_000), came(5_030, 200)], []],
  [
    'an answer that is not in the log although nobody was killed',
    [tried(20_010, 200)],
    [came(0, 200), came(20_010, 200)],
    [],
  ],
  ['a dead connection, twice more', [tried(0, 200)], [came(0, 'reset'), came(5, 'reset'), came(10, 200)], []],
  [
    'nor where a kill kept it from being written',
    [tried(20_010, 200)],
    [came(0, 'reset'), came(5, 'reset'), came(10, 200), came(20_010, 200)],
    [killed(30)],
  ],
  ['the same, where one was killed before', [tried(20_010, 200)], [came(0, 200), came(20_010, 200)], [killed(-1_500)]],
  ['the same, where one was killed later', [tried(20_010, 200)], [came(0, 200), came(20_010, 200)], [killed(2_500)]],
  ['sooner than whoever was killed held it', [tried(4_000, 200)], [came(0, 200), came(4_000, 200)], [killed(30)]],
])('%s does not', (_, attempts, requests, disasters) => {
  expect(tooEarly(attempts, requests, disasters)).toHaveLength(1);
});
