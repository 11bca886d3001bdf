import { expect, test } from 'vitest';
import type { Held } from './memory.ts';
import type { Rehearsal } from './rehearsal.ts';
import { faultsOf } from './verdict.ts';

const held: Held = { megabytes: 200, heap: 100, heap_used: 60, external: 10, files: 60, descriptors: 30 };
const phase = (name: string, ...codes: string[]) => ({
  name,
  timed: codes.map((code) => ({ kind: 'event' as const, ms: 1, code })),
});
const rehearsal = (more: Partial<Rehearsal> = {}): Rehearsal => ({
  kind: 'postgres',
  most: 1000,
  each: 5,
  rest: 6,
  phases: [phase('before (0.5)', '200'), phase('during (0.5)', '200'), phase('after (0.5)', '201')],
  troubles: { connections: 40, cuts: 1, hangs: 1 },
  held: { before: held, peak: held, after: held, collected: held },
  ready_ms: 12,
  acknowledged: { events: 3, grants: 0 },
  missing: [],
  ...more,
});
const after = (more: Partial<Held>) => rehearsal({ held: { ...rehearsal().held, after: { ...held, ...more } } });

test('a day on which all was well has no fault, however slow and large it was', () => {
  expect(faultsOf(rehearsal())).toEqual([]);
  expect(faultsOf(after({ megabytes: 900 }))).toEqual([]);
});

test('what was acknowledged and is missing is one', () => {
  expect(faultsOf(rehearsal({ missing: ['evt_1', 'evt_2'] }))).toEqual(['2 acknowledged and missing: evt_1, evt_2']);
});

test('so is a server that does not get ready again', () => {
  expect(faultsOf(rehearsal({ ready_ms: null }))).toEqual([
    'the server was not ready again within 30 s of the trouble',
  ]);
});

test('a database that is cut off is refused in words, while it is, and only there', () => {
  const refused = '503 service_unavailable';
  const during = [phase('during (0.5)', '200', refused)];
  expect(faultsOf(rehearsal({ phases: during }))).toEqual([]);
  expect(faultsOf(rehearsal({ phases: during, kind: 'sqlite' }))).toEqual([`during (0.5): ${refused}`]);
  expect(faultsOf(rehearsal({ phases: [phase('after (0.5)', refused)] }))).toEqual([`after (0.5): ${refused}`]);
});

test.each(['500 internal_error', '429 rate_limited', 'lost: UND_ERR_SOCKET', 'not sent: too many wait'])(
  '%s is a fault in any phase, each named once',
  (code) => {
    expect(faultsOf(rehearsal({ phases: [phase('during (0.5)', code, code, '200')] }))).toEqual([
      `during (0.5): ${code}`,
    ]);
  },
);

test('so are descriptors that stay open, beyond a few; where nobody can count them they are not', () => {
  expect(faultsOf(after({ descriptors: 38 }))).toEqual([]);
  expect(faultsOf(after({ descriptors: 39 }))).toEqual(['39 file descriptors are open, 30 were before']);
  expect(faultsOf(after({ descriptors: null }))).toEqual([]);
});
