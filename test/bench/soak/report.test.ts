import { expect, test } from 'vitest';
import type { Timed } from './open-loop.ts';
import { codeTable, latencyTable, table, troubleLine } from './report.ts';

const timed = (kind: Timed['kind'], ms: number, code = '200'): Timed => ({ kind, ms, code });
const phase = (name: string, all: Timed[]) => ({ name, timed: all });

test('a table is as wide as its widest cells', () => {
  expect(
    table([
      ['', 'before'],
      ['memory, MB', '7'],
    ]),
  ).toBe('             before\nmemory, MB   7     ');
});

test('of a hundred calls the 50th and the 99th are shown, in whatever order they were answered', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => timed('event', ((n * 37) % 100) + 1));
  const rows = latencyTable([phase('before (0.5)', hundred)]).split('\n');
  expect(rows[0]).toMatch(/^p50 \/ p99 ms +before \(0\.5\)/);
  expect(rows[1]).toMatch(/^event +50\.0 \/ 99\.0/);
});

test.each([
  [[7], '7.0 / 7.0'],
  [[1, 2], '1.0 / 2.0'],
  [[3, 1, 2], '2.0 / 3.0'],
  [[1, Infinity], '1.0 / Infinity'],
])('of few calls some were as slow: %j', (all, shown) => {
  const rows = latencyTable([
    phase(
      'during',
      all.map((ms) => timed('state', ms)),
    ),
  ]).split('\n');
  expect(rows[1]).toContain(shown);
});

test('each kind has its row and each phase its column, also where there was no such call', () => {
  const phases = [phase('before', [timed('shop', 1), timed('event', 2)]), phase('after', [timed('event', 4)])];
  expect(
    latencyTable(phases)
      .split('\n')
      .map((row) => row.trim().split(/ {3,}/)),
  ).toEqual([
    ['p50 / p99 ms', 'before', 'after'],
    ['event', '2.0 / 2.0', '4.0 / 4.0'],
    ['shop', '1.0 / 1.0', '– / –'],
  ]);
});

test('answers are counted by code', () => {
  const lost = timed('event', 9, 'lost: UND_ERR_SOCKET');
  const refused = timed('batch', 9, '503 service_unavailable');
  const phases = [phase('before', [timed('event', 1)]), phase('during', [timed('event', 1), refused, refused, lost])];
  expect(
    codeTable(phases)
      .split('\n')
      .map((row) => row.trim().split(/ {3,}/)),
  ).toEqual([
    ['answers', 'before', 'during'],
    ['200', '1', '1'],
    ['503 service_unavailable', '0', '2'],
    ['lost: UND_ERR_SOCKET', '0', '1'],
  ]);
});

test('what was disturbed is said, and what was not there to be disturbed', () => {
  expect(troubleLine('postgres', { connections: 40, cuts: 3, hangs: 2 })).toBe(
    'during: 40 connections of bad company; all connections to PostgreSQL killed 3 ×; Redis hung 2 × for 6 s',
  );
  expect(troubleLine('sqlite', { connections: 40, cuts: 0, hangs: 0 })).toBe(
    'during: 40 connections of bad company; SQLite has no connections to kill; no Redis to hang (TEST_REDIS_URL, or install redis-server)',
  );
});
